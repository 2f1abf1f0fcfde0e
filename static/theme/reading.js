/* A reading list sifted by tags: the works that have one of those that are chosen. */
{
  const tools = document.querySelector("[data-script=reading]");
  const works = [...document.querySelectorAll(".work")];
  const forms = JSON.parse(tools.dataset.words).reading_shown;

  tools.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    target.setAttribute("aria-pressed", target.getAttribute("aria-pressed") !== "true");
    const chosen = [...tools.querySelectorAll("[aria-pressed=true]")].map((chip) => chip.value);
    const shown = works.filter((work) => {
      const tags = work.dataset.tags?.split("\n") ?? [];
      return !(work.hidden = chosen.length && !chosen.some((tag) => tags.includes(tag)));
    });
    for (const shelf of document.querySelectorAll(".shelf")) shelf.hidden = !shelf.querySelector(".work:not([hidden])");
    const form = new Intl.PluralRules(document.documentElement.lang).select(shown.length);
    tools.querySelector(".told").textContent = (forms[form] ?? forms.other).replace("{n}", shown.length);
  });
  tools.hidden = false;
}

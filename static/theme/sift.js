/* A list sifted: of values of one kind one must fit, of kinds all. The choice stands in the addresses of its orders. */
{
  const tools = document.querySelector("[data-script=sift]");
  const items = [...document.querySelectorAll(".work, .papers > .paper")];
  const [forms] = Object.values(JSON.parse(tools.dataset.words));
  const url = new URL(location);
  const valuesOf = (item, by) => by === "author" ? [...item.querySelectorAll("bdi")].map((name) => name.textContent)
    : item.dataset[by]?.split("\n") ?? [];

  const sift = () => {
    const query = new URLSearchParams([...new FormData(tools)].filter(([, value]) => value));
    const shown = items.filter((item) => !(item.hidden = ![...query.keys()].every((by) =>
      valuesOf(item, by).some((value) => query.getAll(by).includes(value)))));
    for (const shelf of document.querySelectorAll(".shelf")) shelf.hidden = !shown.some((item) => shelf.contains(item));
    for (const way of [url, ...document.querySelectorAll(".orders a")]) way.search = query;
    const number = new Set(shown.map((item) => item.querySelector("a").href)).size;
    tools.querySelector(".told").textContent = enlsp.counted(forms, number);
    history.replaceState(null, "", url);
  };

  for (const control of tools.elements) {
    const asked = url.searchParams.getAll(control.name);
    if (control.type === "checkbox") control.checked = asked.includes(control.value);
    else {
      const values = new Set(items.flatMap((item) => valuesOf(item, control.name)));
      control.append(...[...values].sort((one, other) => one.localeCompare(other)).map((value) => new Option(value)));
      control.value = asked.find((value) => values.has(value)) ?? "";
    }
  }
  tools.addEventListener("change", sift);
  if (url.search) sift();
  tools.hidden = false;
}

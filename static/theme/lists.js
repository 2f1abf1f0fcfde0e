/* The papers of a session of a large programme: its page is asked for them when they are unfolded. From disk, where
   browsers ask for nothing, titles lead there. */
{
  const { addPapers } = enlsp.programme;
  const words = JSON.parse(document.querySelector("[data-script=lists]").dataset.words);

  const fetchList = async (session) => {
    const page = session.querySelector(".session-title a").href;
    const answer = await fetch(page);
    if (!answer.ok) throw new Error(page);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.adoptNode(found.querySelector("ul.session-papers"));
    for (const way of list.querySelectorAll("a")) way.href = new URL(way.getAttribute("href"), page);
    return list;
  };

  const fold = (place) => {
    const session = place.closest(".session");
    const title = session.querySelector(".session-title a").textContent;
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const told = document.createElement("p");
    let asked;
    const load = () => asked ??= fetchList(session).then((list) => {
      told.replaceWith(list);
      addPapers(list.children);
    }).catch(() => {
      asked = undefined;
      told.textContent = words.papers_failed;
    });
    details.className = "session-list";
    summary.textContent = place.textContent;
    summary.setAttribute("aria-label", words.part_of.replace("{part}", place.textContent).replace("{owner}", title));
    told.className = "told";
    told.setAttribute("role", "status");
    details.append(summary, told);
    details.addEventListener("toggle", () => details.open && load());
    place.replaceWith(details);
    return { details, load };
  };

  /* By session: what its papers are called among the stars, and how they are loaded. */
  enlsp.programme.lists = new Map([...document.querySelectorAll("[data-papers]")].map((place) => [place.closest(".session"), {
    names: place.dataset.papers.split(" ").map((name) => `papers/${name}`),
    ...location.protocol !== "file:" && fold(place),
  }]));
}

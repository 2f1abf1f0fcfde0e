/* Sessions and papers starred; what is on now, what is next and what there is to watch. Stars are kept for each edition.

   The script of the programme's page goes on from `enlsp.programme`, and hears of what changes. */
{
  const DAY = 24 * 60 * 60 * 1000;
  const root = document.querySelector("[data-script=schedule]");
  const words = JSON.parse(root.dataset.words);
  const key = `enlsp-stars ${root.dataset.edition}`;
  const sessions = [...document.querySelectorAll(".session:not(.off), [data-session]")];
  const papers = [];
  /* What a session is called among the stars; and a paper, by the folder of its page. */
  const nameOf = (session) => session.dataset.session ?? session.id;
  const paperName = (paper) => `papers/${(paper.matches("li") ? paper.querySelector("a") : location).pathname.split("/").at(-2)}`;
  const say = (what) => root.dispatchEvent(new Event(what, { bubbles: true }));
  const press = (button, on) => button?.setAttribute("aria-pressed", String(on));
  const buttons = new Map();
  let stars = new Set();

  /* Stars; where storage is forbidden they hold for the page. */

  const show = (names) => {
    stars = new Set(names);
    for (const [button, name] of buttons) press(button, stars.has(name));
    say("starred");
  };

  const recall = () => {
    try {
      show(JSON.parse(enlsp.kept(key)));
    } catch {
      show();
    }
  };

  const keep = (names) => {
    enlsp.keep(key, JSON.stringify(names));
    show(names);
  };

  const addStar = (item, name) => {
    const button = document.createElement("button");
    const title = item.querySelector(".session-title, .session-head > *, .paper-title, .session-paper");
    button.type = "button";
    button.className = "star";
    button.setAttribute("aria-label", words.star.replace("{title}", (title.querySelector("a") ?? title).textContent));
    button.addEventListener("click", () => keep(stars.delete(name) ? [...stars] : [...stars, name]));
    if (title.matches(".session-title")) title.append(button);
    else title.after(button);
    buttons.set(button, name);
  };

  /* Papers of a list, or the one of a page; which may come later. */
  const addPapers = (items) => {
    for (const paper of items) {
      if (paper.matches("li") && !paper.querySelector("a")) continue;
      papers.push(paper);
      addStar(paper, paperName(paper));
    }
    show(stars);
    say("listed");
  };

  /* Now */

  const spans = sessions.flatMap((session) => {
    const [start, end] = [...session.querySelectorAll(".session-time time[datetime]")].map((time) => Date.parse(time.dateTime));
    return end ? { session, start, end } : [];
  });

  const mark = (session, state) => {
    if ((session.dataset.state ?? "") === state) return;
    session.dataset.state = state;
    session.querySelector(".session-state")?.remove();
    if (!state) return;
    const label = document.createElement("p");
    label.className = "label session-state";
    label.textContent = state === "now" ? words.on_now : words.up_next;
    (session.querySelector(".session-kind") ?? session.querySelector(".session-title, .session-head")).before(label);
  };

  const tell = () => {
    const now = Date.now();
    const next = Math.min(...spans.map(({ start }) => start).filter((start) => start > now && start < now + DAY));
    for (const { session, start, end } of spans) {
      mark(session, start <= now && now < end ? "now" : start === next ? "next" : "");
      for (const way of session.querySelectorAll("[data-watch]")) {
        way.hidden = way.dataset.watch === "stream" ? now < start - way.dataset.opens * 60000 || now >= end : now < end;
      }
    }
    say("told");
  };

  for (const session of sessions) if (nameOf(session) && !session.matches(".session-break, [data-kind=break]")) addStar(session, nameOf(session));
  addPapers(document.querySelectorAll(".starrable > li, article.paper"));
  recall();
  addEventListener("storage", (event) => {
    if (event.key === key) recall();
  });
  enlsp.programme = { root, sessions, papers, addPapers, paperName, press, tell, keep, stars: () => stars };
  enlsp.everyMinute(tell);
  // A machine that slept has missed its minute.
  for (const event of ["pageshow", "focus"]) addEventListener(event, tell);
  document.addEventListener("visibilitychange", tell);
}

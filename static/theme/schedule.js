/* The programme sifted by kind and track, its sessions starred, shared and taken into a calendar; and what is on now,
   what is next and what there is to watch.

   What is shown stands in the address. Stars are kept for each edition; a link that holds some shows those instead. */
{
  const DAY = 24 * 60 * 60 * 1000;
  const root = document.querySelector("[data-script=schedule]");
  const words = JSON.parse(root.dataset.words);
  const key = `enlsp-stars ${root.dataset.edition}`;
  const sessions = [...document.querySelectorAll(".session:not(.off), [data-session]")];
  const nameOf = (session) => session.dataset.session ?? session.id;
  const tools = document.querySelector(".programme-tools");
  const query = new URLSearchParams(location.search);
  const shared = new Set(query.get("stars")?.split(".").filter(Boolean));
  let stars = new Set();
  let only = shared.size ? "shared" : query.has("mine") ? "mine" : "";

  const tool = (name) => tools?.querySelector(`[data-do=${name}]`);
  const press = (button, on) => button?.setAttribute("aria-pressed", String(on));
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const chips = [...(tools?.querySelectorAll("[data-by]") ?? [])];
  const picked = () => (only === "shared" ? shared : stars);
  const say = (text) => {
    if (tools) tools.querySelector(".told").textContent = text;
  };

  /* The address of what is shown; `stars` are written into it to be shared. */
  const address = (written) => {
    const url = new URL(location);
    const { searchParams } = url;
    for (const name of ["kind", "track", "mine", "stars"]) searchParams.delete(name);
    for (const { dataset } of chips.filter(isPressed)) searchParams.append(dataset.by, dataset.value);
    if (written?.size) searchParams.set("stars", [...written].join("."));
    else if (only === "mine") searchParams.set("mine", "");
    return url.href;
  };

  const fits = (session) => {
    const wanted = (by) => chips.filter((chip) => chip.dataset.by === by && isPressed(chip));
    return ["kind", "track"].every((by) => !wanted(by).length || wanted(by).some((chip) => chip.dataset.value === session.dataset[by]))
      && (!only || picked().has(session.id));
  };

  const sift = () => {
    const shown = sessions.filter((session) => !(session.hidden = !fits(session)));
    const sifted = shown.length < sessions.length;
    for (const row of document.querySelectorAll(".day, .day-grid tbody tr")) {
      row.classList.toggle("sifted", sifted);
      row.hidden = !row.querySelector(".session:not([hidden])");
    }
    press(tool("mine"), only === "mine");
    press(tool("shared"), only === "shared");
    tool("shared").hidden = !shared.size;
    if (tool("calendar")) tool("calendar").hidden = location.protocol === "file:" || !picked().size;
    return [sifted, shown.length];
  };

  const count = (number) => say(enlsp.counted(words.sessions_shown, number));

  const choose = () => {
    count(sift()[1]);
    history.replaceState(null, "", address(only === "shared" && shared));
    tell();
  };

  /* Stars */

  const recall = () => {
    try {
      stars = new Set(JSON.parse(enlsp.kept(key)));
    } catch {
      // There are none yet.
    }
    for (const session of sessions) press(session.querySelector(".star"), stars.has(nameOf(session)));
  };

  const star = (session) => {
    const name = nameOf(session);
    if (!stars.delete(name)) stars.add(name);
    enlsp.keep(key, JSON.stringify([...stars]));
    press(session.querySelector(".star"), stars.has(name));
    if (tools) only === "mine" ? choose() : sift();
  };

  const addStar = (session) => {
    const button = document.createElement("button");
    const title = session.querySelector(".session-head > *");
    button.type = "button";
    button.className = "star";
    button.setAttribute("aria-label", words.star.replace("{title}", title.textContent));
    button.addEventListener("click", () => star(session));
    title.after(button);
  };

  const copyLink = async () => {
    const link = address(picked());
    try {
      await navigator.clipboard.writeText(link);
      say(words.link_copied);
    } catch {
      prompt(words.copy_link, link);
    }
  };

  /* The calendars of the sessions in one: their entries, and each time zone once. */
  const saveCalendar = async () => {
    const found = await Promise.all([...picked()].map(async (name) => {
      const answer = await fetch(`${name}.ics`);
      return answer.ok ? answer.text() : "";
    }));
    const parts = found.join("").match(/^BEGIN:(VTIMEZONE|VEVENT)\r\n[^]*?^END:\1\r\n/gm) ?? [];
    const whole = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//enlsp-site//enlsp-site//EN\r\n", ...new Set(parts), "END:VCALENDAR\r\n"];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(whole, { type: "text/calendar" }));
    link.download = "schedule.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
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
    (session.querySelector(".session-kind") ?? session.querySelector(".session-head")).before(label);
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
    if (tools) tool("now").hidden = !current();
  };

  const current = () => ["now", "next"].map((state) =>
    sessions.find((session) => session.dataset.state === state && !session.hidden)).find(Boolean);

  const goToNow = () => {
    const session = current();
    session.tabIndex = -1;
    session.focus({ preventScroll: true });
    session.scrollIntoView({ block: "center" });
  };

  for (const session of sessions) if (nameOf(session) && session.dataset.kind !== "break") addStar(session);
  recall();
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    recall();
    if (tools) sift();
  });
  if (tools) {
    for (const chip of chips) {
      press(chip, query.getAll(chip.dataset.by).includes(chip.dataset.value));
      chip.addEventListener("click", () => {
        press(chip, !isPressed(chip));
        choose();
      });
    }
    for (const name of ["mine", "shared"]) {
      tool(name).addEventListener("click", () => {
        only = only === name ? "" : name;
        choose();
      });
    }
    tool("link").addEventListener("click", copyLink);
    tool("calendar")?.addEventListener("click", saveCalendar);
    tool("now").addEventListener("click", goToNow);
    const [sifted, number] = sift();
    if (sifted) count(number);
    tools.hidden = false;
  }
  enlsp.everyMinute(tell);
  // A machine that slept has missed its minute.
  for (const event of ["pageshow", "focus"]) addEventListener(event, tell);
  document.addEventListener("visibilitychange", tell);
}

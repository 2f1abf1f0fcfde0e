/* The screen at the door of a room: what is on, what is next, and the time there. It goes by the offset from UTC that
   the sessions are written with, whatever zone the machine is in, and takes what has changed from the site. */
{
  const MINUTES = 5; // between two looks for changes
  const screen = document.querySelector("[data-script=screen]");
  const part = (name) => screen.querySelector(`.screen-${name}`);
  const words = JSON.parse(screen.dataset.words);
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const pause = screen.querySelector("button");
  const isPaused = () => pause.getAttribute("aria-pressed") === "true";
  const two = (number) => String(number).padStart(2, "0");
  let moment = new Date();
  let pristine;
  let spans;

  /* The sessions whose moments are known; as they came, they are compared with those that come later. */
  const read = () => {
    pristine = part("days").cloneNode(true);
    spans = [...screen.querySelectorAll(".session")].flatMap((session) => {
      const [first, last] = [...session.querySelectorAll("time[datetime]")].map((time) => time.dateTime);
      if (!last) return [];
      const start = Date.parse(first);
      return [{ session, start, end: Date.parse(last), off: Date.parse(`${first.slice(0, 19)}Z`) - start }];
    });
    screen.classList.toggle("is-live", spans.length > 0);
    screen.dataset.size = 0;
  };

  const takesPlace = ({ session }) => !session.matches(".off");
  const least = (moments) => Math.min(...moments);

  /* What is cancelled, or in another room now, is told in its time, and with what is next. */
  const stateOf = ({ start, end }, now, next) => {
    if (start <= now && now < end) return "now";
    return start > now && start <= next ? "next" : "";
  };

  const mark = (session, state) => {
    session.dataset.state = state;
    session.querySelector(".session-state")?.remove();
    if (!state || session.matches(".off")) return;
    const label = document.createElement("p");
    label.className = "label session-state";
    label.textContent = state === "now" ? words.on_now : words.up_next;
    session.prepend(label);
  };

  const clockOf = (hour, minute) => Object.entries({
    hour: two(hour), hour12: hour % 12 || 12, minute: two(minute), half: hour < 12 ? words.am : words.pm,
  }).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words.clock);

  /* A moment on the clocks where a session is, as far as `2031-12-06T09:00` is that long. */
  const there = (at, { off }, length) => new Date(at + off).toISOString().slice(0, length);

  /* Letters as large as all of it has room for. */
  const fit = () => {
    for (let size = 0; size < 9; size += 1) {
      screen.dataset.size = size;
      if (screen.scrollHeight <= screen.clientHeight) return;
    }
  };

  const tell = (now) => {
    if (isPaused() || !spans.length) return;
    const ahead = spans.filter(({ start }) => start > now);
    const own = ahead.filter(takesPlace);
    const next = least((own.length ? own : ahead).map(({ start }) => start));
    for (const span of spans) mark(span.session, stateOf(span, now, next));
    const shown = spans.filter(({ session }) => session.dataset.state);
    const isOn = shown.some((span) => takesPlace(span) && span.session.dataset.state === "now");
    const last = shown[0] ?? spans.at(-1);
    for (const day of screen.querySelectorAll(".screen-day")) {
      const first = shown.find(({ session }) => day.contains(session));
      day.hidden = !first;
      day.classList.toggle("is-today", !!first && there(Math.max(first.start, now), first, 10) === there(+now, last, 10));
    }
    const [hour, minute] = there(+now, last, 16).slice(11).split(":").map(Number);
    part("clock").textContent = clockOf(hour, minute);
    part("told").textContent = isOn ? "" : shown.length ? words.nothing_on : words.screen_over;
    fit();
  };

  /* Only the days are taken: the page itself stays, so that a network that goes at this very moment takes nothing. */
  const refresh = async () => {
    try {
      const answer = await fetch(location, { cache: "no-cache" });
      const found = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".screen-days");
      if (!found) throw new Error("This is not the page.");
      moment = new Date();
      part("line").textContent = "";
      if (isPaused() || found.isEqualNode(pristine)) return;
      part("days").replaceWith(found);
      read();
      tell(new Date());
    } catch {
      part("line").textContent = words.offline.replace("{when}", when.format(moment));
    }
  };

  /* Where browsers can, no machine goes to sleep over it. */
  const stayAwake = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };

  pause.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", String(!isPaused()));
    tell(new Date());
  });
  read();
  pause.hidden = !spans.length;
  let minutes = 0;
  enlsp.everyMinute((now) => {
    tell(now);
    if (minutes++ % MINUTES === MINUTES - 1 && location.protocol !== "file:") refresh();
  });
  addEventListener("online", refresh);
  addEventListener("resize", () => tell(new Date()));
  for (const event of ["pageshow", "focus"]) addEventListener(event, () => tell(new Date())); // it may have slept
  document.addEventListener("visibilitychange", () => {
    stayAwake();
    tell(new Date());
  });
  stayAwake();
}

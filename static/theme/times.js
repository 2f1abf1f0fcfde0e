/* How far off dates are, which is the next, deadlines on the visitor's own clock, and the one action that counts now:
   said again every minute. And the button that writes the programme's times in her zone, where the two differ. */
{
  const DAY = 24 * 60 * 60 * 1000;
  const SOON = 7 * DAY;
  const language = document.documentElement.lang || "en";
  const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const calendar = new Intl.DateTimeFormat(language, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    timeZoneName: "short",
  });
  const list = document.querySelector(".dates[data-script]");

  /* A zone by the name that this browser has for it, which may be an old one (Asia/Calcutta). */
  const called = (name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      return name; // a zone that it does not know
    }
  };
  const own = called(undefined);

  /* A moment as a wall clock here shows it, written as the venue's is in a `datetime`. */
  const here = (moment) => new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);

  /* Whether it is another time here. Who is in the venue's own zone has the venue's time, as the site states it: the
     rules of that zone that a browser knows may be older than the site's. */
  const differs = (written, zone) =>
    written.slice(0, 16) !== here(new Date(written)) && !(zone && called(zone) === own);

  /* Dates and deadlines */

  /* A day as such, in the visitor's calendar: a date without a moment is meant so. */
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  const onDay = (written) => new Date(...written.split("-").map((part, index) => part - (index === 1)));

  /* From when to when a date is, as its `data-from` and `data-until` say: moments, or days with the last one in full. */
  const span = ({ from, until = from }) => {
    if (from.includes("T")) return [new Date(from), new Date(until)];
    const last = onDay(until);
    return [onDay(from), new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1)];
  };

  const state = ([from, until], now) => {
    if (until <= now) return "passed";
    if (from <= now || midnight(from).getTime() === midnight(now).getTime()) return "today";
    return from - now < SOON ? "soon" : "ahead";
  };

  /* Days by the calendar, hours and minutes where it is close. */
  const left = (from, now) => {
    const moment = from.includes("T") ? new Date(from) : onDay(from);
    // Of days from one to another it may be the second, or the third.
    const days = Math.max(0, Math.round((midnight(moment) - midnight(now)) / DAY));
    const minutes = Math.ceil((moment - now) / 60000);
    if (days > 1 || minutes <= 0 || !from.includes("T")) return distance.format(days, "day");
    return minutes >= 60 ? distance.format(Math.floor(minutes / 60), "hour") : distance.format(minutes, "minute");
  };

  const note = (date, name, words) => {
    let place = date.querySelector(`.date-${name}`);
    if (!place) {
      place = document.createElement("p");
      place.className = `date-${name}`;
      date.append(place);
    }
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  };

  /* The moment on the visitor's clock, where that shows another time than the page. */
  const yours = ({ from, zone }) => (differs(from, zone) ? calendar.format(new Date(from)) : "");

  const tellDates = (now) => {
    const words = list.dataset;
    const dates = [...list.querySelectorAll(".date[data-from]")];
    const states = dates.map((date) => state(span(date.dataset), now));
    const ahead = dates.filter((_, index) => states[index] !== "passed");
    const next = ahead.sort((one, other) => span(one.dataset)[0] - span(other.dataset)[0])[0];
    dates.forEach((date, index) => {
      const { from } = date.dataset;
      date.dataset.state = states[index];
      date.classList.toggle("date-next", date === next);
      const far = states[index] === "passed" ? words.passed : left(from, now);
      note(date, "left", date === next ? `${words.next} · ${far}` : states[index] === "ahead" ? "" : far);
      const mine = from.includes("T") && states[index] !== "passed" ? yours(date.dataset) : "";
      note(date, "local", mine && `${words.yours} ${mine}`);
    });
  };

  /* The first action that is not over comes first and stands out; submitting and registering end for good. */
  const tellActions = (now) => {
    const actions = [...document.querySelectorAll(".actions [data-kind]")];
    const over = (action) => action.dataset.until && new Date(action.dataset.until) <= now;
    const current = actions.find((action) => !over(action));
    for (const action of actions) {
      action.hidden = over(action) && ["submit", "register"].includes(action.dataset.kind) && action !== current;
    }
    if (current && current !== current.parentElement.firstElementChild) current.parentElement.prepend(current);
  };

  const everyMinute = () => {
    const now = new Date();
    if (list) tellDates(now);
    tellActions(now);
    setTimeout(everyMinute, 60000 - (now % 60000) + 50);
  };
  everyMinute();

  /* The programme */

  const button = document.querySelector(".zone-switch");
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const zoneName = new Intl.DateTimeFormat(language, { timeZoneName: "longGeneric" });
  const zoneSign = new Intl.DateTimeFormat(language, { timeZoneName: "short" });

  const times = [...document.querySelectorAll(".day :is(.session-time, .paper-time) time[datetime], .session-page .paper-time time[datetime]")];
  const notes = [...document.querySelectorAll(".day-zone")];
  const written = new Map([...times, ...notes].map((each) => [each, each.textContent]));
  const noteOf = (time) => time.closest(".day, .session-page").querySelector(".day-zone");
  const abroad = new Set(times.filter((time) => differs(time.dateTime, noteOf(time).dataset.zone)).map(noteOf));

  /* With its day, where that is another than the table's; an end on the day of its start goes without. */
  const local = (time) => {
    const moment = new Date(time.dateTime);
    const start = time.parentElement.querySelector("time");
    const known = start === time ? time.dateTime : here(new Date(start.dateTime));
    const sameDay = known.slice(0, 10) === here(moment).slice(0, 10);
    return sameDay ? clock.format(moment) : `${weekday.format(moment)} ${clock.format(moment)}`;
  };

  /* What the zone here is called, with its sign on that day: in summer another than in winter. */
  const zone = (time) => {
    const [name, sign] = [zoneName, zoneSign].map(
      (form) => form.formatToParts(new Date(time.dateTime)).find((part) => part.type === "timeZoneName").value,
    );
    return /\d/.test(name) ? sign : `${name} (${sign})`; // GMT-12:00 is no name
  };

  const show = (mine) => {
    button.setAttribute("aria-pressed", String(mine));
    for (const time of times) time.textContent = mine && abroad.has(noteOf(time)) ? local(time) : written.get(time);
    for (const note of notes) {
      const told = note.closest(".day").querySelector(".session-time time[datetime]");
      const away = mine && told && abroad.has(note);
      note.textContent = away ? button.dataset.note.replace("{zone}", zone(told)) : written.get(note);
    }
  };

  button?.addEventListener("click", () => {
    const mine = button.getAttribute("aria-pressed") !== "true";
    enlsp.keep("enlsp-times", mine && "mine");
    show(mine);
  });

  if (button && abroad.size) {
    button.hidden = false;
    show(enlsp.kept("enlsp-times") === "mine");
  }
}

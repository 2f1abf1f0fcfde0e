/* Dates: how far off they are, and deadlines on the visitor's clock; times in their zone. */
{
  const DAY = 24 * 60 * 60 * 1000;
  const language = document.documentElement.lang || "en";
  const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const form = (options) => new Intl.DateTimeFormat(language, options);
  const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const calendar = form({ ...hours, weekday: "short", day: "numeric", month: "short", timeZoneName: "short" });
  const list = document.querySelector(".dates[data-script]");

  /* This browser's name for a zone, maybe an old one; asked for once, since that takes a while. */
  const names = new Map();
  const called = (timeZone) => {
    if (names.has(timeZone)) return names.get(timeZone);
    try {
      names.set(timeZone, form({ timeZone }).resolvedOptions().timeZone);
    } catch {
      names.set(timeZone); // None.
    }
    return names.get(timeZone);
  };

  /* A moment here, as a `datetime` has it. */
  const here = (moment) => new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);

  /* In the venue's zone it never does: the site may have newer rules than the browser. */
  const differs = (written, zone = "") => written.slice(0, 16) !== here(new Date(written)) && called(zone) !== called();

  /* A date without a moment is a day in the visitor's calendar. */
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  const onDay = (written) => new Date(`${written}T00:00`);

  /* Moments, or days with the last in full. */
  const span = ({ from, until = from }) => {
    if (from.includes("T")) return [new Date(from), new Date(until)];
    const last = onDay(until);
    return [onDay(from), last.setDate(last.getDate() + 1)];
  };

  const state = ([from, until], now) => {
    if (until <= now) return "passed";
    if (from <= now || midnight(from) === midnight(now)) return "today";
    return from - now < 7 * DAY ? "soon" : "ahead";
  };

  /* Days by the calendar, hours and minutes where it is close. */
  const left = (from, now) => {
    const moment = from.includes("T") ? new Date(from) : onDay(from);
    const days = Math.max(0, Math.round((midnight(moment) - midnight(now)) / DAY));
    const minutes = Math.ceil((moment - now) / 60000);
    if (days > 1 || minutes <= 0 || !from.includes("T")) return distance.format(days, "day");
    return minutes < 60 ? distance.format(minutes, "minute") : distance.format(Math.floor(minutes / 60), "hour");
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

  const tellDates = (now) => {
    const words = list.dataset;
    const dates = [...list.querySelectorAll(".date[data-from]")];
    const ahead = dates.filter((date) => span(date.dataset)[1] > now);
    const next = ahead.sort((one, other) => span(one.dataset)[0] - span(other.dataset)[0])[0];
    for (const date of dates) {
      const { from, zone } = date.dataset;
      const told = date.dataset.state = state(span(date.dataset), now);
      const passed = told === "passed";
      date.classList.toggle("date-next", date === next);
      const far = passed ? words.passed : left(from, now);
      note(date, "left", date === next ? `${words.next} · ${far}` : told === "ahead" ? "" : far);
      const mine = from.includes("T") && !passed && differs(from, zone);
      note(date, "local", mine ? `${words.yours} ${calendar.format(new Date(from))}` : "");
    }
  };

  if (list) enlsp.everyMinute(tellDates);

  const button = document.querySelector(".zone-switch");
  const clock = form(hours);
  const weekday = form({ weekday: "short" });

  const noteOf = (time) => time.closest(".day, .session-page").querySelector(".day-zone");
  /* What says the zone of days that are told otherwise here, each with a time; and how all that changes is written. */
  const abroad = new Map();
  const written = new Map();
  const gather = () => {
    const found = [...document.querySelectorAll(":is(.day, .session-page) :is(.session-time, .paper-time) time[datetime]")].filter((time) => !written.has(time));
    for (const time of found) if (differs(time.dateTime, noteOf(time).dataset.zone)) abroad.set(noteOf(time), time);
    for (const each of [...found.filter((time) => abroad.has(noteOf(time))), ...abroad.keys()]) {
      if (!written.has(each)) written.set(each, each.textContent);
    }
  };
  gather();

  /* With its day, if that is another than the table's or the start's. */
  const local = (time) => {
    const moment = new Date(time.dateTime);
    const start = time.parentElement.querySelector("time");
    const known = start === time ? time.dateTime : here(new Date(start.dateTime));
    const day = known.slice(0, 10) === here(moment).slice(0, 10) ? "" : `${weekday.format(moment)} `;
    return day + clock.format(moment);
  };

  /* What the zone here is called on that day. */
  const zone = (time) => {
    const [name, sign] = ["longGeneric", "short"].map((timeZoneName) => form({ timeZoneName })
      .formatToParts(new Date(time.dateTime)).find(({ type }) => type === "timeZoneName").value);
    return /\d/.test(name) ? sign : `${name} (${sign})`; // GMT-12:00 is no name
  };

  /* A note in another language than the page's has an element that says so. */
  const show = (mine) => {
    button.setAttribute("aria-pressed", String(mine));
    for (const [time, text] of written) if (time.dateTime) time.textContent = mine ? local(time) : text;
    for (const [note, time] of abroad) {
      (note.firstElementChild ?? note).textContent = mine ? button.dataset.note.replace("{zone}", zone(time)) : written.get(note);
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
    document.addEventListener("listed", () => {
      gather();
      show(button.getAttribute("aria-pressed") === "true");
    });
  }
}

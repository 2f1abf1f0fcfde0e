/* The button that writes the times of the programme in the visitor's own zone. The choice is kept from page to page.
   It is there only where the two differ: at the venue there is nothing to choose. */
{
  const button = document.querySelector("[data-script=zones]");
  const language = document.documentElement.lang || "en";
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const zoneName = new Intl.DateTimeFormat(language, { timeZoneName: "short" });

  const times = [...document.querySelectorAll(".day :is(.session-time, .paper-time) time[datetime], .session-page .paper-time time[datetime]")];
  const notes = [...document.querySelectorAll(".day-zone")];
  const written = new Map([...times, ...notes].map((each) => [each, each.textContent]));

  /* The day and the time of day that a `datetime` itself says, which are the venue's, and those here. */
  const there = (time) => time.dateTime.slice(0, 16);
  const here = (moment) => new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const differs = (time) => there(time) !== here(new Date(time.dateTime));

  /* With its day, where that is another than the table's; an end on the day of its start goes without. */
  const local = (time) => {
    const moment = new Date(time.dateTime);
    const start = time.parentElement.querySelector("time");
    const known = start === time ? there(time) : here(new Date(start.dateTime));
    const sameDay = known.slice(0, 10) === here(moment).slice(0, 10);
    return sameDay ? clock.format(moment) : `${weekday.format(moment)} ${clock.format(moment)}`;
  };

  /* What the zone here is called on the day of a table: in summer otherwise than in winter. */
  const zone = (note) => {
    const first = note.closest(".day").querySelector(".session-time time[datetime]");
    const parts = zoneName.formatToParts(first ? new Date(first.dateTime) : new Date());
    return `${own} (${parts.find((part) => part.type === "timeZoneName").value})`;
  };

  const show = (mine) => {
    button.setAttribute("aria-pressed", String(mine));
    for (const time of times) time.textContent = mine ? local(time) : written.get(time);
    for (const note of notes) {
      const told = note.closest(".day").querySelector(".session-time time[datetime]");
      note.textContent = mine && told ? button.dataset.note.replace("{zone}", zone(note)) : written.get(note);
    }
  };

  const kept = () => {
    try {
      return localStorage.getItem("enlsp-times") === "mine";
    } catch {
      return false;
    }
  };

  button.addEventListener("click", () => {
    const mine = button.getAttribute("aria-pressed") !== "true";
    try {
      if (mine) localStorage.setItem("enlsp-times", "mine");
      else localStorage.removeItem("enlsp-times");
    } catch {
      // It holds for this page, then.
    }
    show(mine);
  });

  if (times.some(differs)) {
    button.hidden = false;
    show(kept());
  }
}

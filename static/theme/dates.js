/* What depends on the moment at which a page is looked at: how far off a date is, which is the next, what a deadline is
   on the visitor's own clock, and the one action that counts now. Said again every minute while the page stays open. */
{
  const DAY = 24 * 60 * 60 * 1000;
  const SOON = 7 * DAY;
  const language = document.documentElement.lang || "en";
  const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const clock = new Intl.DateTimeFormat(language, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    timeZoneName: "short",
  });
  const list = document.querySelector(".dates[data-script]");

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
  const local = (written) => {
    const moment = new Date(written);
    const wall = new Date(moment - moment.getTimezoneOffset() * 60000).toISOString();
    return wall.slice(0, 16) === written.slice(0, 16) ? "" : clock.format(moment);
  };

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
      const mine = from.includes("T") && states[index] !== "passed" ? local(from) : "";
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

  const tell = () => {
    const now = new Date();
    if (list) tellDates(now);
    tellActions(now);
    setTimeout(tell, 60000 - (now % 60000) + 50);
  };
  tell();
}

/* Moves sessions in the programme, by a pointer or step by step: in its table a frame shows where one would be, and what
   a build would say of that stands below before it is put there. The server knows the times, and writes them. */

import { ask, inTurn } from "./server.js";

const STEP = 5; // minutes
const NEAR = 8; // pixels within which a session begins when another one does, and which no column is as narrow as
const FAR = 6; // pixels after which a pressed pointer drags
const DAY = 24 * 60;
const KEYS = { ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "before", ArrowRight: "next" };

const within = (value, least, most) => Math.min(Math.max(value, least), most);
const clock = (minute) => [minute / 60, minute % 60].map((each) => String(Math.floor(each) % 60).padStart(2, "0"));
const told = (minute) => clock(minute % DAY).join(":");

/* The table of a day as a scale: where on the page its sessions begin, and its columns. */
const scaleOf = (table, { starts, columns }) => {
  const tops = new Map();
  for (const each of table.querySelectorAll("[data-origin]")) {
    const start = starts[each.dataset.origin];
    const { top } = (each.closest("tr, td") ?? each).getBoundingClientRect();
    if (start !== undefined) tops.set(start, Math.min(top + scrollY, tops.get(start) ?? Infinity));
  }
  const marks = [...tops].sort(([one], [other]) => one - other);
  const [first, last] = [marks[0], marks.at(-1)];
  const { bottom } = table.getBoundingClientRect();
  const rate = Math.max((bottom + scrollY - first[1]) / (last[0] - first[0] + 60), 0.5); // pixels for a minute
  marks.unshift([first[0] - DAY, first[1] - DAY * rate]);
  marks.push([last[0] + DAY, last[1] + DAY * rate]);
  /* From one of the two to the other, between the marks around it. */
  const along = (value, from, to) => {
    const next = within(marks.findIndex((mark) => mark[from] > value), 1, marks.length - 1);
    const [one, other] = [marks[next - 1], marks[next]];
    const share = (value - one[from]) / (other[from] - one[from] || 1);
    return one[to] + share * (other[to] - one[to]);
  };
  const heads = [...table.querySelectorAll("thead th[scope=col][id]")].map((head) => {
    const { left, right } = head.getBoundingClientRect();
    const name = head.textContent.trim();
    return { left: left + scrollX, right: right + scrollX, name: columns.includes(name) ? name : "" };
  }).filter(({ left, right }) => right - left > NEAR); // on a phone they are not to be seen
  return {
    top: (minute) => along(minute, 0, 1),
    minute: (y) => {
      const near = marks.find(([, top]) => Math.abs(top - y) <= NEAR);
      return near ? near[0] : Math.round(along(y, 1, 0) / STEP) * STEP;
    },
    head: (x) => heads.find(({ left, right }) => left <= x && x < right),
    named: (name) => heads.find((head) => head.name === name),
  };
};

/* `finish` takes what the server answers to a move, `say` what it answers else, and `free` is called when none is moved
   any more. */
export const timetable = ({ layer, finish, say, free }) => {
  const bar = document.createElement("div");
  bar.className = "enlsp-bar";
  const frame = document.createElement("div");
  frame.className = "enlsp-frame";
  frame.hidden = true;
  layer.after(bar, frame);

  let held; // the session that is moved
  let isClicked = true; // whether a click on an outline is meant as one

  const asked = () => {
    const { known, start, column } = held;
    const where = column === known.column ? {} : { column };
    return { at: known.at, digest: known.digest, start, ...where };
  };
  const isMoved = () => held.start !== held.known.start || held.column !== held.known.column;

  const show = () => {
    const { known, start, column, scale, about } = held;
    const end = start + known.end - known.start;
    bar.querySelector("b").textContent = `→ ${told(start)}–${told(end)}${column ? `, ${column}` : ""}`;
    frame.hidden = !scale;
    if (!scale) return;
    const box = about.getBoundingClientRect();
    const { left, right } = scale.named(column) ?? { left: box.left + scrollX, right: box.right + scrollX };
    const origin = frame.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const [top, bottom] = [scale.top(start), scale.top(end)];
    Object.assign(frame.style, {
      left: `${left - scrollX - origin.left}px`, top: `${top - scrollY - origin.top}px`,
      width: `${right - left}px`, height: `${Math.max(bottom - top, 24)}px`,
    });
  };

  /* What a build would say of it there. */
  const judge = inTurn(async () => {
    if (!held) return;
    const { outcome, text } = isMoved()
      ? await ask({ do: "check", shift: "1", ...asked() }) : { outcome: "checked", text: "" };
    if (!held || !["checked", "impossible"].includes(outcome)) return;
    bar.querySelector(".enlsp-problems").innerHTML = text;
    frame.classList.toggle("enlsp-clash", Boolean(text));
  });

  const go = (start, column) => {
    const { known } = held;
    const most = known.end > DAY ? DAY - STEP : DAY - (known.end - known.start);
    const there = within(start, 0, most);
    if (there === held.start && column === held.column) return;
    Object.assign(held, { start: there, column });
    show();
    judge();
  };

  const leave = () => {
    held = undefined;
    bar.replaceChildren();
    frame.hidden = true;
    frame.classList.remove("enlsp-clash");
  };

  const cancel = () => {
    const { button } = held;
    leave();
    button?.focus();
    free();
  };

  const drop = async () => {
    if (!isMoved()) {
      cancel();
      return;
    }
    const { outcome, text } = await ask({ do: "shift", ...asked() });
    leave();
    finish(outcome, text);
    free();
  };

  /* Takes up a session, by its outline; returns whether it could be. */
  const take = async (button, about, at) => {
    const { outcome, text } = await ask({ do: "session", at });
    if (outcome !== "session") {
      say(text);
      return false;
    }
    bar.innerHTML = text;
    const known = JSON.parse(bar.firstElementChild.dataset.session);
    const table = about?.closest("table");
    const scale = table ? scaleOf(table, known) : undefined;
    held = { button, about, known, scale, start: known.start, column: known.column };
    show();
    return true;
  };

  const steps = {
    earlier: () => go(held.start - STEP, held.column),
    later: () => go(held.start + STEP, held.column),
    before: () => beside(-1),
    next: () => beside(1),
    cancel,
  };
  const beside = (by) => {
    const all = held.known.columns;
    go(held.start, all[within(all.indexOf(held.column) + by, 0, all.length - 1)] ?? held.column);
  };

  bar.addEventListener("click", ({ target }) => steps[target.closest("button")?.value]?.());
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    drop();
  });
  bar.addEventListener("keydown", (event) => {
    const step = event.key === "Escape" ? "cancel" : KEYS[event.key];
    if (!held || !steps[step]) return;
    event.preventDefault();
    event.stopPropagation();
    steps[step]();
  });

  /* By a pointer: a finger scrolls, and has the buttons. */
  let drag;
  const follow = () => {
    if (!drag?.from || !held?.scale) return;
    const { from, at } = drag;
    const { scale, known } = held;
    const [was, now] = [scale.head(from.x), scale.head(at.x)];
    const column = now && was !== now ? now.name : known.column;
    go(scale.minute(scale.top(known.start) + at.y - from.y), column);
  };

  layer.addEventListener("pointerdown", ({ target, pageX, pageY, button, pointerType }) => {
    const outline = target.closest("button");
    isClicked = true;
    if (button !== 0 || pointerType === "touch" || held || !outline?.about.matches("table .session")) return;
    drag = { outline, start: { x: pageX, y: pageY } };
  });
  addEventListener("pointermove", async (event) => {
    if (!drag) return;
    const { outline, start } = drag;
    drag.at = { x: event.pageX, y: event.pageY };
    if (!drag.from) {
      if (Math.hypot(drag.at.x - start.x, drag.at.y - start.y) < FAR) return;
      drag.from = start;
      isClicked = false;
      drag.taken = take(outline, outline.about, outline.about.dataset.origin);
      await drag.taken;
    }
    follow();
  });
  addEventListener("pointerup", async () => {
    const ended = drag;
    if (!ended?.from) {
      drag = undefined;
      return;
    }
    const isTaken = await ended.taken;
    follow();
    drag = undefined;
    if (!isTaken || !held) return;
    const clash = () => bar.querySelector(".enlsp-problems").textContent;
    const seen = clash();
    await judge();
    if (!held) return;
    if (["", seen].includes(clash())) drop();
    else bar.querySelector("button:not([type])").focus(); // it was not seen yet: whoever moves is asked once more
  });
  addEventListener("pointercancel", () => {
    drag = undefined;
    if (held) cancel();
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drag?.from) return;
    drag = undefined;
    if (held) cancel();
  });
  layer.addEventListener("click", (event) => {
    if (!isClicked) event.stopPropagation();
    isClicked = true;
  }, true);

  return {
    holds: () => Boolean(held),
    take: async (button, about, at) => {
      if (!held && await take(button, about, at)) bar.querySelector("button:not([type])").focus();
    },
  };
};

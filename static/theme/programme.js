/* The programme's page: its sessions sifted by kind, track and room, shared and taken into a calendar; its days on top,
   and the way to what is on now.

   What is shown stands in the address; a link that holds stars shows those instead of one's own. */
{
  const { root, sessions, papers, lists = new Map(), paperName, press, tell, keep, stars } = enlsp.programme;
  const tools = document.querySelector(".programme-tools");
  const told = tools.querySelector(".told");
  const words = JSON.parse(tools.dataset.words);
  const bar = document.querySelector(".day-bar");
  const query = new URLSearchParams(location.search);

  /* The papers of each session that are on the page, and what all of them are called. */
  const names = new Map();
  const held = new Map();
  const hold = () => {
    for (const paper of papers) {
      if (names.has(paper)) continue;
      const session = paper.closest(".session");
      names.set(paper, paperName(paper));
      held.set(session, [...held.get(session) ?? [], paper]);
    }
  };
  hold();
  const namesOf = (session) => lists.get(session)?.names ?? (held.get(session) ?? []).map((paper) => names.get(paper));

  /* Stars in an address are codes of four letters for the names of sessions and papers: the first that is not taken. */
  const codes = new Map();
  const coded = new Map();
  const digest = (text) => {
    const sum = [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(), 16777619), 2166136261);
    return btoa(String.fromCharCode(sum & 255, sum >> 8 & 255, sum >> 16 & 255)).replaceAll("+", "-").replaceAll("/", "_");
  };
  for (const name of new Set([...sessions.map(({ id }) => id), ...[...sessions, null].flatMap(namesOf)])) {
    let text = name;
    while (coded.has(digest(text))) text += "+";
    codes.set(name, digest(text));
    coded.set(digest(text), name);
  }
  const shared = new Set([
    ...query.get("s")?.match(/.{4}/g)?.map((code) => coded.get(code)) ?? [],
    ...query.get("stars")?.split(".") ?? [], // as they were written before
  ].filter(Boolean));
  let only = shared.size ? "shared" : query.has("mine") ? "mine" : "";

  const tool = (name) => document.querySelector(`[data-do=${name}]`);
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const chips = [...tools.querySelectorAll("[data-by]")];
  const picked = () => (only === "shared" ? shared : stars());
  const say = (text) => {
    told.textContent = text;
  };

  /* The address of what is shown; `stars` are written into it to be shared. */
  const address = (written) => {
    const url = new URL(location);
    const { searchParams } = url;
    for (const name of ["kind", "track", "room", "mine", "stars", "s"]) searchParams.delete(name);
    for (const { dataset } of chips.filter(isPressed)) searchParams.append(dataset.by, dataset.value);
    const code = [...written || []].map((name) => codes.get(name)).join("");
    if (code) searchParams.set("s", code);
    else if (only === "mine") searchParams.set("mine", "");
    return url.href;
  };

  /* Where the address leads to on this page. */
  const aim = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // It is no address.
    }
  };

  /* Whether a session or one of its papers is picked. */
  const papersOf = (session) => (held.get(session) ?? []).filter((paper) => picked().has(names.get(paper)));
  const unplaced = document.querySelector(".unplaced");
  const hasPapers = (session) => namesOf(session).some((name) => picked().has(name));
  const isPicked = (session) => picked().has(session.id) || hasPapers(session);

  /* Of a session that is there for its papers, these alone; they are fetched for it. */
  const siftPapers = () => {
    for (const [session, { details }] of lists) {
      if (details && only && !picked().has(session.id)) details.open ||= hasPapers(session);
    }
    for (const [session, own] of held) {
      const some = only && !picked().has(session?.id);
      for (const paper of own) paper.hidden = some && !picked().has(names.get(paper));
      const list = own[0].closest("details");
      if (list && some) list.open = papersOf(session).length > 0;
    }
    if (unplaced) unplaced.hidden = !only || chips.some(isPressed) || !papersOf(null).length;
  };

  /* By what a session is sifted; its room stands in its data where it is not told. */
  const valueOf = (session, by) => by === "kind" ? /session-([\w-]+)/.exec(session.className)[1]
    : session.dataset[by] ?? session.querySelector(`.session-${by}`)?.textContent;
  const fits = (session) => {
    const wanted = (by) => chips.filter((chip) => chip.dataset.by === by && isPressed(chip));
    return ["kind", "track", "room"].every((by) => !wanted(by).length || wanted(by).some((chip) => chip.dataset.value === valueOf(session, by)))
      && (!only || isPicked(session));
  };

  /* What the address leads to is shown, whatever else is. */
  const sift = () => {
    const asked = aim()?.closest(".session");
    const shown = sessions.filter((session) => !(session.hidden = session !== asked && !fits(session)));
    const sifted = shown.length < sessions.length;
    for (const row of document.querySelectorAll(".day, .day-grid tbody tr")) {
      row.classList.toggle("sifted", sifted);
      row.hidden = !row.querySelector(".session:not([hidden])");
    }
    siftPapers();
    for (const tab of tabs) tab.hidden = dayOf(tab).hidden;
    press(tool("mine"), only === "mine");
    press(tool("shared"), only === "shared");
    tool("shared").hidden = !shared.size;
    tool("keep").hidden = only !== "shared" || [...shared].every((name) => stars().has(name));
    for (const each of tools.querySelectorAll(".to-save")) each.hidden = location.protocol === "file:" || !sessions.some(isPicked);
    return [sifted, shown.length];
  };

  const count = (number) => say(enlsp.counted(words.sessions_shown, number));

  const choose = () => {
    count(sift()[1]);
    history.replaceState(null, "", address(only === "shared" && shared));
    tell();
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

  /* An entry of a calendar (RFC 5545) with the papers for which it is there, and a reminder, if one is wanted. */
  const noted = (entry, session) => {
    const told = papersOf(session).map((paper) => {
      const board = paper.querySelector(".paper-board");
      return `\u2605 ${paper.querySelector("a").textContent}${board ? ` (${board.textContent})` : ""}`;
    });
    const note = told.map((text) => `${text.replace(/[\\;,]/g, "\\$&")}\\n`).join("").match(/.{1,16}/gu) ?? [];
    const [, title] = entry.match(/^SUMMARY:(.*(?:\r\n .*)*)/m);
    const alarm = `BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:\r\n ${title}\r\nEND:VALARM\r\n`;
    return entry.replace(/^DESCRIPTION:/m, (begin) => note.length ? [begin, ...note, ""].join("\r\n ") : begin)
      .replace(/^(?=END:VEVENT)/m, isPressed(tool("remind")) ? alarm : "");
  };

  /* The calendars of the sessions in one: their entries, and each time zone once. */
  const saveCalendar = async () => {
    const found = await Promise.all(sessions.filter(isPicked).map(async (session) => {
      if (hasPapers(session)) await lists.get(session)?.load();
      const answer = await fetch(`${session.id}.ics`);
      const parts = answer.ok ? (await answer.text()).match(/^BEGIN:(VTIMEZONE|VEVENT)\r\n[^]*?^END:\1\r\n/gm) ?? [] : [];
      return parts.map((part) => part.startsWith("BEGIN:VEVENT") ? noted(part, session) : part);
    })).catch(() => []);
    if (!found.flat().length) {
      say(words.calendar_failed);
      return;
    }
    const whole = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//enlsp-site//enlsp-site//EN\r\n", ...new Set(found.flat()), "END:VCALENDAR\r\n"];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(whole, { type: "text/calendar" }));
    link.download = "schedule.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /* Days */

  const tabs = [...document.querySelectorAll(".day-tabs a")];
  const dayOf = (tab) => document.getElementById(tab.hash.slice(1));

  /* The tab of the day that is read is marked: of what a line a third down the window goes through. */
  const reading = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      const tab = tabs.find((each) => dayOf(each) === target);
      if (isIntersecting) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      const row = tab.closest("nav"); // Not `scrollIntoView`, which holds up a page that is scrolling.
      if (isIntersecting) row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
    }
    if (tabs.length && !tabs.some((tab) => tab.ariaCurrent) && dayOf(tabs[0]).getBoundingClientRect().top > 0) tabs[0].closest("nav").scrollLeft = 0;
  }, { rootMargin: "-33% 0px -67% 0px" });
  for (const tab of tabs) reading.observe(dayOf(tab));

  /* Now */

  const current = () => ["now", "next"].map((state) =>
    sessions.find((session) => session.dataset.state === state && !session.hidden)).find(Boolean);

  const goToNow = () => {
    const session = current();
    session.tabIndex = -1;
    session.focus({ preventScroll: true });
    session.scrollIntoView({ block: "center" });
  };

  /* Whether it is the day of a session at the venue, by whose clock its moments are written. */
  const isToday = (session) => {
    const written = session.querySelector(".session-time time").dateTime;
    const offset = Date.parse(`${written.slice(0, 16)}Z`) - Date.parse(written);
    return new Date(Date.now() + offset).toISOString().slice(0, 10) === written.slice(0, 10);
  };

  /* On a day of the programme its page opens at now, says so, and leads back. A visitor who asked for something else,
     comes back or has begun to read is left in peace. */
  const openAtNow = () => {
    const session = current();
    const [visit] = performance.getEntriesByType("navigation");
    if (!bar || location.hash || location.search || scrollY || (visit?.type ?? "navigate") !== "navigate" || !session || !isToday(session)) return;
    const note = bar.querySelector(".at-now");
    const leave = () => {
      note.hidden = true;
    };
    session.scrollIntoView({ block: "center", behavior: "instant" });
    note.hidden = false;
    note.querySelector(".told").textContent = words.opened_at_now;
    note.querySelector("button").addEventListener("click", () => {
      leave();
      scrollTo(0, 0);
      tabs[0].focus({ preventScroll: true });
    });
    const away = new IntersectionObserver((seen) => {
      if (seen[0].isIntersecting) return;
      leave();
      away.disconnect();
    });
    away.observe(session);
  };

  /* A link to a session ends at its place also where it was followed before scripts had changed what stands above it,
     but not once a visitor has moved on. */
  let moved = false;
  for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(event, () => {
      moved = true;
    }, { once: true, passive: true });
  }
  const land = () => {
    if (!moved) aim()?.scrollIntoView({ behavior: "instant" });
  };

  for (const chip of chips) {
    press(chip, query.getAll(chip.dataset.by).includes(chip.dataset.value));
    chip.addEventListener("click", () => {
      press(chip, !isPressed(chip));
      choose();
    });
  }
  const filters = tool("filters");
  const unfold = (open) => {
    filters.setAttribute("aria-expanded", String(open));
    tools.querySelector(".filters").hidden = !open;
  };
  filters?.addEventListener("click", () => unfold(filters.getAttribute("aria-expanded") !== "true"));
  if (filters && chips.some(isPressed)) unfold(true);
  for (const name of ["mine", "shared"]) {
    tool(name).addEventListener("click", () => {
      only = only === name ? "" : name;
      choose();
    });
  }
  tool("keep").addEventListener("click", () => {
    only = "mine";
    keep([...new Set([...stars(), ...shared])]);
  });
  tool("link").addEventListener("click", copyLink);
  tool("calendar")?.addEventListener("click", saveCalendar);
  tool("remind")?.addEventListener("click", ({ target }) => press(target, !isPressed(target)));
  tool("now").addEventListener("click", goToNow);
  root.addEventListener("starred", () => only === "mine" ? choose() : sift());
  root.addEventListener("listed", () => {
    hold();
    sift();
  });
  root.addEventListener("told", () => {
    tool("now").hidden = !current();
  });
  addEventListener("hashchange", () => {
    if (!aim()?.closest(".session[hidden]")) return;
    sift();
    land();
  });
  const [sifted, number] = sift();
  if (sifted) count(number);
  tool("now").hidden = !current();
  tools.hidden = false;
  openAtNow();
  land();
  addEventListener("load", land);
}

/* Editing what a page of `enlsp serve` shows: outlines over what comes from records, and the form of one of them.

   The server makes the forms, judges what is typed, and writes. Here they are only fetched, shown and sent. What lies
   over the page are elements of our own at the end of its body: nothing of the page itself is touched. */

import { ask, inTurn } from "./server.js";
import { timetable } from "./timetable.js";

{
  const KEPT = "enlsp-editing"; // whether outlines are shown, what was told, and where one was, when the page is loaded
  const TYPING = "input, select, textarea, [contenteditable]";

  const REACHED = "a[href], button, input, select, textarea, summary, audio, video, [tabindex]";

  let words; // of this page's language; they come with the places
  let waits = false; // the page has been built anew while a form is open
  let isChanged = false; // something has been typed that is not saved

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  const layer = make("div", { class: "enlsp-layer" });
  const toggle = make("button", { class: "enlsp-toggle", type: "button", "aria-pressed": "false" });
  const told = make("div", { class: "enlsp-told", role: "status" });
  const dialog = make("dialog", { class: "enlsp-panel" });
  const panel = make("section", { class: "enlsp-editing" }, layer, told, toggle, dialog);

  const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  const keep = (more) => sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...more }));

  const say = (text) => {
    told.innerHTML = text;
    keep({ told: text });
  };

  // Outlines

  const isOn = () => toggle.getAttribute("aria-pressed") === "true";

  /* Each outline is a button as large as what it is about. */
  const place = () => {
    const { left, top } = layer.getBoundingClientRect();
    for (const button of layer.children) {
      const box = button.about.getBoundingClientRect();
      button.hidden = !button.about.checkVisibility() || box.width * box.height === 0;
      Object.assign(button.style, {
        left: `${box.left - left}px`, top: `${box.top - top}px`, width: `${box.width}px`, height: `${box.height}px`,
      });
    }
  };

  const outlines = (places) => [...document.querySelectorAll("[data-origin]")].flatMap((about) => {
    const known = places[about.dataset.origin];
    if (!known) return [];
    const [where, label] = known;
    const name = make("span", { class: "enlsp-unseen" }, `${words.edit_this.replace("{label}", label || where)} `);
    const shown = make("span", { class: "enlsp-where" }, where);
    const button = make("button", { type: "button", class: "enlsp-outline" }, name, shown);
    button.about = about;
    return [button];
  });

  const show = async () => {
    const what = [["do", "places"]];
    const all = isOn() ? document.querySelectorAll("[data-origin]") : [];
    for (const each of all) what.push(["at", each.dataset.origin]);
    const { outcome, text } = await ask(what);
    if (outcome !== "places") return;
    const found = JSON.parse(text);
    ({ words } = found);
    toggle.textContent = isOn() ? words.stop : words.edit;
    panel.setAttribute("aria-label", words.panel);
    layer.replaceChildren(...(isOn() ? outlines(found.places) : []));
    if (isOn() && !layer.children.length) told.textContent = words.nothing;
    cover();
    place();
    if (isOn()) goTo(kept().at);
    keep({ at: undefined });
  };

  /* What can be reached below outlines cannot be while they are there: one would meet it behind what lies over it. */
  let covered = new Map();
  const cover = () => {
    for (const [each, index] of covered) {
      if (index === null) each.removeAttribute("tabindex");
      else each.setAttribute("tabindex", index);
    }
    const below = [...layer.children].flatMap(({ about }) => [...about.querySelectorAll(REACHED)]);
    covered = new Map(below.map((each) => [each, each.getAttribute("tabindex")]));
    for (const each of below) each.tabIndex = -1;
  };

  /* The outline that one was at before the page was loaded again; or the first in sight, of which Tab leads to others. */
  const goTo = (address) => {
    const all = [...layer.children].filter(({ hidden }) => !hidden);
    const before = all.find(({ about }) => about.dataset.origin === address);
    const inSight = all.find((each) => each.getBoundingClientRect().top >= 0);
    (before ?? inSight ?? all[0])?.focus({ preventScroll: true });
  };

  const turn = (on) => {
    toggle.setAttribute("aria-pressed", String(on));
    keep({ on });
    return show();
  };

  // The form

  const open = (text) => {
    dialog.innerHTML = text;
    isChanged = false;
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector(".enlsp-note :is(li, p), input:not([type=hidden]), select, textarea, button");
    if (first?.matches("li, p")) first.tabIndex = -1;
    first?.focus();
  };

  const openAt = async (what) => {
    const { outcome, text } = await ask(what);
    if (outcome === "form") open(text);
    else say(text || words.failed);
  };

  const finish = (outcome, text) => {
    if (["form", "refused", "conflict"].includes(outcome)) {
      const chosen = new Map([...dialog.querySelectorAll("[type=file]")].map(({ name, files }) => [name, files]));
      open(text);
      for (const input of dialog.querySelectorAll("[type=file]")) input.files = chosen.get(input.name) ?? input.files;
      isChanged = true;
      return;
    }
    if (outcome === "failed") {
      dialog.querySelector(".enlsp-problems").textContent = words.failed;
      return;
    }
    say(text);
    keep({ at: told.querySelector("[data-at]")?.dataset.at ?? kept().at });
    isChanged = false;
    if (dialog.open) dialog.close();
  };

  const send = async (form, button) => {
    const what = new FormData(form);
    if (button?.name) what.set(button.name, button.value);
    keep({ at: what.get("at") });
    const { outcome, text } = await ask(what);
    finish(outcome, text);
  };

  /* What a build would say of what is typed. */
  const check = inTurn(async () => {
    const form = dialog.querySelector("form");
    if (!form) return;
    const what = new FormData(form);
    what.set("do", "check");
    if (form.querySelector("[value=add]")) what.set("add", "1");
    const { outcome, text } = await ask(what);
    if (outcome === "checked" && form.isConnected) form.querySelector(".enlsp-problems").innerHTML = text;
  });

  const leave = () => {
    if (isChanged && !confirm(words.discard)) return false;
    dialog.close();
    return true;
  };

  /* A page that has been built anew is loaded once nothing is under way in it. */
  const isBusy = () => dialog.open || sessions.holds();
  const free = () => waits && !isBusy() && location.reload();
  const sessions = timetable({ layer, finish, say: (text) => say(text || words.failed), free });

  const shift = (at) => {
    const button = [...layer.children].find(({ about }) => about.dataset.origin === at);
    if (leave()) sessions.take(button, button?.about, at);
  };

  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button === toggle) turn(!isOn());
    else if (button.about) openAt({ do: "view", at: button.about.dataset.origin });
    else if (button.value === "new") openAt({ do: "new", at: button.dataset.at, after: button.dataset.after ?? "" });
    else if (button.value === "shift") shift(button.form.elements.at.value);
    else if (button.value === "close" && dialog.contains(button)) leave();
    else if (button.value === "close") say("");
  });

  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const undo = event.submitter?.name === "undo";
    if (undo) ask({ do: "undo", undo: event.submitter.value }).then(({ outcome, text }) => finish(outcome, text));
    else send(event.target, event.submitter);
  });

  panel.addEventListener("input", ({ target }) => {
    isChanged = true;
    if (target.form) check();
  });

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });

  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    free();
  });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (isBusy() || event.ctrlKey || event.metaKey || event.altKey || target.matches?.(TYPING)) return;
    if (key === "e") turn(!isOn());
    if (key === "m" && target.about?.matches(".session")) sessions.take(target, target.about, target.about.dataset.origin);
    if (key === "Escape" && isOn()) turn(false).then(() => toggle.focus());
  });

  addEventListener("beforeunload", (event) => {
    if (isChanged && dialog.open) event.preventDefault();
  });

  /* livereload's script finds it by its name, and asks it first: a page with a form open waits until it is closed. */
  self.LiveReloadPluginPanel = class {
    static identifier = "panel";

    static version = "1.0";

    reload() {
      waits ||= isBusy();
      return isBusy();
    }
  };

  document.body.append(panel);
  toggle.setAttribute("aria-pressed", String(Boolean(kept().on)));
  told.innerHTML = kept().told ?? "";
  new ResizeObserver(place).observe(document.body);
  addEventListener("resize", place);
  document.addEventListener("toggle", place, true);
  show();
}

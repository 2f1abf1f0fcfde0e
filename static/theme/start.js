/* The only script that a page waits for: it sets the chosen theme, and what goes or comes first by the clock, before
   anything is painted; then it fetches what `data-script` names. Until that has come, the style keeps its place.

   The others are modules; from disk, where browsers refuse those, plain scripts: so each is one file that imports
   nothing and keeps its names to itself. */
{
  const here = document.currentScript.src;
  const root = document.documentElement;
  root.classList.add("scripted");

  /* Storage may be forbidden: then a choice holds for the page. */
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
    }
  };

  /* A word with a number in it, from its forms by plural category. */
  const counted = (forms, n) => (forms[new Intl.PluralRules(root.lang).select(n)] ?? forms.other).replace("{n}", n);

  /* What is told now, and again with each minute of the clock. */
  const everyMinute = (tell) => {
    const now = new Date();
    tell(now);
    setTimeout(everyMinute, 60050 - now % 60000, tell);
  };

  self.enlsp = { kept, keep, counted, everyMinute };

  const theme = kept("enlsp-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  /* What is announced goes when its time is over, also where no build has taken it out. Of the actions what is on for a
     while comes first, else what is not over; the programme stays. */
  const tellOver = (now) => {
    const off = ({ dataset: { from, until } }) => new Date(from) > now || new Date(until) <= now;
    const actions = [...document.querySelectorAll(".actions > *")];
    const on = actions.filter((action) => !off(action));
    const current = on.find((action) => action.dataset.from) ?? on[0];
    for (const line of document.querySelectorAll(".announcement[data-until]")) line.hidden = off(line);
    for (const action of actions) action.hidden = off(action) && action.dataset.kind !== "schedule";
    if (current && current !== actions[0]) current.parentElement.prepend(current);
  };

  /* With each part of the page, before it is painted: nothing moves then. */
  const parts = new MutationObserver(() => tellOver(new Date()));
  parts.observe(root, { childList: true, subtree: true });

  const load = (name) => {
    const script = document.createElement("script");
    if (location.protocol !== "file:") script.type = "module";
    script.async = false; // one goes on from another
    script.src = new URL(`${name}.js`, here);
    document.head.append(script);
    return script;
  };

  const names = () => new Set([...document.querySelectorAll("[data-script]")].map((each) => each.dataset.script));

  /* Asked for once the first part is painted. */
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (location.protocol === "file:") return;
    for (const name of names()) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: new URL(`${name}.js`, here) }));
    }
  }));

  /* The button for light and dark. What the system wants, chosen again, is no choice. */
  const startTheme = () => {
    const button = document.querySelector(".theme-button");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const wanted = () => (system.matches ? "dark" : "light");
    const shown = () => root.dataset.theme ?? wanted();

    const tell = () => {
      button.setAttribute("aria-pressed", String(shown() === "dark"));
      for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
        meta.media = root.dataset.theme ? (meta.dataset.theme === root.dataset.theme ? "all" : "not all")
          : `(prefers-color-scheme: ${meta.dataset.theme})`;
      }
    };
    const choose = (theme) => {
      const choice = theme === wanted() ? undefined : theme;
      if (choice) root.dataset.theme = choice;
      else delete root.dataset.theme;
      keep("enlsp-theme", choice);
      tell();
    };

    button.addEventListener("click", () => choose(shown() === "dark" ? "light" : "dark"));
    system.addEventListener("change", tell);
    // Another tab of the site.
    addEventListener("storage", (event) => {
      if (event.key === "enlsp-theme") choose(event.newValue ?? wanted());
    });
    button.hidden = false;
    tell();
  };

  /* The search is fetched when first asked for, by its button or by "/", which can be turned off for those who speak to
     their computer (WCAG 2.1.4). */
  const startSearch = () => {
    const button = document.querySelector(".search-button");
    const slash = document.querySelector(".search-key input");
    let script;

    const fetchSearch = () => {
      if (script) return;
      for (const style of document.querySelectorAll("link[href$='/later.css']")) style.media = "all";
      script = load("search");
      script.onload = () => button.click();
      script.onerror = () => {
        script.remove();
        script = undefined;
      };
    };

    button.addEventListener("click", fetchSearch);
    slash.checked = kept("enlsp-slash") !== "off";
    slash.addEventListener("change", () => keep("enlsp-slash", slash.checked ? "" : "off"));
    document.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (key !== "/" || !slash.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
        || target.closest("dialog, input:not([type=checkbox]), select, textarea")) return;
      event.preventDefault();
      button.click();
    });
    button.hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    parts.disconnect();
    everyMinute(tellOver);
    startTheme();
    startSearch();
    for (const name of names()) load(name);
  }, { once: true });
}

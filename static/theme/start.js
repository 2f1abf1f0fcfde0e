/* The only script that a page waits for: it sets the chosen theme before anything is painted, and then fetches what the
   page has a use for, named by `data-script`.

   They are modules. From a folder on disk browsers refuse modules, but not the same files as plain scripts: so each is
   one file that imports nothing and keeps its names to itself. */
{
  const here = document.currentScript.src;
  let theme = null;
  try {
    theme = localStorage.getItem("enlsp-theme");
  } catch {
    // Storage may be forbidden: then the system's theme it is.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  const fetchUsed = () => {
    const used = [...document.querySelectorAll("[data-script]")].map((each) => each.dataset.script);
    for (const name of new Set(used)) {
      const script = document.createElement("script");
      script.type = location.protocol === "file:" ? "text/javascript" : "module";
      script.src = new URL(`${name}.js`, here).href;
      document.head.append(script);
    }
  };
  document.addEventListener("DOMContentLoaded", fetchUsed, { once: true });
}

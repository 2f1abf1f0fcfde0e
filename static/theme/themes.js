/* The button that changes between light and dark. What the system wants is the default: chosen again, it is no choice,
   and the page follows the system as before. */
{
  const button = document.querySelector("[data-script=themes]");
  const root = document.documentElement;
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

  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem("enlsp-theme", theme);
      else localStorage.removeItem("enlsp-theme");
    } catch {
      // It holds for this page, then.
    }
  };

  const choose = (theme) => {
    const choice = theme === wanted() ? undefined : theme;
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    keep(choice);
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
}

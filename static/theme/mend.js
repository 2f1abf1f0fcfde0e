/* Leads the links to a page's sources to the lines of their entries, once somebody turns to them. Where the lines cannot be
   had, from disk for one, the file opens at its beginning, as it does without a script. */
{
  const box = document.querySelector("[data-script=mend]");
  let led;

  const lead = async () => {
    const lines = await (await fetch(box.dataset.src)).json();
    for (const link of box.querySelectorAll("[data-entry]")) {
      const line = lines[link.dataset.file]?.[link.dataset.entry];
      if (line) link.hash = `L${line}`;
    }
  };
  const turnTo = () => {
    led ??= lead().catch(() => {});
  };

  for (const name of ["pointerenter", "focusin", "toggle"]) box.addEventListener(name, turnTo);
  box.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-entry]");
    if (!link || link.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turnTo();
    await led;
    location.assign(link.href);
  });
}

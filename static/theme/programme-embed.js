/* The programme in a frame: its colours as the frame's address asks for (`?accent=004d99&scheme=dark`), and its height,
   told to the page around it. Of the address nothing is taken but a colour and one of two words. */
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const accent = asked.get("accent") ?? "";
  const scheme = asked.get("scheme");
  if (/^(?:[0-9a-f]{3}){1,2}$/i.test(accent)) root.style.setProperty("--accent", `#${accent}`);
  if (scheme === "light" || scheme === "dark") root.dataset.theme = scheme;

  /* Anybody may know how high it is. */
  const tell = () => parent.postMessage({ type: "enlsp-height", height: Math.ceil(root.getBoundingClientRect().height) }, "*");
  if (parent !== self) new ResizeObserver(tell).observe(root);
}

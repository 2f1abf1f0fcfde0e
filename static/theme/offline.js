/* The worker that keeps the edition at hand for where there is no network; and a line that says that there is none, and
   of when the page is. */
{
  const line = document.querySelector("[data-script=offline]");
  const words = JSON.parse(line.dataset.words);
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const source = new URL(line.dataset.src, location);
  const worker = navigator.serviceWorker;
  const isServed = document.querySelector("[src^='/__enlsp__/']"); // by `enlsp serve`, to whoever writes it
  let moment = new Date();
  let isCopy = false;

  const tell = () => line.textContent = words.offline.replace("{when}", when.format(moment));

  addEventListener("offline", tell);
  addEventListener("pageshow", ({ persisted }) => persisted && !navigator.onLine && tell());
  addEventListener("online", () => {
    line.textContent = "";
    if (!isCopy) return;
    const way = document.createElement("a");
    way.href = location;
    way.textContent = words.online_again;
    line.append(way);
  });

  /* All that this page shows, which came before the worker was there. */
  const shown = () => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];

  const start = async () => {
    const found = await worker.register(source, { updateViaCache: "none" });
    if (found.active) await found.update();
  };

  if (worker && source.origin === location.origin && isServed) {
    worker.getRegistration(source).then((found) => found?.unregister());
  } else if (worker && source.origin === location.origin && location.protocol !== "file:") {
    const manifest = document.createElement("link"); // from disk browsers refuse it, and say so
    manifest.rel = "manifest";
    manifest.href = new URL("manifest.webmanifest", source);
    document.head.append(manifest);
    worker.addEventListener("message", ({ data }) => {
      isCopy = true;
      if (data) moment = new Date(data);
      tell();
    });
    worker.startMessages();
    worker.ready.then(({ active }) => active.postMessage(worker.controller ? [] : shown()));
    addEventListener("load", () => start().catch(() => {})); // where there is no network, or no worker is let in
  }
}

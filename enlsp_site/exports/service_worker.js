/* Keeps an edition of the site at hand for where there is no network. Whatever can be fetched is fetched: a copy is
   shown only where the network gives nothing, or no page within some seconds.

   FILES holds the files that are kept from the first visit on, from this worker's folder, each with a digest of its
   bytes: so the worker is another one whenever one of them changes, and fetches those. */
const NAME = `enlsp ${registration.scope}`;
const PATIENCE = 8_000;
const LARGEST = 10_000_000;
let isGone = false;

/* Where a file is kept: a page by its file's name, whatever it was asked with. */
const placeOf = (address) => {
  const { origin, pathname } = new URL(address, location);
  return origin + pathname.replace(/\/$/, "/index.html");
};
const PLACES = new Set(Object.keys(FILES).map(placeOf));

/* The list of what is kept stands in the place of this script, which pages do not ask for. */
const LIST = placeOf(location);

const keep = async (place, answer) => {
  if (isGone || answer.status !== 200 || answer.headers.get("content-length") > LARGEST) return false;
  // Browsers take no answer that was led elsewhere for a page.
  const copy = answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer;
  await (await caches.open(NAME)).put(place, copy);
  return true;
};

/* Fetch what has changed since it was kept, and let go what is kept no more. What fails is tried at the next visit. */
const gather = () => navigator.locks.request(NAME, async () => {
  const cache = await caches.open(NAME);
  const found = await (await cache.match(LIST))?.json() ?? {};
  const wanted = Object.keys(FILES).filter((path) => found[path] !== FILES[path]);
  const unwanted = Object.keys(found).filter((path) => !(path in FILES));
  if (isGone || !wanted.length && !unwanted.length) return;
  await Promise.allSettled(wanted.map(async (path) => {
    const answer = await fetch(path, { cache: "no-cache", priority: "low" });
    if (await keep(placeOf(path), answer)) found[path] = FILES[path];
  }));
  for (const path of unwanted) {
    await cache.delete(placeOf(path));
    delete found[path];
  }
  await cache.put(LIST, new Response(JSON.stringify(found)));
});

/* Keep what a page that was opened before this worker was there has shown. */
const keepShown = async (address) => {
  const place = placeOf(address);
  if (new URL(place).origin === location.origin && !PLACES.has(place)) await keep(place, await fetch(address));
};

/* Where the site has no such worker any more, it goes, and takes with it what it kept. */
const goIfUnwanted = async () => {
  const { status } = await fetch(location, { method: "HEAD", cache: "no-store" });
  if (status !== 404 && status !== 410) return;
  isGone = true;
  await Promise.all([registration.unregister(), caches.delete(NAME)]);
};

/* When those pages were fetched that are shown as they were kept; they ask for it. */
const dates = new Map();

const answer = async (event) => {
  const { request } = event;
  const place = placeOf(request.url);
  const isPage = request.mode === "navigate";
  const copyOf = async () => {
    const copy = await (await caches.open(NAME)).match(place);
    if (copy && isPage) dates.set(place, copy.headers.get("date") ?? "");
    return copy;
  };
  // Pages are asked for anew: what says nothing of how long it holds browsers take for fresh for a while.
  const fetched = fetch(request, isPage ? { cache: "no-cache" } : {});
  event.waitUntil(fetched.then((found) => Promise.allSettled([
    // A style or script that is in the list changes with the list alone: it may be older here.
    found.type === "basic" && (isPage || !PLACES.has(place)) && keep(place, found.clone()),
    isPage && goIfUnwanted(),
  ])).catch(() => {}));
  const late = new Promise((resolve) => {
    if (isPage) setTimeout(resolve, PATIENCE);
  });
  try {
    return await Promise.race([fetched, late]) ?? await copyOf() ?? await fetched;
  } catch (fault) {
    const copy = await copyOf();
    if (copy) return copy;
    throw fault;
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(gather().finally(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = new URL(request.url).origin === location.origin;
  if (isOurs && !isGone && request.method === "GET" && !request.headers.has("range")) event.respondWith(answer(event));
});
self.addEventListener("message", (event) => {
  const { source, data: shown } = event;
  const place = placeOf(source.url);
  if (dates.has(place)) source.postMessage(dates.get(place));
  dates.delete(place);
  event.waitUntil(Promise.allSettled([gather(), ...shown.map(keepShown)]));
});

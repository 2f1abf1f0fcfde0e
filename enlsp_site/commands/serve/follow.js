/* Puts a changed text into the page that shows it, where else the page would be loaded again, which costs a browser a
   tenth of a second. It keeps its place, and what has been opened in it stays open.

   Only what no script has taken up is exchanged: what Markdown makes, text and elements without a class and data, as long
   as it still is as it was served. After any other change livereload's script loads the page, as it does without this. */
{
  const TAKEN = `[class], [hidden], [role], [type], [datetime], script, style, link, noscript, form, button, input, select,
    textarea, details, dialog, iframe, object, audio, video`;
  const MOST_RESOURCES = 250; // that browsers remember

  /* The version of the site, and behind it the checksum of the page. */
  const versionIn = (text) => text.match(/snipver=[\w.]+/)?.[0];
  const page = versionIn(document.querySelector("script[src*=snipver]").src);

  /* This page as it is now served; nothing if it is gone. */
  const fetched = async () => {
    const answer = await fetch(location.href);
    return answer.ok ? answer.text() : undefined;
  };
  const parsed = (text) => new DOMParser().parseFromString(text.replace(versionIn(text), ""), "text/html");

  /* Whether nothing could be listening to a node that is to go or to come. */
  const isPlain = (node) => node.nodeType === Node.ELEMENT_NODE
    ? [node, ...node.querySelectorAll("*")].every((each) => !each.matches(TAKEN) && !Object.keys(each.dataset).length)
    : !node.data.trim() || !node.parentNode.matches(TAKEN);

  const areAlike = (one, other) => one.cloneNode(false).isEqualNode(other.cloneNode(false));

  /* How many nodes two lists have in common before they differ, up to so many. */
  const common = (one, other, most) => {
    let count = 0;
    while (count < most && one[count].isEqualNode(other[count])) count += 1;
    return count;
  };

  /* What is to be exchanged in a node of this page that was served as `old`, to make it `next`: in which node, before
     which, what goes, and what comes. Undefined if the page has to be loaded. At the end of head and body scripts may
     have added nodes. */
  const changes = (node, old, next) => {
    const [here, from, to] = [node, old, next].map((each) => [...each.childNodes]);
    const isLonger = here.length > from.length && ![document.head, document.body].includes(node);
    if (isLonger || from.some((each, at) => each.nodeName !== here[at]?.nodeName)) return undefined;
    const least = Math.min(from.length, to.length);
    const start = common(from, to, least);
    const end = common([...from].reverse(), [...to].reverse(), least - start);
    const [go, come] = [from, to].map((each) => each.slice(start, each.length - end));
    const there = here.slice(start, start + go.length);
    if (go.length === come.length && go.every((each, at) => areAlike(each, come[at]))) {
      const inside = go.map((each, at) => changes(there[at], each, come[at]));
      if (inside.every(Boolean)) return inside.flat();
    }
    const isSafe = [...go, ...come].every(isPlain) && go.every((each, at) => there[at].isEqualNode(each));
    return isSafe ? [{ node, before: here[start + go.length] ?? null, go: there, come }] : undefined;
  };

  let known; // this page as it was served
  let work = Promise.resolve();

  const follow = async () => {
    const text = await fetched();
    const found = text && changes(document, parsed(known), parsed(text));
    if (!found) {
      location.reload();
      return;
    }
    for (const { node, before, go, come } of found) {
      for (const each of come) node.insertBefore(each, before);
      for (const each of go) each.remove();
    }
    known = text;
  };

  /* Whether this page has fetched one of these files besides itself. */
  const hasFetched = (paths) => {
    const resources = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return resources.length >= MOST_RESOURCES
      || resources.some((name) => name !== location.pathname && paths.has(decodeURIComponent(name).slice(1)));
  };

  /* livereload's script finds it by its name, and asks it before it loads the page. */
  self.LiveReloadPluginFollow = class {
    static identifier = "follow";

    static version = "1.0";

    reload(path, { originalPath }) {
      if (!known || path !== "*" || !originalPath || hasFetched(new Set(originalPath.split("\n")))) return false;
      work = work.then(follow).catch(() => location.reload());
      return true;
    }
  };

  addEventListener("load", async () => {
    if (performance.getEntriesByType("navigation")[0].responseStatus >= 400) return; // what is not there yet
    const text = await fetched().catch(() => undefined);
    if (text && versionIn(text) === page) known = text; // else it has been built again since this one was sent
  });
}

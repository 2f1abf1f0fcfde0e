/* What the server of `enlsp serve` is asked, and how: each request has the token that only its own pages have. */

const { token, end } = document.querySelector("script[data-end]").dataset;

/* As the forms of HTML: with the files that were chosen if there are any, but to be judged without them. */
const bodyOf = (what) => {
  if (!(what instanceof FormData)) return new URLSearchParams(what);
  const all = [...what];
  if (what.get("do") !== "check" && all.some(([, value]) => value.name)) return what;
  return new URLSearchParams(all.filter(([, value]) => typeof value === "string"));
};

/* What the server answers, and what came of it. */
export const ask = async (what) => {
  const body = bodyOf(what);
  body.set("lang", document.documentElement.lang);
  try {
    const answer = await fetch(end, { method: "POST", headers: { "X-Enlsp-Token": token }, body });
    if (!answer.ok) throw new Error(answer.statusText);
    return { outcome: answer.headers.get("X-Enlsp-Outcome"), text: await answer.text() };
  } catch {
    return { outcome: "failed", text: "" };
  }
};

/* Does some work once at a time, and once more if it was asked for meanwhile. What it returns is over when all is. */
export const inTurn = (work) => {
  let running;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
    running = undefined;
  };
  return () => {
    if (running) again = true;
    else running = run();
    return running;
  };
};

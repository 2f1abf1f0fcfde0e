/* What is on now in a room, and what is next, on top of its page. */
{
  const box = document.querySelector("[data-script=room]");
  const words = JSON.parse(box.dataset.words);
  const { root, sessions } = enlsp.programme;

  const line = (session) => {
    const item = document.createElement("p");
    const title = session.querySelector(".session-title");
    const label = document.createElement("span");
    label.className = "label";
    label.textContent = session.dataset.state === "now" ? words.on_now : words.up_next;
    const times = [...session.querySelectorAll(".session-time time")].map((time) => time.textContent);
    item.append(label, ` ${times.join("–")} `, title.querySelector("a")?.cloneNode(true) ?? title.textContent);
    return item;
  };

  const show = () => {
    const found = ["now", "next"].flatMap((state) => sessions.filter(({ dataset }) => dataset.state === state));
    box.replaceChildren(...found.map(line));
    if (!found.length) box.textContent = words.nothing_on;
    box.hidden = false;
  };

  root.addEventListener("told", show);
  show();
}

/* The search, in a dialog. Of its index (search_index.py) a large one is fetched in parts. */
{
  const button = document.querySelector(".search-button");
  const dialog = document.querySelector(".search-dialog");
  const input = dialog.querySelector("input");
  const told = dialog.querySelector("[role=status]");
  const results = dialog.querySelector(".search-results");
  const words = JSON.parse(button.dataset.words);
  const place = new URL(button.dataset.src, location);

  const parts = {};
  const arrived = {};
  self.enlspSearch = (name, value) => {
    arrived[name] = value;
  };
  const part = (name) => parts[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = name ? new URL(`search/${name}.js`, place) : place;
    script.onload = () => resolve(name ? arrived[name].split("\n") : arrived[name]);
    script.onerror = () => reject(delete parts[name]);
    document.head.append(script);
  });

  const whole = async () => {
    const index = await part("");
    if (index.terms) return index;
    parts["lists-0"] = index.lists?.split("\n");
    parts["entries-0"] = index.entries?.split("\n");
    let term = "";
    index.terms = (index.words.match(/[A-Z][^A-Z]*/g) ?? []).map((word) => term = term.slice(0, word.charCodeAt() - 65) + word.slice(1));
    return index;
  };

  const entriesOf = async (number, { starts }) => {
    const at = starts.findLastIndex((start) => start <= number);
    let entry = -1;
    return (await part(`lists-${at}`))[number - starts[at]].match(/[g-z0-9+/]*[A-Za-f]/g).map((written) => {
      const value = [...written].reduce((sum, digit) => sum * 32 + atob(`AAA${digit}`).charCodeAt(2) % 32, 0);
      return [entry += Math.floor(value / 3), value % 3];
    });
  };

  const linesOf = async (entry, { size }) => (await part(`entries-${Math.floor(entry / size)}`)).slice(entry % size * 3);

  /* Words as the index has them. */
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ŧ: "t", ŋ: "ng", ı: "i", ə: "e", ƒ: "f" };
  const cjk = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]";
  const runs = new RegExp(`(${cjk}+)|(?:(?!${cjk})[\\p{L}\\p{N}])+`, "gu");
  const pieces = new RegExp(`(${cjk}|(?:(?!${cjk})[\\p{L}\\p{M}\\p{N}])+)`, "u");

  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[ß-ə]/g, (letter) => letters[letter] ?? letter);
  const wordsOf = (text) => [...fold(text).matchAll(runs)].flatMap(([run, joined]) => {
    const each = [...run];
    return joined && each[1] ? each.slice(1).map((letter, at) => each[at] + letter) : run;
  });

  /* How many letters are wrong, missing, too many or swapped in what begins a term. */
  const typos = (word, term, most) => {
    let at = 0;
    while (at < word.length && word[at] === term[at]) at++;
    if (at === word.length) return 0;
    if (!most) return Infinity;
    const rest = (more, on) => typos(word.slice(at + more), term.slice(at + on), most - 1);
    const swapped = word[at] === term[at + 1] && word[at + 1] === term[at];
    return 1 + Math.min(rest(1, 1), rest(1, 0), rest(0, 1), swapped ? rest(2, 2) : Infinity);
  };

  /* The terms that a word may mean, and how likely: those that begin with it, and only where none does others, which
     begin with the same letter or are one typo away. */
  const meant = (word, { terms }) => {
    const rank = (fits, count) => terms
      .map((term, number) => [number, fits(term) * word.length / Math.max(word.length, term.length)])
      .filter(([, likely]) => likely).sort(([, one], [, other]) => other - one).slice(0, count);
    const right = rank((term) => term === word ? 2 : +term.startsWith(word), 64);
    const most = /\d/.test(word) ? 0 : (word.length > 3) + (word.length > 7);
    if (!most || right[0]) return right;
    return rank((term) => 0.5 / (1 + typos(word, term, term[0] === word[0] ? most : 1)), 8);
  };

  /* The entries that have the most of the words, the best first. */
  const search = async (text, index) => {
    const found = [];
    for (const word of new Set(wordsOf(text))) {
      const best = [];
      const lists = await Promise.all(meant(word, index).map(async ([number, likely]) => [number, likely, await entriesOf(number, index)]));
      for (const [number, likely, entries] of lists) {
        for (const [entry, field] of entries) {
          const score = likely * [6, 3, 1][field] * Math.log(1 + index.count / entries.length);
          best[entry] = Math.max(score, best[entry] ?? 0);
          (found[entry] ??= { entry, score: 0, words: 0, terms: [] }).terms.push(index.terms[number]);
        }
      }
      best.forEach((score, entry) => {
        found[entry].score += score;
        found[entry].words++;
      });
    }
    const most = found.reduce((sum, { words }) => Math.max(sum, words), 0);
    return found.filter(({ words }) => words === most).sort((one, other) => other.score - one.score);
  };

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };

  const marked = (text, terms) => text.split(pieces).map((piece, at) => {
    const folded = fold(piece);
    const fits = (term) => RegExp(cjk, "u").test(piece) ? term.includes(folded) : term === folded;
    return at % 2 && terms.some(fits) ? make("mark", "", piece) : piece;
  });

  /* An entry, and the terms that it was found by and does not show. */
  const show = async ({ entry, terms }, index) => {
    const [title, url, note] = await linesOf(entry, index);
    const link = make("a", "", ...marked(title, terms));
    link.href = new URL(url, place);
    const seen = wordsOf(`${title} ${note}`);
    const others = [...new Set(terms)].filter((term) => !seen.includes(term)).slice(0, 5);
    return make("li", "", link, make("p", "", ...marked(note, terms), ...others.flatMap((term) => [" … ", make("mark", "", term)])));
  };

  /* By kind, that of the best first; of each a few. */
  let few;
  const groups = (found, index) => {
    const kinds = {};
    for (const each of found) {
      let before = 0;
      const [kind] = index.kinds.find(([, number]) => each.entry < (before += number));
      (kinds[kind] ??= []).push(each);
    }
    return Promise.all(Object.entries(kinds).map(async ([kind, all]) => {
      const list = make("ul", "", ...await Promise.all(all.slice(0, few).map((each) => show(each, index))));
      const more = make("button", "tool", words.search_more);
      more.type = "button";
      return make("section", "", make("h2", "label", `${words[`search_${kind}`]} (${all.length})`), list, ...(all[few] ? [more] : []));
    }));
  };

  let latest, timer;
  const update = () => {
    const mine = latest = (async () => {
      let shown = [], message = "";
      try {
        const index = await whole();
        const found = await search(input.value, index);
        shown = await groups(found, index);
        message = input.value.trim() && (found[0] ? enlsp.counted(words.search_found, found.length) : words.search_none);
      } catch {
        message = words.search_failed;
      }
      if (mine !== latest) return;
      results.replaceChildren(...shown);
      // Read out once, when typing rests.
      clearTimeout(timer);
      timer = setTimeout(() => told.textContent = message, 300);
    })();
    return mine;
  };

  const start = () => {
    few = 5;
    update();
  };
  const open = () => {
    dialog.showModal();
    input.select();
    start();
  };
  const close = () => {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  };
  const ways = () => [input, ...results.querySelectorAll("a, button")];

  button.addEventListener("click", open);
  input.addEventListener("input", start);
  dialog.addEventListener("click", async ({ target }) => {
    if (target === dialog || target.closest("a, .search-close")) close();
    if (target.className !== "tool") return;
    const at = ways().indexOf(target);
    few *= 4;
    await update();
    ways()[at].focus();
  });
  dialog.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    const at = ways().indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, "/": at > 0 ? 0 : -1 }[event.key];
    const first = event.key === "Enter" && !at;
    if (event.key === "Escape") close(); // not only empty the field
    else if (at >= 0 && ways()[next]) ways()[next].focus();
    else if (!first) return;
    event.preventDefault();
    if (first) await latest;
    if (first) ways()[1]?.click();
  });
}

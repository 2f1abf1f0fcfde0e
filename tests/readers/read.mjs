/* Read a file with a program of the tool environment, and print what it makes of it as JSON: `read.mjs READER FILE`. */
import { readFileSync } from "node:fs";

const [reader, path] = process.argv.slice(2);
const text = readFileSync(path, "utf-8");
const utc = (date) => date.toISOString().replace(".000Z", "Z");
const csl = (item) => ({
  title: item.title,
  authors: (item.author ?? []).map((each) =>
    each.family
      ? [[each["non-dropping-particle"] ?? each["dropping-particle"], each.family].filter(Boolean).join(" "), each.given ?? ""]
      : [each.literal ?? each.given ?? "", ""],
  ),
  book: item["container-title"] ?? "",
  date: (item.issued?.["date-parts"]?.[0] ?? []).join("-"),
});

const words = (value) =>
  typeof value === "string" ? value : (value ?? []).map((part) => part.text ?? (part.attrs?.formula && `$${part.attrs.formula}$`) ?? "").join("");

const readers = {
  async "citation-js"() {
    const { Cite } = await import("@citation-js/core");
    await import("@citation-js/plugin-bibtex");
    await import("@citation-js/plugin-ris");
    await import("@citation-js/plugin-csl");
    return new Cite(text).data.map(csl);
  },
  async "better-bibtex"() {
    const bibtex = await import("@retorquere/bibtex-parser");
    return bibtex.parse(text).entries.map(({ fields }) => ({
      title: fields.title,
      authors: fields.author.map((each) => [[each.prefix, each.lastName ?? each.name].filter(Boolean).join(" "), each.firstName ?? ""]),
      book: fields.booktitle,
      date: [fields.year, fields.month].filter(Boolean).join("-"),
    }));
  },
  async "biblatex-csl-converter"() {
    const { parse } = await import("biblatex-csl-converter");
    return Object.values(parse(text, { processUnknown: true }).entries).map(({ fields }) => ({
      title: words(fields.title),
      authors: fields.author.map((each) => [[words(each.prefix), words(each.family ?? each.literal)].filter(Boolean).join(" "), words(each.given)]),
      book: words(fields.booktitle),
      date: fields.date,
    }));
  },
  async "ical.js"() {
    const { default: ICAL } = await import("ical.js");
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    return calendar.getAllSubcomponents("vevent").map((each) => {
      const event = new ICAL.Event(each);
      return { title: event.summary, at: utc(event.startDate.toJSDate()) };
    });
  },
  async "node-ical"() {
    const { default: ical } = await import("node-ical");
    const events = Object.values(ical.sync.parseICS(text)).filter((each) => each.type === "VEVENT");
    return events.map((each) => ({ title: each.summary, at: utc(each.start) }));
  },
  async "open-graph-scraper"() {
    const { default: scrape } = await import("open-graph-scraper");
    const { result } = await scrape({ html: text });
    return [{ title: result.ogTitle, description: result.ogDescription, url: result.ogUrl, author: result.author }];
  },
  async metascraper() {
    const { default: metascraper } = await import("metascraper");
    const rules = await Promise.all(["title", "description", "author"].map((name) => import(`metascraper-${name}`)));
    const { title, description, author } = await metascraper(rules.map((rule) => rule.default()))({
      html: text,
      url: "https://example.org/",
    });
    return [{ title, description, author }];
  },
  async "rss-parser"() {
    const { default: Parser } = await import("rss-parser");
    return (await new Parser().parseString(text)).items.map((each) => ({ title: each.title, at: each.isoDate }));
  },
};
process.stdout.write(JSON.stringify(await readers[reader]()));

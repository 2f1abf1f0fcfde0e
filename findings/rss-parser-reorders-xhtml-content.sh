#!/usr/bin/env bash
# rss-parser 3.13.0 (npm), seen in November 2026: of an Atom entry whose content is XHTML (RFC 4287, 4.1.3.3) it puts all text
# of a paragraph before all its elements, so that words stand in another order. The same as escaped HTML is kept.
#
# Output seen:
#   xhtml <p>The deadline is not  but .<b>May 1</b><b>May 8</b></p>
#   html <p>The deadline is not <b>May 1</b> but <b>May 8</b>.</p>
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts rss-parser@3.13.0 >/dev/null
cat >look.mjs <<'JS'
import assert from "node:assert";
import Parser from "rss-parser";

const words = "<p>The deadline is not <b>May 1</b> but <b>May 8</b>.</p>";
const escaped = words.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const forms = { xhtml: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`, html: escaped };
const found = {};
for (const [type, content] of Object.entries(forms)) {
  const head = "<id>urn:a</id><title>News</title><updated>2027-05-01T00:00:00Z</updated>";
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${head}<entry>${head}<content type="${type}">${content}</content></entry></feed>`;
  found[type] = (await new Parser().parseString(feed)).items[0].content.match(/<p>.*<\/p>/s)[0];
  console.log(type, found[type]);
}
assert.equal(found.html, words);
assert.equal(found.xhtml.replace(/ +/g, " "), "<p>The deadline is not but .<b>May 1</b><b>May 8</b></p>", "the behaviour has changed");
JS
node look.mjs

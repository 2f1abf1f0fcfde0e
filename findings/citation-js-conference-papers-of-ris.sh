#!/usr/bin/env bash
# @citation-js/plugin-ris 0.8.2 (npm), seen in November 2026: of a paper in RIS, CPAPER has its year (PY) as that of the
# paper, CONF as that of an event, so that it is without a date in CSL; and of both the book (T2) is no container-title.
#
# Output seen:
#   CPAPER issued 2031, container-title undefined, event-title Workshop on Tiny Things
#   CONF issued undefined, container-title undefined, event-title Workshop on Tiny Things
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 >/dev/null
cat >look.mjs <<'JS'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";

const read = (type) => {
  const lines = [`TY  - ${type}`, "TI  - Sorting", "AU  - Lovelace, Ada", "T2  - Workshop on Tiny Things", "PY  - 2031", "ER  - "];
  return new Cite(`${lines.join("\n")}\n`).data[0];
};
const issued = (item) => item.issued?.["date-parts"][0].join("-");
for (const type of ["CPAPER", "CONF"]) {
  const item = read(type);
  console.log(`${type} issued ${issued(item)}, container-title ${item["container-title"]}, event-title ${item["event-title"]}`);
  assert.equal(item["container-title"], undefined, "the behaviour has changed");
}
assert.equal(issued(read("CPAPER")), "2031");
assert.equal(issued(read("CONF")), undefined, "the behaviour has changed");
JS
node look.mjs

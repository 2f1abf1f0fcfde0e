#!/usr/bin/env bash
# @citation-js/plugin-bibtex 0.8.2 (npm), seen in November 2026: in BibTeX that it writes, raised and lowered digits of a title
# are digits on the line, without a word: O(n²) is O(n2), x₁ is x1. What it reads as $n^2$ it writes as n2, too.
#
# Output seen:
#   Sorting in O(n²) with x₁ becomes Sorting in {O}(n2) with x1
#   $n^2$ is read as n², written as n2
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 >/dev/null
cat >look.mjs <<'JS'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";

const written = (input) => new Cite(input).format("bibtex").match(/title = \{(.*)\}/)[1];
const title = "Sorting in O(n²) with x₁";
const found = written({ id: "a", type: "article-journal", title });
console.log(title, "becomes", found);
const entry = "@article{a, title = {$n^2$}, year = {2027}}";
const [read, back] = [new Cite(entry).data[0].title, written(entry)];
console.log(`$n^2$ is read as ${read}, written as ${back}`);
assert.equal(found, "Sorting in {O}(n2) with x1", "the behaviour has changed");
assert.deepEqual([read, back], ["n²", "n2"], "the behaviour has changed");
JS
node look.mjs

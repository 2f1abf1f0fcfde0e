#!/usr/bin/env bash
# bibtex-tidy 1.14.0 (npm), seen in November 2026: by itself it writes the sign | of a title as \vert{}, which LaTeX has in
# formulas alone, so that a bibliography with it stops; and the star of A* as a command right before a blank, which LaTeX
# takes for the end of the command and does not print. Both signs were right as they stood.
#
# Output seen:
#   A* search for P(x|y) becomes A\textasteriskcentered search for P(x\vert{}y)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts bibtex-tidy@1.14.0 >/dev/null
cat >look.mjs <<'JS'
import assert from "node:assert";
import module from "bibtex-tidy";

const title = "A* search for P(x|y)";
const { bibtex } = module.tidy(`@misc{a, title = {${title}}}\n`);
const found = bibtex.match(/title\s*=\s*\{(.*)\}/)[1];
console.log(title, "becomes", found);
assert.equal(found, String.raw`A\textasteriskcentered search for P(x\vert{}y)`, "the behaviour has changed");
JS
node look.mjs

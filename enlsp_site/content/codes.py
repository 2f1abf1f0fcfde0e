"""Codes: what content files say."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

EMPTY_FILE = Code(
    "empty-file",
    "warning",
    what="this file has nothing in it",
    why="Its section is left out, as if there were no file.",
    bad="a sponsors.yaml without a word",
    good="its sponsors, or no file",
)

MISSING_FRONT_MATTER = Code(
    "missing-front-matter",
    "error",
    what="this page has no front matter",
    why="A page has its title and its settings from there.",
    bad="call.md that begins with text",
    good="call.md that begins with `---`, `title: Call for papers`, `---`",
)

MISSING_SPACE = Code(
    "missing-space",
    "error",
    what="there is no space after the colon of a key",
    why="Without it the line is text and no field, so what it says would not be shown.",
    bad="affiliation:MIT",
    good="affiliation: MIT",
)

UNKNOWN_KEY = Code(
    "unknown-key",
    "error",
    what="there is no such field",
    why="What stands under a field that does not exist would not be shown.",
    bad="titel: Keynote",
    good="title: Keynote",
)

MISSING_KEY = Code(
    "missing-key",
    "error",
    what="a field is missing that every such entry needs",
    why="Without it there is nothing to show, or nothing to sort and link by.",
    bad="a session without `time:`",
    good="`time: 09:00-09:30`",
)

UNKNOWN_VALUE = Code(
    "unknown-value",
    "error",
    what="a field takes one of a few words, and this is none",
    why="What it would mean for the page is not known.",
    bad="kind: presentation",
    good="kind: oral",
)

BAD_VALUE = Code(
    "bad-value",
    "error",
    what="a value is not of the form that its field takes",
    why="It could not be shown or linked as what it is.",
    bad="a paper without an id",
    good="id: 7",
)

WRONG_TYPE = Code(
    "wrong-type",
    "error",
    what="a list, a mapping or a text stands where another of them belongs",
    why="What is meant by it cannot be known.",
    bad="people: {Ada Lovelace}",
    good="people: [Ada Lovelace]",
)

UNSAFE_LINK = Code(
    "unsafe-link",
    "error",
    what="a link cannot lead there",
    why="It would run a program in the visitor's browser, or open a file of the visitor's own.",
    bad="[Register](javascript:register())",
    good="[Register](https://…)",
)

BAD_HANDLE = Code(
    "bad-handle",
    "error",
    what="this is no handle of that site",
    why="The link made from it would lead nowhere.",
    bad="x: ada lovelace",
    good="x: adalovelace",
)

BAD_IDENTIFIER = Code(
    "bad-identifier",
    "error",
    what="this is no identifier of that kind",
    why="The link made from it would lead nowhere, or to another paper.",
    bad="doi: 10.48550",
    good="doi: 10.48550/arXiv.2412.16720",
)

NOT_SHOWN = Code(
    "not-shown",
    "warning",
    what="what is written here is not shown by this kind of page",
    why="Nothing is wrong on the page; what was written is not on it.",
    bad="`bio:` of a volunteer in a list of names",
    good="the bio left out",
)

UNKNOWN_HOST = Code(
    "unknown-host",
    "warning",
    what="whether {host} lets others show it in a frame is not known, so it is a link",
    why="Many sites refuse it; visitors would see an empty box.",
    bad="embed: https://example.org/poll",
    good="`embed_hosts: [example.org]` in site.yaml, once it was tried",
)

ONE_AUTHOR = Code(
    "one-author",
    "warning",
    what="a list of authors looks like one author",
    why="It is shown as one name.",
    bad="authors: Ada Lovelace, Alan Turing, Grace Hopper and others",
    good="authors: Ada Lovelace; Alan Turing; Grace Hopper",
)

LARGE_PDF = Code(
    "large-pdf",
    "warning",
    what="this PDF is large",
    why="It is published; on the network of a conference hall it takes minutes.",
    bad="papers/7.pdf of 60 MB",
    good="papers/7.pdf of 2 MB",
)

UNKNOWN_PAPER = Code(
    "unknown-paper",
    "error",
    what="no paper has this id",
    why="The session would announce a paper that is nowhere.",
    bad="papers: [7, 112] where ids end at 31",
    good="papers: [7, 12]",
)

BAD_BOARDS = Code(
    "bad-boards",
    "error",
    what="there are not as many boards as papers",
    why="Posters would be announced at boards of others.",
    bad="papers: [1, 2, 3] and boards: 1-2",
    good="boards: 1-3",
)

TWO_SOURCES = Code(
    "two-sources",
    "error",
    what="one thing is written in two files",
    why="Which of the two counts cannot be known.",
    bad="papers.yaml beside papers.csv",
    good="one of the two",
)

MISSING_SITE = Code(
    "missing-site",
    "error",
    what="there is no site.yaml that names the workshop",
    why="Without a name and an edition there is no site to make.",
    bad="a folder without site.yaml",
    good="`enlsp new` makes one",
)

WRONG_EDITION = Code(
    "wrong-edition",
    "error",
    what="the folder is called otherwise than the edition in it",
    why="The folder's name is the address of the edition.",
    bad="edition: 2024 in editions/2023/site.yaml",
    good="edition: 2023",
)

DUPLICATE_EDITION = Code(
    "duplicate-edition",
    "error",
    what="two editions have one name",
    why="Both would have one address.",
    bad="edition: 2024 in content/ beside editions/2024/",
    good="edition: 2025",
)

MISSING_INDEX = Code(
    "missing-index",
    "error",
    what="this finished site has no index.html",
    why="Its address would show nothing.",
    bad="editions/2022/public/2022/index.html",
    good="editions/2022/public/index.html",
)

UNREAD_EDITION = Code(
    "unread-edition",
    "error",
    what="this folder of an edition holds nothing that could be published",
    why="An edition would be missing without a word.",
    bad="editions/2022/index.html",
    good="editions/2022/public/index.html",
)

UNKNOWN_SECTION = Code(
    "unknown-section",
    "error",
    what="there is no such section, page or group",
    why="The home page or the menu would have a hole.",
    bad="home: [speaker]",
    good="home: [speakers]",
)

DUPLICATE_SECTION = Code(
    "duplicate-section",
    "error",
    what="a section stands twice on the home page",
    why="Its anchor would be there twice, and links reach the first only.",
    bad="home: [speakers, dates, speakers]",
    good="home: [speakers, dates]",
)

UNKNOWN_LANGUAGE = Code(
    "unknown-language",
    "warning",
    what="there are no words of our own in this language",
    why="Pages say “Schedule” and “Papers” in English until their words are added.",
    bad="language: fi",
    good="language: fi, with `words:`",
)

UNKNOWN_WORD = Code(
    "unknown-word",
    "error",
    what="pages have no such word",
    why="What it should say would stand nowhere.",
    bad="words: {shedule: Ohjelma}",
    good="words: {schedule: Ohjelma}",
)

UNKNOWN_FILE = Code(
    "unknown-file",
    "warning",
    what="this file is not read",
    why="What it says is on no page; the rest is published.",
    bad="content/speaker.yaml",
    good="content/people/speakers.yaml",
)

DUPLICATE_OUTPUT = Code(
    "duplicate-output",
    "error",
    what="two files would be published as one",
    why="One would be published over the other.",
    bad="static/Logo.png beside static/logo.png",
    good="one of the two",
)

BROKEN_LINK = Code(
    "broken-link",
    "error",
    what="nothing is published at an address",
    why="Whoever follows it lands nowhere. Links within the site are looked at; in feeds, calendars and JSON, too.",
    bad="[papers](paper)",
    good="[papers](papers)",
)


HTML_DROPPED = Code(
    "html-dropped",
    "warning",
    what="HTML is left out of the page",
    why="What could run programs or call others does not pass; everything else of the page is shown.",
    bad="<script src=…> in a page",
    good="the text alone",
)

UNREADABLE_MATH = Code(
    "unreadable-math",
    "warning",
    what="this TeX cannot be read",
    why="It is shown as it was written, with its backslashes.",
    bad=r"$\frac{1}{2$",
    good=r"$\frac{1}{2}$",
)


DEEP_MARKDOWN = Code(
    "deep-markdown",
    "warning",
    what="lists and quotes are nested deeper than pages show them",
    why="The text is shown as it was typed; the rest of the page is as it should be.",
    bad="a list within a list, forty times",
    good="a list within a list",
)

LOST_WORDS = Code(
    "lost-words",
    "warning",
    what="words that were written are not on the page",
    why="Markdown took them for markup; everything else of the page is shown.",
    bad="<think> in a sentence",
    good="`<think>` in a sentence",
)

SAMPLE = Code(
    "sample",
    "warning",
    what="this file is still the sample that `enlsp new` wrote, and it is published",
    why="A sample is nobody's fact: a deadline that the workshop never had. It is one until something in its file is "
    "changed; `--strict` lets it pass, so that a new site can be published as it is.",
    bad="# sample 3f2a91c0: an example of enlsp new; what you change here makes it yours",
    good="- {name: Submission deadline, date: 2031-08-22}",
    hint="write your own into it, or delete it; `enlsp new --bare` makes a site without samples",
)

SVG_DROPPED = Code(
    "svg-dropped",
    "warning",
    what="something is left out of this picture",
    why="Opened by its address an SVG is a page of the site: what could run programs or call others does not pass.",
    bad="a logo with a <script>",
    good="the same saved as plain SVG",
)

STATIC_SCRIPT = Code(
    "static-script",
    "warning",
    what="this page holds scripts",
    why="It is published as it is, and runs with all rights of a page of the site.",
    bad="static/game.html with a <script>",
    good="static/game.html without",
)

CODES = (
    SAMPLE,
    DEEP_MARKDOWN,
    LOST_WORDS,
    EMPTY_FILE,
    MISSING_FRONT_MATTER,
    MISSING_SPACE,
    UNKNOWN_KEY,
    MISSING_KEY,
    UNKNOWN_VALUE,
    BAD_VALUE,
    WRONG_TYPE,
    UNSAFE_LINK,
    BAD_HANDLE,
    BAD_IDENTIFIER,
    NOT_SHOWN,
    UNKNOWN_HOST,
    ONE_AUTHOR,
    LARGE_PDF,
    UNKNOWN_PAPER,
    BAD_BOARDS,
    TWO_SOURCES,
    MISSING_SITE,
    WRONG_EDITION,
    DUPLICATE_EDITION,
    MISSING_INDEX,
    UNREAD_EDITION,
    UNKNOWN_SECTION,
    DUPLICATE_SECTION,
    UNKNOWN_LANGUAGE,
    UNKNOWN_WORD,
    UNKNOWN_FILE,
    DUPLICATE_OUTPUT,
    BROKEN_LINK,
    HTML_DROPPED,
    UNREADABLE_MATH,
    SVG_DROPPED,
    STATIC_SCRIPT,
)

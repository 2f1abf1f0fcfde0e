"""The house: who may import whom, how long things may be, and what a build loads.

A build of nothing new must cost little more than Python's own start, so what is imported, and when, is held here
to the name. Where one of these lists has to change, the change is either a mistake or worth a line in the commit.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import Site, picture

from enlsp_site.build.pipeline import BuildOptions, build

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "enlsp_site"

PACKAGES = (
    "commands",
    "build",
    "pages",
    "checks",
    "importers",
    "content",
    "exports",
    "images",
    "text",
    "storage",
    "model",
    "diagnostics",
)
"""The packages, from the roof down: each imports only those below it. CONTRIBUTING.md says what each is for."""

LIBRARIES = {
    "PIL": {
        "images.cards.canvas",
        "images.cards.card",
        "images.cards.letters",
        "images.cards.pictures",
        "images.colours",
        "images.copies",
        "images.fonts.coverage",
        "images.inspection",
        "images.pixels",
        "images.tone",
    },
    "dateutil": {"importers.parse.ics_times", "importers.parse.ics_zones"},
    "icalendar": {"importers.ics", "importers.parse.ics_lines", "importers.parse.ics_zones"},
    "jinja2": {
        "build.environment",
        "build.quick_templates",
        "build.render",
        "build.sandbox",
        "build.template_errors",
    },
    "livereload": {"commands.serve.web"},
    "markdown": {"text.markdown"},
    "markupsafe": {"build.environment", "build.quick_templates", "build.relative_links"},
    "math_core": {"text.math"},
    "nh3": {"text.sanitize"},
    "segno": {"pages.print.papers"},
    "selectolax": {"checks.site.page"},
    "tornado": {"commands.editing.handlers", "commands.serve.rebuild", "commands.serve.web"},
    "typst": {"pages.print.typesetting"},
    "tzdata": {"model.zone_data"},
    "markdown_it": {"importers.parse.foreign_markdown"},
    "openpyxl": {"importers.parse.workbook"},
    "watchfiles": {"commands.serve.watch"},
    "yaml": {
        "checks.fixes",
        "commands.new",
        "content.patching.nodes",
        "content.patching.patch",
        "content.patching.scalars",
        "content.syntax.yaml",
        "content.syntax.yaml_places",
    },
}
"""Who knows which library; msgspec, of which all records and entries are made, is known everywhere."""


@cache
def modules() -> dict[str, ast.Module]:
    """The syntax of every module by its name inside the package; the package itself is the empty name."""
    files = sorted(path for path in PACKAGE.rglob("*.py") if "starter" not in path.relative_to(PACKAGE).parts)
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."): ast.parse(
            path.read_text("utf-8"), str(path)
        )
        for path in files
    }


def imported(tree: ast.Module) -> set[str]:
    """The whole name of everything that a module imports, at its top, late, or for its types only."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value} if re.fullmatch(r"enlsp_site(\.\w+)+", node.value) else set()  # import_module
    return found


@cache
def neighbours(name: str) -> frozenset[str]:
    """The modules of ours that a module imports."""
    found = set()
    for whole in imported(modules()[name]):
        inner = whole.removeprefix("enlsp_site").lstrip(".") if whole.split(".")[0] == "enlsp_site" else None
        if inner is not None:
            found.add(inner if inner in modules() else inner.rpartition(".")[0])
    return frozenset(found - {name, ""})


def package_of(name: str) -> str:
    return name.partition(".")[0]


# Who imports whom

FILES = {"", "__main__"}
"""What lies beside the packages."""


def test_the_house_has_twelve_packages_and_three_files() -> None:
    found = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*") if path.suffix in {".py", ".typed"}}
    assert found == {*PACKAGES, "__init__.py", "__main__.py", "py.typed"}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_packages_below_it(package: str) -> None:
    above = {*PACKAGES[: PACKAGES.index(package)], "__main__"}
    upward = {
        f"{module} imports {each}"
        for module in modules()
        if package_of(module) == package
        for each in neighbours(module)
        if package_of(each) in above
    }
    assert upward == set()


def test_no_modules_import_one_another() -> None:
    done: list[str] = []
    waiting = set(modules())
    while waiting:
        free = {name for name in waiting if not neighbours(name) & waiting}
        assert free, f"these import one another: {sorted(waiting)}"
        done += sorted(free)
        waiting -= free
    assert len(done) == len(modules())


def test_libraries_are_known_to_their_packages_only() -> None:
    known: dict[str, set[str]] = {}
    for name, tree in modules().items():
        ours = {*sys.stdlib_module_names, "enlsp_site", "msgspec"}
        for top in {whole.split(".")[0] for whole in imported(tree)} - ours:
            known.setdefault(top, set()).add(name)
    assert known == LIBRARIES


def test_contributors_are_told_the_same_order() -> None:
    rows = re.findall(r"^\| `(\w+)/` \|", (TOP / "CONTRIBUTING.md").read_text("utf-8"), re.M)
    assert tuple(rows) == PACKAGES


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_in_twenty_lines_what_is_where(package: str) -> None:
    text = (PACKAGE / package / "README.md").read_text("utf-8")
    assert 10 <= len(text.splitlines()) <= 20
    assert text.startswith(f"# {package}: ")
    lists = "".join(re.findall(r"^- .*\n(?:  .*\n)*", text, re.M))
    named = re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)/?`", lists)
    assert named
    assert [name for name in named if not is_there(package, name)] == []


def is_there(package: str, name: str) -> bool:
    """Whether a package has a module or folder of this name, or another one that is named with it."""
    path = name.replace(".", "/")
    places = (PACKAGE / package / path, PACKAGE / path)
    return any(place.is_dir() or place.with_suffix(".py").is_file() for place in places)


# How modules are made


def source(name: str) -> Path:
    path = PACKAGE.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_modules_are_no_longer_than_400_lines() -> None:
    lengths = {
        source(name).relative_to(PACKAGE).as_posix(): len(source(name).read_text("utf-8").splitlines())
        for name in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_functions_are_no_longer_than_40_lines() -> None:
    lengths = {
        f"{name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 100
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts in a module, those with values in them without the values."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


def test_no_group_of_a_pattern_is_repeated_possessively() -> None:
    # Up to Python 3.11.4 (Debian 12 has 3.11.2) `(?:a+b?)*+` can miss what it should find (CPython's gh-106052);
    # `(?>(?:a+b?)*)` means the same and is right everywhere.
    found = {name: list(filter(POSSESSIVE_GROUP.search, texts(tree))) for name, tree in modules().items()}
    assert sum(map(len, found.values())) == 0, {name: patterns for name, patterns in found.items() if patterns}
    assert any("(?>(?:" in text for tree in modules().values() for text in texts(tree))
    assert POSSESSIVE_GROUP.search('<(?:"[^"]*+"|x)*+>')


POSSESSIVE_GROUP = re.compile(r"\(\?.*\)(?:[*+?]|\{[0-9,]+\})\+", re.S)


MOST_ARGUMENTS = 6
"""Whoever needs more is handed what belongs together as one (`BuildContext`, `Merge`, `NewSite`)."""


def arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many arguments a function has, but for the record or class that it belongs to."""
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def keeps_its_arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether this is how a record is made without a library, at a start that loads none: each line keeps a field."""
    return node.name == "__init__" and all(
        isinstance(each, ast.Assign | ast.AnnAssign) and ast.unparse(each).startswith("self.") for each in node.body
    )


def test_functions_take_at_most_six_arguments() -> None:
    found = {
        f"{name}.{node.name}": arguments(node)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not keeps_its_arguments(node)
    }
    assert len(found) > 1000
    assert {name: count for name, count in found.items() if count > MOST_ARGUMENTS} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


def undocumented(name: str, node: ast.Module | ast.ClassDef) -> list[str]:
    """The public classes and functions in a module or class that say nothing of themselves."""
    found = []
    for each in node.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not each.name.startswith("_"):
            whole = f"{name}.{each.name}"
            found += [] if ast.get_docstring(each) else [whole]
            found += undocumented(whole, each) if isinstance(each, ast.ClassDef) else []
    return found


def test_everything_public_is_documented() -> None:
    assert [each for name, tree in modules().items() for each in undocumented(name, tree)] == []


def test_what_may_be_none_says_when() -> None:
    """`-> str | None` leaves open what None means; the docstring does not."""
    optional = [
        (f"{name}.{node.name}", "None" in said)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns and not node.name.startswith("_")
        if ast.unparse(node.returns).endswith("| None") and (said := ast.get_docstring(node) or "")
    ]
    assert len(optional) > 80
    assert [place for place, is_told in optional if not is_told] == []


def codes_of(node: ast.AST) -> set[str]:
    """The names of the constants of codes that are handed on in a piece of code: `report(TOO_LONG, …)`."""
    doors = ("report", "complain", "refuse", "note", "tell", "warn")
    calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    said = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in doors]
    return {each.id for call in said for each in call.args if isinstance(each, ast.Name) and each.id.isupper()}


def test_what_reports_a_code_says_so() -> None:
    """The name of the code is in the docstring of every public function that gives it itself."""
    named = {
        target.id: node.value.args[0].value
        for tree in modules().values()
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Code(")
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Call)
        if node.value.args and isinstance(node.value.args[0], ast.Constant)
    }
    reporting = [
        (f"{name}.{node.name}: {named[code]}", f"`{named[code]}`" in said)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if (said := ast.get_docstring(node))
        for code in codes_of(node) & named.keys()
    ]
    assert len(reporting) > 100
    assert [place for place, is_said in reporting if not is_said] == []


def test_there_is_no_global_state() -> None:
    stated = [name for name, tree in modules().items() for node in ast.walk(tree) if isinstance(node, ast.Global)]
    assert stated == []
    mutable = {
        f"{name}: {ast.unparse(node.targets[0])}"
        for name, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Set)
    }
    assert mutable - {f"{name}: __all__" for name in modules()} == set()


def test_report_is_the_only_door_of_problems() -> None:
    """Elsewhere a problem is only made again of another one: read back, or placed and weighed otherwise."""
    made = {
        f"{name}: {node.func.id}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Problem", "CodeName")
    }
    assert made == {"diagnostics.codes: Problem", "diagnostics.codes: CodeName", "diagnostics.problem: Problem"}


def test_a_class_is_called_as_no_other() -> None:
    """One name, one meaning: also what is private to a module is told apart in a traceback and in a search."""
    homes: dict[str, list[str]] = {}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(name)
    assert len(homes) > 300
    assert {called: where for called, where in homes.items() if len(where) > 1} == {}


# What a build loads

DUMP = """
import sys
before = set(sys.modules)
from enlsp_site.commands.parser import main
code = main(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before))
"""
NEVER = (
    "asyncio",
    "concurrent",
    "dataclasses",
    "difflib",
    "email",
    "http",
    "importlib.metadata",
    "importlib.resources",
    "livereload",
    "multiprocessing",
    "pydantic",
    "sqlite3",
    "ssl",
    "subprocess",
    "tornado",
    "unittest",
    "watchfiles",
)
"""What no build needs, each of them worth milliseconds."""

NOT_OURS = {"cython_runtime", "htmlparser", "packaging", "pygments", "typing_extensions"}
"""What libraries load by themselves: yaml Cython's runtime, markdown a copy of html.parser under a name of its own,
packaging with older releases, and markdown and msgspec the last two where they are installed."""


class Loaded(NamedTuple):
    """The modules that three builds loaded, each as a process of its own."""

    cold: set[str]
    edited: set[str]
    unchanged: set[str]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A build of the ENLSP site, and a photo in it, without a cache; one after an edit; one of nothing new."""
    site = tmp_path_factory.mktemp("loaded")
    shutil.copytree(TOP / "content", site / "content")
    with (site / "content/site.yaml").open("a", encoding="utf-8") as own:
        own.write("\nurl: https://example.org/\n")  # so that it has a sitemap, and a feed
    dates, speakers = site / "content/dates.yaml", site / "content/people/speakers.yaml"
    named = "- name: Samy Bengio\n"
    assert named in speakers.read_text("utf-8")
    speakers.write_text(speakers.read_text("utf-8").replace(named, f"{named}    photo: samy.jpg\n"), "utf-8")
    (site / "static").mkdir()
    (site / "static/samy.jpg").write_bytes(picture(400, 500))
    cold = loads(site)
    time.sleep(0.06)  # older than the grain of the clock, as files are that nobody edits
    assert build(BuildOptions(site, site / "public")).made == ()
    unchanged = loads(site)
    dates.write_text(dates.read_text("utf-8").replace("2025-08-22", "2025-08-23"), "utf-8")
    return Loaded(cold, loads(site), unchanged)


def loads(site: Path) -> set[str]:
    """The modules that `enlsp build` loads beyond Python's own start."""
    command = [sys.executable, "-c", DUMP, "build", "--quiet", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, *names = done.stdout.split()
    assert (code, done.stderr) == ("0", "")
    return set(names)


def third_party(names: set[str]) -> set[str]:
    """The libraries among modules, by the names that they are imported by."""
    tops = {name.partition(".")[0] for name in names if not name.startswith("_")}
    return tops - set(sys.stdlib_module_names) - NOT_OURS - {"enlsp_site"}


@pytest.mark.whole
def test_a_cold_build_loads_what_it_needs(loaded: Loaded) -> None:
    assert third_party(loaded.cold) == {"PIL", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "tzdata", "yaml"}


def test_a_build_after_an_edit_loads_no_markdown(loaded: Loaded) -> None:
    assert third_party(loaded.edited) == {"jinja2", "markupsafe", "msgspec", "tzdata", "yaml"}


def test_a_build_of_nothing_new_loads_no_library(loaded: Loaded) -> None:
    assert third_party(loaded.unchanged) == set()
    assert {name for name in loaded.unchanged if name.startswith("enlsp_site")} == {
        "enlsp_site",
        "enlsp_site.build",
        "enlsp_site.build.context",
        "enlsp_site.build.pipeline",
        "enlsp_site.commands",
        "enlsp_site.commands.arguments",
        "enlsp_site.commands.build",
        "enlsp_site.commands.ending",
        "enlsp_site.commands.parser",
        "enlsp_site.storage",
        "enlsp_site.storage.build_memory",
        "enlsp_site.storage.cache_folder",
        "enlsp_site.storage.files",
        "enlsp_site.storage.locks",
        "enlsp_site.storage.work",
    }
    assert loaded.unchanged & NOT_OURS == set()


def test_a_build_of_nothing_new_is_answered_before_anything_is_imported(make_site: Callable[..., Site]) -> None:
    """Of the standard library only what Python's own start does not load: neither argparse nor json nor pathlib."""
    site = make_site()
    time.sleep(0.06)  # older than the grain of the clock, as files are that nobody edits
    site.build()
    code = (
        "import os, sys; before = set(sys.modules); from enlsp_site.commands import entry\n"
        "os._exit = lambda code: print(code, *sorted(set(sys.modules) - before))\n"
        "sys.argv[1:] = ['build']; entry.run()"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=site.folder)
    assert done.stderr.startswith("0 made, ")
    assert done.stdout.split()[0] == "0"
    modules = {name for name in done.stdout.split()[1:] if not name.startswith("_")}
    ours = ("", ".build", ".build.context", ".commands", ".commands.entry", ".storage")
    ours += (".storage.build_memory", ".storage.cache_folder", ".storage.files", ".storage.locks")
    assert modules == {*(f"enlsp_site{each}" for each in ours), "zlib", "fcntl"}


def test_no_build_loads_what_only_other_commands_need(loaded: Loaded) -> None:
    by_pillow = {"subprocess"}  # for a tool that its reader of JPEG does not use any more
    names = {*(loaded.cold - by_pillow), *loaded.edited, *loaded.unchanged}
    heavy = {name for name in names if name.startswith(NEVER)}
    assert {name for name in heavy if name in NEVER or name.startswith(tuple(f"{each}." for each in NEVER))} == set()
    ours = {name.removeprefix("enlsp_site.") for name in chain(*loaded) if name.startswith("enlsp_site.")}
    others = ("build.check", "build.template_errors", "checks.external_links", "checks.fixes", "checks.site")
    others += ("commands.check", "commands.new", "commands.serve", "content.json_schema", "diagnostics.sarif")
    others += ("diagnostics.terminal", "importers")
    assert {name for name in ours if name.startswith(others)} == set()

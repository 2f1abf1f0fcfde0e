"""A library imported without what it has no use for is the same library to all who ask it for more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from enlsp_site.storage.lean_imports import LateFunctions, import_parts


def ran(code: str, *paths: Path) -> list[str]:
    """What a process of its own prints, a line each."""
    begin = f"import sys; sys.path[:0] = {[str(path) for path in paths]!r}\n"
    done = subprocess.run([sys.executable, "-c", begin + code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


LEAN = """
from enlsp_site.storage.lean_imports import import_parts
from enlsp_site.build.environment import JINJA, UNUSED_BY_COMPILED
before = set(sys.modules)
import_parts("jinja2", JINJA, UNUSED_BY_COMPILED)
print(*sorted({"jinja2.bccache", "pickle", "tempfile", *UNUSED_BY_COMPILED} & (set(sys.modules) - before)))
"""


def test_jinja_brings_nothing_that_compiled_templates_do_not_use() -> None:
    assert ran(LEAN) == [""]


def test_jinja_does_all_that_it_does() -> None:
    code = f"""{LEAN}
import jinja2, random
from jinja2 import BytecodeCache, Environment, select_autoescape, StrictUndefined
from jinja2.environment import Environment as Same
assert Environment is Same and jinja2.BytecodeCache is BytecodeCache and jinja2.Template
environment = Environment(loader=jinja2.DictLoader({{"a": "{{{{ 0x1F }}}} {{{{ 'x'|attr('upper')() }}}}"}}))
print(environment.get_template("a").render())
print(environment.from_string("{{{{ [7, 7]|random }}}} {{{{ lipsum(1, false)[:5]|length }}}}").render())
print(jinja2.ModuleLoader.get_template_key("a"))
try:
    jinja2.nothing
except AttributeError as fault:
    print(fault)
"""
    lines = ran(code)
    assert lines[1:3] == ["31 X", "7 5"]
    assert lines[3].startswith("tmpl_")
    assert lines[4] == "module 'jinja2' has no attribute 'nothing'"


LIBRARY = {
    "__init__.py": "from lib.part import value\nwhole = [value]\n",
    "part.py": "import colorsys\nfrom colorsys import rgb_to_hsv as asked\nvalue = 1\n",
    "odd.py": "import colorsys\nvalue = colorsys.ONE_THIRD + 1\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with a library that imports another module for later, and for now."""
    (tmp_path / "lib").mkdir()
    for name, text in LIBRARY.items():
        (tmp_path / "lib" / name).write_text(text, "utf-8")
    return tmp_path


IMPORT = "from enlsp_site.storage.lean_imports import import_parts\n"


def test_functions_are_found_when_they_are_called(library: Path) -> None:
    code = f"""{IMPORT}
import_parts("lib", ["part"], ["colorsys"])
import lib
print("colorsys" in sys.modules, "whole" in vars(lib))
print(lib.part.asked(1, 1, 1), lib.part.colorsys.rgb_to_hsv(0, 0, 0))
print("colorsys" in sys.modules, lib.whole)
"""
    assert ran(code, library) == ["False False", "(0.0, 0.0, 1) (0.0, 0.0, 0)", "True [1]"]


def test_a_library_that_does_not_bear_it_is_imported_as_always(library: Path) -> None:
    code = f"""{IMPORT}
import_parts("lib", ["odd"], ["colorsys"])
import lib, lib.odd, builtins
print(lib.whole, round(lib.odd.value, 2), builtins.__import__.__module__)
"""
    assert ran(code, library) == ["[1] 1.33 builtins"]


def test_others_import_as_always_meanwhile(library: Path) -> None:
    (library / "other.py").write_text("import colorsys\nvalue = colorsys.ONE_THIRD\n", "utf-8")
    (library / "lib" / "part.py").write_text("import other\nimport colorsys\nvalue = other.value\n", "utf-8")
    code = f"{IMPORT}import_parts('lib', ['part'], ['colorsys'])\nimport lib\nprint(round(lib.part.value, 2))"
    assert ran(code, library) == ["0.33"]


def test_what_is_there_already_is_left_as_it_is() -> None:
    before = sys.modules["pytest"]
    import_parts("pytest", ["nowhere"])
    assert sys.modules["pytest"] is before


def test_a_library_that_is_nowhere_is_no_other_fault() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        import_parts("no_such_library", ["part"])


def test_stand_ins_have_functions_only() -> None:
    late = LateFunctions("colorsys")
    assert late.hsv_to_rgb(0, 0, 1) == (1, 1, 1)
    assert not hasattr(late, "__path__")

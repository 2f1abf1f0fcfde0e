"""A library imported without compiling its patterns does all that it does."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from enlsp_site.storage import late_patterns
from enlsp_site.storage.late_patterns import LazyPattern, compiled_late, late

IN_PYTHON = """
import re
from enlsp_site.content.syntax.yaml import parse
assert parse("a: 1\\nb: [x, 'y']\\n", "a.yaml")[0] == {"a": "1", "b": ["x", "y"]}
import yaml
from enlsp_site.storage.late_patterns import LazyPattern
assert isinstance(yaml.reader.Reader.NON_PRINTABLE, LazyPattern), "it was imported so"
known = yaml.load("d: 2031-08-22\\nn: 0x1f\\nf: 1.5e+3\\nt: 2031-08-22 10:00:00+02:00\\nx: ~", Loader=yaml.SafeLoader)
assert [type(value).__name__ for value in known.values()] == ["date", "int", "float", "datetime", "NoneType"], known
try:
    yaml.load("a: \\x01", Loader=yaml.SafeLoader)
except yaml.reader.ReaderError:
    print("refused")
"""


def test_yaml_does_what_it_does() -> None:
    done = subprocess.run([sys.executable, "-c", IN_PYTHON], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


def test_a_late_pattern_is_one_when_it_is_asked() -> None:
    late = LazyPattern("a(b)", re.IGNORECASE)
    found = late.match("AB")
    assert found[1] == "B"
    assert late.sub("-", "xabx") == "x-x"
    assert late.pattern == "a(b)"


def test_ours_are_compiled_once_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(late_patterns, "_COMPILE", lambda *given: made.append(given) or re.compile(*given))
    ours = late(r"(?P<letter>[a-z])", re.IGNORECASE)
    assert made == []
    assert [found["letter"] for each in "A1b" for found in ours.finditer(each)] == ["A", "b"]
    assert len(made) == 1


def test_what_is_wrong_with_a_pattern_is_told_when_it_is_used() -> None:
    with pytest.raises(re.error):
        LazyPattern("(", 0).match("a")


def test_others_get_patterns_as_always() -> None:
    before = re.compile
    with compiled_late("yaml"):
        assert isinstance(re.compile("a"), re.Pattern)
    assert re.compile is before
    with pytest.raises(ZeroDivisionError), compiled_late("yaml"):
        raise ZeroDivisionError
    assert re.compile is before

#!/usr/bin/env bash
# unicodeit 0.7.5 (PyPI), seen in November 2026: the point of a raised number is U+1427, CANADIAN SYLLABICS FINAL MIDDLE DOT,
# which is a letter: n^{1.5} is no number any more to search or to a screen reader; \log is \l (Ł) and og; and of a name
# with two underscores the second one lowers a letter in the middle of a word.
#
# Output seen:
#   n^{1.5} n¹ᐧ⁵ (CANADIAN SYLLABICS FINAL MIDDLE DOT, Lo)
#   N \log N N łog N
#   a_b_test a_bₜest
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet unicodeit==0.7.5
PYTHONIOENCODING=utf-8 "$work/env/bin/python" - <<'PY'
import unicodedata

import unicodeit

power, log, name = (unicodeit.replace(tex) for tex in ("n^{1.5}", r"N \log N", "a_b_test"))
print("n^{1.5}", power, f"({unicodedata.name(power[2])}, {unicodedata.category(power[2])})")
print(r"N \log N", log)
print("a_b_test", name)
assert (power, log, name) == ("n¹\u1427⁵", "N łog N", "a_bₜest"), "the behaviour has changed"
PY

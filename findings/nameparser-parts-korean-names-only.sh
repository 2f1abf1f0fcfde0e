#!/usr/bin/env bash
# nameparser 2.6.0 (PyPI), seen in November 2026: of names without a blank it parts the Korean ones, family name first and those
# of two syllables known, but no Chinese and no Japanese ones; and a full stop makes a title of a given name: "Md." is how
# Muhammad is written on most papers from Bangladesh.
#
# Output seen:
#   남궁민수 family 남궁, given 민수
#   欧阳修 family 欧阳修, given none
#   Md Saiful Islam family Islam, given Md Saiful
#   Md. Saiful Islam family Islam, given Saiful, title Md.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet nameparser==2.6.0
PYTHONIOENCODING=utf-8 "$work/env/bin/python" - <<'PY'
from nameparser import HumanName

NAMES = ("남궁민수", "欧阳修", "Md Saiful Islam", "Md. Saiful Islam")
found = []
for name in NAMES:
    parts = HumanName(name)
    given = " ".join(filter(None, (parts.first, parts.middle)))
    found.append((parts.last, given, parts.title))
    print(f"{name} family {parts.last}, given {given or 'none'}{f', title {parts.title}' if parts.title else ''}")
wanted = [("남궁", "민수", ""), ("欧阳修", "", ""), ("Islam", "Md Saiful", ""), ("Islam", "Saiful", "Md.")]
assert found == wanted, "the behaviour has changed"
PY

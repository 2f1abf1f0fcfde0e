#!/usr/bin/env bash
# icalendar 7.3.2 (PyPI), seen in November 2026: the VTIMEZONE of one calendar defines the TZID of every calendar that the
# process reads later, though each file defines it for itself (RFC 5545, 3.6.5). Outlook calls any zone that somebody
# made "Customized Time Zone": the second file's event is thirteen hours wrong, without a word.
#
# Output seen:
#   first 2027-12-04 09:00:00+05:30
#   second 2027-12-04 09:00:00+05:30 (its own VTIMEZONE says -07:30)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet icalendar==7.3.2
"$work/env/bin/python" - <<'PY'
import icalendar

TEXT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//EN\r
BEGIN:VTIMEZONE\r
TZID:Customized Time Zone\r
BEGIN:STANDARD\r
DTSTART:16010101T000000\r
TZOFFSETFROM:{0}\r
TZOFFSETTO:{0}\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1@example.org\r
DTSTAMP:20270101T000000Z\r
DTSTART;TZID=Customized Time Zone:20271204T090000\r
SUMMARY:Talk\r
END:VEVENT\r
END:VCALENDAR\r
"""


def start(offset):
    return icalendar.Calendar.from_ical(TEXT.format(offset)).events[0].start


first, second = start("+0530"), start("-0730")
print("first", first)
print("second", second, "(its own VTIMEZONE says -07:30)")
assert str(first.utcoffset()) == "5:30:00"
assert second.utcoffset() == first.utcoffset(), "the behaviour has changed"
PY

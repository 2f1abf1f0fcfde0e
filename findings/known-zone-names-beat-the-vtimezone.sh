#!/usr/bin/env bash
# ics 0.7.3 (PyPI) and node-ical 0.26.1 (npm), seen in November 2026: where a VTIMEZONE has a name that they know, they go by
# their own rules and not by those in the file, which are what its TZID refers to (RFC 5545, 3.2.19); vobject 0.9.9 (PyPI)
# goes by the file. So a zone whose clocks a newer release of the data changed is an hour wrong in two of three.
#
# Output seen (the file says that Berlin is three hours before UTC):
#   ics 08:00 UTC
#   vobject 06:00 UTC
#   node-ical 08:00 UTC
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//x//EN BEGIN:VTIMEZONE TZID:Europe/Berlin BEGIN:STANDARD \
    DTSTART:20301201T000000 TZOFFSETFROM:+0300 TZOFFSETTO:+0300 END:STANDARD END:VTIMEZONE BEGIN:VEVENT \
    UID:1@example.org DTSTAMP:20310101T000000Z 'DTSTART;TZID=Europe/Berlin:20311206T090000' SUMMARY:Talk END:VEVENT \
    END:VCALENDAR >talk.ics
python3 -m venv env
env/bin/python -m pip install --quiet ics==0.7.3 vobject==0.9.9
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.26.1 >/dev/null
cat >look.py <<'PY'
import datetime as dt

import ics
import vobject

text = open("talk.ics", newline="").read()
print("ics", f"{next(iter(ics.Calendar(text).events)).begin.to('utc'):HH:mm} UTC")
print("vobject", f"{vobject.readOne(text).vevent.dtstart.value.astimezone(dt.timezone.utc):%H:%M} UTC")
PY
cat >look.mjs <<'JS'
import ical from "node-ical";

const event = Object.values(ical.sync.parseFile("talk.ics")).find((each) => each.type === "VEVENT");
console.log("node-ical", event.start.toISOString().slice(11, 16), "UTC");
JS
seen=$(env/bin/python look.py && node look.mjs)
echo "$seen"
[ "$seen" = $'ics 08:00 UTC\nvobject 06:00 UTC\nnode-ical 08:00 UTC' ] || { echo "the behaviour has changed"; exit 1; }

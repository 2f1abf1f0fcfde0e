#!/usr/bin/env bash
# ical-generator 10.2.0 (npm), seen in November 2026: a calendar that is given a time zone writes the moments of its events as
# the clock of the machine that makes it, without Z and without TZID, so that they are read as the reader's own time; and
# DTSTAMP too, which must be in UTC (RFC 5545, 3.8.7.2). Of 09:00 UTC, 10:00 in Paris, nobody is told.
#
# Output seen (the machine in UTC, then in Tokyo):
#   without a zone 20311206T090000Z 20311206T090000Z
#   with Europe/Paris 20311206T090000 20311206T180000
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@10.2.0 >/dev/null
cat >look.mjs <<'JS'
import ical from "ical-generator";

const zone = process.argv[2];
const calendar = ical(zone ? { timezone: zone } : {});
const at = new Date("2031-12-06T09:00:00Z");
calendar.createEvent({ id: "1", start: at, end: at, stamp: at, summary: "Talk" });
const text = calendar.toString();
const [stamp, start] = ["DTSTAMP", "DTSTART"].map((name) => text.match(new RegExp(`${name}[^:]*:(.*)`))[1].trim());
if (stamp !== start || /DTSTART;TZID/.test(text)) throw new Error("the behaviour has changed");
console.log(start);
JS
seen=$(for zone in "" Europe/Paris; do
    echo "${zone:-none} $(TZ=UTC node look.mjs "$zone") $(TZ=Asia/Tokyo node look.mjs "$zone")"
done)
echo "$seen" | sed 's/^none/without a zone/; s/^Europe/with Europe/'
wanted=$'none 20311206T090000Z 20311206T090000Z\nEurope/Paris 20311206T090000 20311206T180000'
[ "$seen" = "$wanted" ] || { echo "the behaviour has changed"; exit 1; }

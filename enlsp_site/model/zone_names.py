"""What people write for a time zone: a city, a country, a state, a name misspelt."""

from __future__ import annotations

import re

_BY_ZONE = {
    "America/Los_Angeles": "california|pacific|washington|oregon|nevada|san francisco|seattle|san diego",
    "America/Denver": "mountain|colorado|utah|new mexico",
    "America/Chicago": "central|texas|illinois|minnesota|louisiana|new orleans|austin",
    "America/New_York": "eastern|massachusetts|florida|boston|miami|washington dc|philadelphia|atlanta",
    "America/Toronto": "ontario|quebec|montreal|ottawa",
    "America/Vancouver": "british columbia",
    "Europe/London": "uk|england|great britain|united kingdom|scotland",
    "Europe/Berlin": "germany|munich|hamburg|cet|cest",
    "Europe/Paris": "france",
    "Europe/Madrid": "spain|barcelona",
    "Europe/Rome": "italy|milan|florence",
    "Europe/Vienna": "austria",
    "Europe/Zurich": "switzerland|geneva|bern",
    "Europe/Amsterdam": "netherlands|the netherlands",
    "Europe/Brussels": "belgium",
    "Europe/Dublin": "ireland",
    "Asia/Shanghai": "china|beijing|shenzhen|hangzhou",
    "Asia/Tokyo": "japan|kyoto|osaka",
    "Asia/Seoul": "korea|south korea|busan",
    "Asia/Kolkata": "india|delhi|mumbai|bangalore|hyderabad|chennai",
    "Asia/Bangkok": "thailand",
    "Asia/Dubai": "uae|united arab emirates|abu dhabi",
    "Asia/Jerusalem": "israel|tel aviv",
    "Australia/Sydney": "canberra",
    "Africa/Kigali": "rwanda",
    "Africa/Addis_Ababa": "ethiopia",
}

PLACES = {place: zone for zone, places in _BY_ZONE.items() for place in places.split("|")}
"""The zone of each place, by its name in lower case. It is proposed, and never taken without being asked."""


_NAME = r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*)*"


def proposed(name: str) -> str:
    """Return the IANA zone that was probably meant by a name that is none: in other letters, misspelt, that of a
    city, a country or a state in it; "" if there is none."""
    from zoneinfo import available_timezones

    from enlsp_site.diagnostics.suggest import Suggestions

    known = sorted(each for each in available_timezones() if re.fullmatch(_NAME, each))
    cities = {each.rpartition("/")[2].lower(): each for each in known if "/" in each and "Etc/" not in each}
    names = cities | {each.lower(): each for each in known}
    line = "_".join(name.lower().split())
    place = PLACES.get(line.removesuffix("_time").replace("_", " "), "").lower()
    parts = [word for word in re.split("[^a-z]+", line) if word in cities]
    words = [place, line, *parts, Suggestions(names).misspelt(line)]
    return next((names[word] for word in words if word in names), "")

"""Names of places that people write behind a comma after an institution: `University of Calgary, Alberta`.

They are states, provinces and territories of Australia, Canada and the United States (ISO 3166-2), and countries (ISO
3166-1) as people write them, whose names are no institution's by themselves.
"""

from __future__ import annotations

_NAMES = (
    "Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland and Labrador, Northwest Territories",
    "Nova Scotia, Nunavut, Ontario, Prince Edward Island, Quebec, Québec, Saskatchewan, Yukon, New South Wales",
    "Northern Territory, Queensland, South Australia, Tasmania, Western Australia, Alabama, Alaska, Arizona",
    "Arkansas, California, Colorado, Connecticut, Delaware, District of Columbia, Florida, Hawaii, Idaho",
    "Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota",
    "Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina",
    "North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee",
    "Texas, Utah, Vermont, Virginia, West Virginia, Wisconsin, Wyoming",
    "Argentina, Australia, Austria, Bangladesh, Belgium, Brazil, Bulgaria, Canada, Chile, China, Colombia, Croatia",
    "Cyprus, Czechia, Czech Republic, Denmark, Egypt, Estonia, Ethiopia, Finland, France, Germany, Ghana, Greece",
    "Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Japan, Kenya, Korea, Latvia",
    "Lithuania, Luxembourg, Malaysia, Malta, Mexico, Morocco, Nepal, Netherlands, The Netherlands, New Zealand",
    "Nigeria, Norway, Pakistan, Peru, Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Saudi Arabia",
    "Senegal, Serbia, Singapore, Slovakia, Slovenia, South Africa, South Korea, Spain, Sri Lanka, Sweden",
    "Switzerland, Taiwan, Tanzania, Thailand, Tunisia, Turkey, Türkiye, Uganda, Ukraine, United Arab Emirates, UAE",
    "United Kingdom, UK, United States, USA, Uruguay, Uzbekistan, Vietnam",
)
_KNOWN = frozenset(name.casefold() for line in _NAMES for name in line.split(", "))


def is_place(words: str) -> bool:
    """Whether words are the name of such a place, and nothing else."""
    return " ".join(words.split()).casefold() in _KNOWN

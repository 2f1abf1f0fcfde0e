"""Mistakes of people who do not know YAML: what they wrote, what they are told, and what `check --fix` makes of it.

Whoever reads the message alone must be able to mend it. Where nothing is told, what was meant is understood; where
`fixed` is empty, what was meant cannot be known for certain.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.checks.fixes import fixed
from enlsp_site.diagnostics.problem import has_errors


class Mistake(NamedTuple):
    """What was written in a file of content/, what is told (place, severity, code, message, hint), and the mend."""

    name: str
    file: str
    text: str
    told: tuple[str, ...]
    fixed: str = ""


SITE = "name: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: America/Toronto\n"
SPEAKERS = """\
- {name: Ada Lovelace, affiliations: [Analytical Engines]}
- {name: Alan Turing, affiliations: [Bletchley]}
"""
DAY = "- date: 2031-12-06\n  sessions:\n"

MISTAKES = (
    Mistake(
        "a slip in another name of a kind",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Pause, kind: cofee}\n",
        ("3:47 error unknown-value: `kind` cannot be “cofee” | did you mean “coffee”, which is `break`?",),
        DAY + "    - {time: 09:00-09:30, title: Pause, kind: break}\n",
    ),
    Mistake(
        "colon in a title",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Keynote: small models}\n",
        (
            "3:41 error yaml-syntax: a colon and a space stand in a value without quotes | put quotes "
            'around it: title: "Keynote: small models"',
        ),
        DAY + '    - {time: 09:00-09:30, title: "Keynote: small models"}\n',
    ),
    Mistake(
        "colon in a title on its line",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: Keynote: small models\n",
        (
            "4:21 error yaml-syntax: a colon and a space stand in a value without quotes | put quotes "
            'around it: title: "Keynote: small models"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: "Keynote: small models"\n',
    ),
    Mistake(
        "hash in a room between braces",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Opening, room: Room #2}\n",
        (
            "3:54 error yaml-syntax: what stands behind ` #` is a comment, so the bracket is never "
            'closed | put quotes around it: room: "Room #2"',
        ),
        DAY + '    - {time: 09:00-09:30, title: Opening, room: "Room #2"}\n',
    ),
    Mistake(
        "hash in a room",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: Opening\n      room: Hall 4 #7\n",
        (
            "5:13 warning value-in-comment: `#7` is a comment, so this is “Hall 4” | if it belongs to "
            'the text, put all of it in quotes: "Hall 4 #7"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: Opening\n      room: "Hall 4 #7"\n',
    ),
    Mistake(
        "hash in a title",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: C # the best of them\n",
        (
            "4:14 warning value-in-comment: `# the best of them` is a comment, so this is “C” | if it belongs to "
            'the text, put all of it in quotes: "C # the best of them"',
        ),
    ),
    Mistake(
        "curly quotes with a colon",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: “Keynote: small models”\n",
        (
            "4:22 error yaml-syntax: a colon and a space stand in a value without quotes | curly "
            'quotes are not YAML\'s; write "Keynote: small models"; if the curly quote is part of the '
            'text, "“Keynote: small models”"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: "Keynote: small models"\n',
    ),
    Mistake(
        "curly quotes",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: “Small models”\n",
        (
            "4:14 warning curly-quotes: this begins with `“`, which is no quote of YAML's and is "
            'shown | write "Small models"; if the curly quote is part of the text, "“Small models”"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: "Small models"\n',
    ),
    Mistake(
        "apostrophe in single quotes",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: 'It's small'\n",
        (
            "4:18 error yaml-syntax: text follows the closing quote `'` | inside single quotes an "
            'apostrophe is written twice; or write "It\'s small"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: "It\'s small"\n',
    ),
    Mistake(
        "double quotes in double quotes",
        "schedule.yaml",
        DAY + '    - time: 09:00-09:30\n      title: "The "small" models"\n',
        (
            '4:20 error yaml-syntax: text follows the closing quote `"` | put all of it in quotes: '
            "'The \"small\" models'",
        ),
        DAY + "    - time: 09:00-09:30\n      title: 'The \"small\" models'\n",
    ),
    Mistake(
        "quote never closed",
        "schedule.yaml",
        DAY + '    - time: 09:00-09:30\n      title: "Small models\n    - {time: 10:00-10:30, title: Next}\n',
        ('4:14 error yaml-syntax: the quote `"` that opens here is never closed | write `"` where the text ends',),
    ),
    Mistake(
        "tab",
        "schedule.yaml",
        "- date: 2031-12-06\n\tsessions:\n    - {time: 09:00-09:30, title: Opening}\n",
        ("2:1 error tab-indentation: a tab is used for indentation | indent with spaces",),
    ),
    Mistake(
        "no space after a colon",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title:Opening\n",
        ("4:12 error yaml-syntax: there is no space after the colon of `title` | write `title: Opening`",),
        DAY + "    - time: 09:00-09:30\n      title: Opening\n",
    ),
    Mistake(
        "no space after a dash",
        "people/speakers.yaml",
        "-name: Ada Lovelace\n",
        ("1:1 error yaml-syntax: there is no space after the dash | write `- name: …`",),
        "- name: Ada Lovelace\n",
    ),
    Mistake(
        "field one space off",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n       title: Opening\n",
        (
            "4:8 error yaml-syntax: this line is indented further than `time` in line 3, which has a "
            "value | a key beside `time` begins in column 7; text that goes on here needs quotes",
        ),
    ),
    Mistake(
        "field too far left",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n     title: Opening\n",
        (
            "4:6 error yaml-syntax: this line is indented like none above | begin it in the same "
            "column as the line that it stands beside",
        ),
    ),
    Mistake(
        "list item among keys",
        "people/speakers.yaml",
        "heading: Speakers\n- name: Ada Lovelace\n",
        (
            "2:1 error yaml-syntax: a list item stands among keys | put the list below a key of its "
            "own, such as `people:`, indented by two spaces",
        ),
    ),
    Mistake(
        "equals for colon",
        "site.yaml",
        "name = TW\ntitle: Tiny\nedition: 2031\n",
        ("1:1 error yaml-syntax: `=` stands where a colon belongs | write `name: TW`",),
        "name: TW\ntitle: Tiny\nedition: 2031\n",
    ),
    Mistake(
        "misspelt field",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, titel: Opening}\n",
        ("3:27 error unknown-key: session has no field `titel` | did you mean `title`?",),
        DAY + "    - {time: 09:00-09:30, title: Opening}\n",
    ),
    Mistake(
        "field in capitals",
        "schedule.yaml",
        DAY + "    - {Time: 09:00-09:30, Title: Opening}\n",
        (
            "3:8 error unknown-key: session has no field `Time` | did you mean `time`?",
            "3:27 error unknown-key: session has no field `Title` | did you mean `title`?",
        ),
        DAY + "    - {time: 09:00-09:30, title: Opening}\n",
    ),
    Mistake(
        "field of another word",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, name: Opening}\n",
        ("3:27 error unknown-key: session has no field `name` | did you mean `title`?",),
    ),
    Mistake(
        "speaker for people",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Opening, speaker: Ada Lovelace}\n",
        ("3:43 error unknown-key: session has no field `speaker` | did you mean `people`?",),
    ),
    Mistake(
        "family name first",
        "schedule.yaml",
        DAY + '    - {time: 09:00-09:30, title: Opening, people: "Lovelace, Ada"}\n',
        (
            "3:51 error unknown-person: nobody in content/people is called `Lovelace, Ada` | did you "
            "mean `Ada Lovelace`?",
        ),
        DAY + "    - {time: 09:00-09:30, title: Opening, people: Ada Lovelace}\n",
    ),
    Mistake(
        "misspelt person",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, kind: keynote, people: [Ada Lovlace]}\n",
        (
            "3:51 error unknown-person: nobody in content/people is called `Ada Lovlace` | did you "
            "mean `Ada Lovelace`?",
        ),
    ),
    Mistake(
        "person with title",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Opening, people: [ada lovelace]}\n",
        (
            "3:52 error unknown-person: nobody in content/people is called `ada lovelace` | did you "
            "mean `Ada Lovelace`?",
        ),
        DAY + "    - {time: 09:00-09:30, title: Opening, people: [Ada Lovelace]}\n",
    ),
    Mistake(
        "people as text with a comma",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Panel, people: 'Ada Lovelace, Alan Turing'}\n",
        (
            "3:49 error unknown-person: nobody in content/people is called `Ada Lovelace, Alan "
            "Turing` | write a list: [Ada Lovelace, Alan Turing]",
        ),
        DAY + "    - {time: 09:00-09:30, title: Panel, people: [Ada Lovelace, Alan Turing]}\n",
    ),
    Mistake(
        "people with and",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Panel, people: Ada Lovelace and Alan Turing}\n",
        (
            "3:49 error unknown-person: nobody in content/people is called `Ada Lovelace and Alan "
            "Turing` | write a list: [Ada Lovelace, Alan Turing]",
        ),
        DAY + "    - {time: 09:00-09:30, title: Panel, people: [Ada Lovelace, Alan Turing]}\n",
    ),
    Mistake(
        "kind talk",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: A talk, kind: talk}\n",
        (),
    ),
    Mistake(
        "kind lunch",
        "schedule.yaml",
        DAY + "    - {time: 12:00-13:00, title: Lunch, kind: lunch}\n",
        (),
    ),
    Mistake(
        "kind coffee",
        "schedule.yaml",
        DAY + "    - {time: 10:00-10:30, title: Coffee, kind: coffee}\n",
        (),
    ),
    Mistake(
        "kind registration",
        "schedule.yaml",
        DAY + "    - {time: 08:00-08:30, title: Badges, kind: registration}\n",
        (),
    ),
    Mistake(
        "kind keynotes",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: K, kind: Keynotes}\n",
        ("3:43 error unknown-value: `kind` cannot be “Keynotes” | did you mean `keynote`?",),
        DAY + "    - {time: 09:00-09:30, title: K, kind: keynote}\n",
    ),
    Mistake(
        "times turned round",
        "schedule.yaml",
        DAY + "    - {time: 09:30-09:00, title: Opening}\n",
        ('3:14 error bad-time: "09:30-09:00" ends at 09:00, before it starts at 09:30 | did you mean 09:00–09:30?',),
    ),
    Mistake(
        "afternoon without pm",
        "schedule.yaml",
        DAY + "    - {time: 11:30-1:00, title: Lunch}\n",
        (
            '3:14 error bad-time: "11:30-1:00" ends at 01:00, before it starts at 11:30 | did you '
            "mean 1:00 PM (13:00)?",
        ),
    ),
    Mistake(
        "time with to",
        "schedule.yaml",
        DAY + "    - {time: 9 to 10, title: Opening}\n",
        ('3:14 error bad-time: "9" is not a time of day | did you mean 9:00 AM or 9:00 PM?',),
    ),
    Mistake(
        "start only",
        "schedule.yaml",
        DAY + "    - {time: '09:00', title: Opening}\n",
        ('3:14 error bad-time: "09:00" is not a start and an end | write 09:00-09:15, or add a duration',),
    ),
    Mistake(
        "start and end as fields",
        "schedule.yaml",
        DAY + "    - {start: 09:00, end: 09:30, title: Opening}\n",
        (
            "3:8 error unknown-key: session has no field `start` | write both as one: `time: 09:00-09:30`",
            "3:22 error unknown-key: session has no field `end` | write both as one: `time: 09:00-09:30`",
        ),
    ),
    Mistake(
        "day and month unclear",
        "dates.yaml",
        "- {name: Submission, date: 08/09/2031}\n",
        (
            '1:28 error bad-date: "08/09/2031" does not say which number is the month | write '
            "2031-08-09 or 2031-09-08",
        ),
    ),
    Mistake(
        "no such day",
        "dates.yaml",
        "- {name: Submission, date: 2031-02-30}\n",
        ('1:28 error bad-date: "2031-02-30" is not a date: February has no 30th | check the day',),
    ),
    Mistake(
        "wrong weekday",
        "dates.yaml",
        "- {name: Submission, date: 'Monday, August 22, 2031'}\n",
        ('1:28 error bad-date: "Monday, August 22, 2031" is a Friday | correct the weekday or the date',),
    ),
    Mistake(
        "date without year",
        "dates.yaml",
        "- {name: Submission, date: August 22}\n",
        ('1:28 error bad-date: "August 22" has no year | write <year>-08-22; between braces a comma needs quotes',),
    ),
    Mistake(
        "zone of a state",
        "site.yaml",
        "name: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: California\n",
        ('4:11 error unknown-zone: "California" is not a time zone | did you mean America/Los_Angeles?',),
    ),
    Mistake(
        "zone PST",
        "dates.yaml",
        "- {name: Submission, date: 2031-07-15 23:59, zone: PST}\n",
        ('1:52 error wrong-zone: "PST" is not in force on July 15, 2031 | write America/Los_Angeles, or PDT',),
    ),
    Mistake(
        "accent by name",
        "site.yaml",
        SITE + "look: {accent: teal}\n",
        ('5:16 error bad-value: `accent` does not have the right form: “teal” | write `accent: "#008080"`',),
        SITE + 'look: {accent: "#008080"}\n',
    ),
    Mistake(
        "accent without hash",
        "site.yaml",
        SITE + 'look: {accent: "0aa5c4"}\n',
        ('5:16 error bad-value: `accent` does not have the right form: “0aa5c4” | write `accent: "#0aa5c4"`',),
        SITE + 'look: {accent: "#0aa5c4"}\n',
    ),
    Mistake(
        "accent without quotes",
        "site.yaml",
        SITE + "look: {accent: #0aa5c4}\n",
        (
            "5:16 error yaml-syntax: what stands behind ` #` is a comment, so the bracket is never "
            'closed | put quotes around it: accent: "#0aa5c4"',
        ),
        SITE + 'look: {accent: "#0aa5c4"}\n',
    ),
    Mistake(
        "address without https",
        "site.yaml",
        SITE + "venue: {name: Hall, url: www.hall.example}\n",
        (
            "5:26 error broken-link: there is no page or file `www.hall.example` | for another site, "
            "write https://www.hall.example",
        ),
        SITE + "venue: {name: Hall, url: https://www.hall.example}\n",
    ),
    Mistake(
        "mail without at",
        "site.yaml",
        SITE + "contact: chairs at tw.example\n",
        ("5:10 error bad-email: `chairs at tw.example` is no e-mail address | write chairs@tw.example",),
        SITE + "contact: chairs@tw.example\n",
    ),
    Mistake(
        "unknown person file",
        "people/speaker.yaml",
        "Ada Lovelace\n",
        (
            "1:1 error wrong-type: the file must be a mapping (`people: …`) or a list, not text | "
            "begin each item with `- `, on a line of its own",
        ),
    ),
    Mistake(
        "picture that is not there",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, photo: ada.png}\n",
        ("1:31 error missing-file: there is no file static/ada.png | put it there, or leave the field out",),
    ),
    Mistake(
        "mapping for a list",
        "people/speakers.yaml",
        "name: Ada Lovelace\n",
        (
            "1:1 error wrong-type: a person stands here where a list of them belongs | begin each "
            "person with `- `, and indent what belongs to it: `- name: …`",
        ),
    ),
    Mistake(
        "colon in affiliation",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, affiliations: [MIT: Media Lab]}\n",
        (
            "1:39 error wrong-type: item 1 of `affiliations` must be text, not a mapping | text with "
            "a colon and a space in it, or that begins with a brace, needs quotes",
        ),
    ),
    Mistake(
        "place behind a comma",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, affiliations: [University of Calgary, Alberta]}\n",
        (
            "1:39 warning place-as-affiliation: `Alberta` is a place, and stands as an affiliation of its own | "
            'if it belongs to “University of Calgary”, put both in quotes: "University of Calgary, Alberta"',
        ),
        '- {name: Ada Lovelace, affiliations: ["University of Calgary, Alberta"]}\n',
    ),
    Mistake(
        "at sign at the start",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  links: {x: @ada}\n",
        ('2:14 error yaml-syntax: text cannot begin with `@` | put it in quotes: "@ada"',),
        '- name: Ada Lovelace\n  links: {x: "@ada"}\n',
    ),
    Mistake(
        "star at the start",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  bio: *Ada* wrote the first program.\n",
        ('2:8 error yaml-syntax: text cannot begin with `*` | put it in quotes: "*Ada* wrote the first program."',),
        '- name: Ada Lovelace\n  bio: "*Ada* wrote the first program."\n',
    ),
    Mistake(
        "bracket at the start",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: [Invited] Small models\n",
        (
            "4:24 error yaml-syntax: text follows the closing bracket `]` | text that begins with a "
            'bracket needs quotes: "[Invited] Small models"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: "[Invited] Small models"\n',
    ),
    Mistake(
        "percent",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: %100 small\n",
        ('4:14 error yaml-syntax: text cannot begin with `%` | put it in quotes: "%100 small"',),
        DAY + '    - time: 09:00-09:30\n      title: "%100 small"\n',
    ),
    Mistake(
        "bracket not closed",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Opening, people: [Ada Lovelace}\n",
        ("3:64 error yaml-syntax: `}` cannot close what `[` opened | write `]` before it",),
    ),
    Mistake(
        "comma forgotten",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30 title: Opening}\n",
        ("3:26 error yaml-syntax: a comma is missing before `title` | write `time: 09:00-09:30, title: …`",),
    ),
    Mistake(
        "workbook as CSV",
        "papers.csv",
        "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00 xl/workbook.xml \x00\x01\x02 junk,junk\n",
        (
            "1:1 error no-text: this is a workbook of Excel, or another archive, and no text | open "
            "it in the spreadsheet and save it as CSV UTF-8; or bring it in: enlsp import xlsx",
        ),
    ),
    Mistake(
        "decision of a system",
        "papers.csv",
        "id,title,authors,decision\n7,Small,Ada Lovelace,Accept (Poster)\n",
        (),
    ),
    Mistake(
        "misspelt column",
        "papers.csv",
        "id,title,autors\n7,Small,Ada Lovelace\n",
        ("1:10 error misspelt-column: no column is called `autors` | did you mean `authors`?",),
        "id,title,authors\n7,Small,Ada Lovelace\n",
    ),
    Mistake(
        "comma in a cell",
        "papers.csv",
        "id,title,authors\n7,Small, but good,Ada Lovelace\n",
        (
            "2:19 error too-many-cells: the row has 4 cells, but the header 3 | put a cell that holds "
            "a comma between double quotes",
        ),
    ),
    Mistake(
        "unknown paper",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, kind: oral, title: O, papers: [7]}\n",
        (
            "3:58 error unknown-paper: no paper has the id `7` | there are no papers yet: TBD stands "
            "for papers to come",
        ),
    ),
    Mistake(
        "page without front matter",
        "pages/call.md",
        "# Call for papers\n\nSend us papers.\n",
        (
            "1:1 error missing-front-matter: this page has no front matter | begin the file with "
            "three lines: ---, title: …, ---",
        ),
    ),
    Mistake(
        "front matter not closed",
        "pages/call.md",
        "---\ntitle: Call\n\nSend us papers.\n",
        (
            "1:1 error missing-front-matter: the front matter that begins here never ends | write --- "
            "on a line after it",
        ),
    ),
    Mistake(
        "tier misspelt",
        "sponsors.yaml",
        "- teir: Gold\n  sponsors: [{name: Acme}]\n",
        ("1:3 error unknown-key: tier has no field `teir` | did you mean `tier`?",),
        "- tier: Gold\n  sponsors: [{name: Acme}]\n",
    ),
    Mistake(
        "sponsor alone",
        "sponsors.yaml",
        "- {name: Acme, url: https://acme.example/}\n",
        (
            "1:3 error wrong-type: a sponsor stands here where a list of them belongs | put it into a "
            "list, below `sponsors:` of a tier, and begin it with `- `",
        ),
    ),
    Mistake(
        "title missing",
        "site.yaml",
        "name: TW\nedition: 2031\n",
        (
            "1:1 error missing-key: `title` is missing: every site needs it | for example `title: The "
            "Fifth Workshop on Efficient Natural Language and Speech Processing`",
        ),
    ),
    Mistake(
        "edition with words",
        "site.yaml",
        "name: TW\ntitle: Tiny Workshop\nedition: ENLSP 2031\ntimezone: America/Toronto\n",
        (
            "3:10 error bad-value: `edition` does not have the right form: “ENLSP 2031” | The year, "
            "or another word without spaces; the site lives for good at /<edition>/; for example "
            "`edition: 2025`",
        ),
    ),
    Mistake(
        "section twice",
        "site.yaml",
        SITE + "home: [speakers, speakers]\n",
        (
            "5:18 error duplicate-section: `speakers` stands twice in `home` | a section stands on "
            "the home page once: delete one of the two",
        ),
    ),
    Mistake(
        "section misspelt",
        "site.yaml",
        SITE + "home: [speeker]\n",
        ("5:8 error unknown-section: there is no page, people group or list `speeker` | did you mean `speakers`?",),
    ),
    Mistake(
        "news without a date",
        "news.yaml",
        "- {title: It begins}\n",
        ("1:3 error missing-key: `date` is missing: every news item needs it | for example `date: 2025-08-22`",),
    ),
    Mistake(
        "semicolon list",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Panel, people: Ada Lovelace; Alan Turing}\n",
        (
            "3:49 error unknown-person: nobody in content/people is called `Ada Lovelace; Alan "
            "Turing` | write a list: [Ada Lovelace, Alan Turing]",
        ),
        DAY + "    - {time: 09:00-09:30, title: Panel, people: [Ada Lovelace, Alan Turing]}\n",
    ),
    Mistake(
        "several numbers behind hashes",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      title: Opening\n      note: see issue #12 and #13\n",
        (
            "5:13 warning value-in-comment: `#12 and #13` is a comment, so this is “see issue” | if it belongs to "
            'the text, put all of it in quotes: "see issue #12 and #13"',
        ),
        DAY + '    - time: 09:00-09:30\n      title: Opening\n      note: "see issue #12 and #13"\n',
    ),
    Mistake(
        "hashtag in prose",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  bio: Writes about #engines and numbers\n",
        (
            "2:8 warning value-in-comment: `#engines and numbers` is a comment, so this is “Writes about” | if it "
            'belongs to the text, put all of it in quotes: "Writes about #engines and numbers"',
        ),
    ),
    Mistake(
        "bullets with stars",
        "people/speakers.yaml",
        "* Ada Lovelace\n* Alan Turing\n",
        ("1:1 error yaml-syntax: an item of a list begins with `- `, not with `* ` | write `- Ada Lovelace`",),
        "- Ada Lovelace\n- Alan Turing\n",
    ),
    Mistake(
        "list without dashes",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30\n      people:\n      Ada Lovelace\n      Alan Turing\n",
        (
            "5:7 error yaml-syntax: this line is no `key: value` | write a colon and a space after the key; or, if "
            "it is an item of a list, `- ` before it",
        ),
    ),
    Mistake(
        "dates by their names",
        "dates.yaml",
        "- Submission deadline: 2031-08-22\n",
        (
            "1:3 error unknown-key: date has no field `Submission deadline` | write `- name: Submission deadline`, "
            "and on the next line, indented, `date: 2031-08-22`",
        ),
    ),
    Mistake(
        "tiers by their names",
        "sponsors.yaml",
        "Gold:\n  - Example Labs\n",
        (
            "1:1 error unknown-key: tier has no field `Gold` | write `- tier: Gold`, and on the next line, indented, "
            "`sponsors:` above what it has",
        ),
    ),
    Mistake(
        "days by their dates",
        "schedule.yaml",
        "2031-12-06:\n  - {time: 09:00-09:30, title: Opening}\n",
        (
            "1:1 error unknown-key: day has no field `2031-12-06` | write `- date: 2031-12-06`, and on the next line"
            ", indented, `sessions:` above what it has",
        ),
    ),
    Mistake(
        "mail of a person",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  email: ada@example.org\n",
        ("2:3 error unknown-key: person has no field `email` | it belongs below `links:`",),
    ),
    Mistake(
        "one link alone",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  links: https://example.org/ada\n",
        (
            "2:10 error wrong-type: `links` must be a mapping (`home: …`), not text | write `links: {home: "
            "https://example.org/ada}`",
        ),
    ),
    Mistake(
        "twitter",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  links: {twitter: ada}\n",
        ("2:11 error unknown-key: person's links has no field `twitter` | did you mean `x`?",),
    ),
    Mistake(
        "virtual",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Opening, mode: Virtual, online: https://example.org/join}\n",
        (),
    ),
    Mistake(
        "year for edition",
        "site.yaml",
        "name: TW\ntitle: Tiny Workshop\nyear: 2031\n",
        ("3:1 error unknown-key: site has no field `year` | did you mean `edition`?",),
    ),
    Mistake(
        "country behind a comma",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  affiliations: [ETH Zurich, Switzerland]\n",
        (
            "2:18 warning place-as-affiliation: `Switzerland` is a place, and stands as an affiliation of its own | "
            'if it belongs to “ETH Zurich”, put both in quotes: "ETH Zurich, Switzerland"',
        ),
        '- name: Ada Lovelace\n  affiliations: ["ETH Zurich, Switzerland"]\n',
    ),
    Mistake(
        "tab behind a dash",
        "people/speakers.yaml",
        "-\tname: Ada Lovelace\n",
        ("1:2 error tab-indentation: a tab is used for indentation | indent with spaces",),
    ),
    Mistake(
        "two fields on one line",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30 title: Opening\n",
        (
            "3:25 error yaml-syntax: `title:` stands on the line of `time` | write `time: 09:00-09:30`, "
            'and `title: Opening` on the next line, in the column of `time`; if it is text: "09:00-09:30 '
            'title: Opening"',
        ),
    ),
    Mistake(
        "two fields with a comma",
        "schedule.yaml",
        DAY + "    - time: 09:00-09:30, title: Opening\n",
        (
            "3:26 error yaml-syntax: `title:` stands on the line of `time` | write `time: 09:00-09:30`, "
            "and `title: Opening` on the next line, in the column of `time`; if it is text: "
            '"09:00-09:30, title: Opening"',
        ),
    ),
    Mistake(
        "two fields with a semicolon",
        "people/speakers.yaml",
        "- name: Ada Lovelace; affiliations: London\n",
        (
            "1:23 error yaml-syntax: `affiliations:` stands on the line of `name` | write `name: Ada "
            "Lovelace`, and `affiliations: London` on the next line, in the column of `name`; if it is "
            'text: "Ada Lovelace; affiliations: London"',
        ),
    ),
    Mistake(
        "list where text belongs",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: [Opening, Remarks]}\n",
        ("3:34 error wrong-type: `title` must be text, not a list | text that begins with a bracket needs quotes",),
    ),
    Mistake("time with dots", "schedule.yaml", DAY + "    - {time: 9.30-10.15, title: Opening}\n", ()),
    Mistake("time with am at the start only", "schedule.yaml", DAY + "    - {time: 9 am - 10, title: Opening}\n", ()),
    Mistake("time in German", "schedule.yaml", DAY + "    - {time: 9-10 Uhr, title: Opening}\n", ()),
    Mistake(
        "time with a dot and no end",
        "schedule.yaml",
        DAY + "    - {time: 9.30, title: Opening}\n",
        ('3:14 error bad-time: "9.30" is not a start and an end | write 09:30-09:45, or add a duration',),
    ),
    Mistake(
        "hour after midnight",
        "schedule.yaml",
        DAY + "    - {time: 23:00-25:00, title: Party}\n",
        ('3:14 error bad-time: "25:00" is not a time of day | hours go from 00 to 23; midnight is 00:00',),
    ),
    Mistake(
        "duration in words",
        "schedule.yaml",
        DAY + "    - {time: '09:00', duration: half an hour, title: Opening}\n",
        ('3:14 error bad-time: "half an hour" is not a duration | write 20m, 1h30 or 90 (minutes)',),
    ),
    Mistake(
        "day by its number",
        "schedule.yaml",
        "- date: Day 1\n  sessions:\n    - {time: 09:00-09:30, title: Opening}\n",
        ('1:9 error bad-date: "Day 1" is not a date | write the day of the calendar, as in 2025-08-22',),
    ),
    Mistake(
        "day without its year",
        "schedule.yaml",
        "- date: 6 December\n  sessions:\n    - {time: 09:00-09:30, title: Opening}\n",
        ('1:9 error bad-date: "6 December" has no year | write <year>-12-06; between braces a comma needs quotes',),
    ),
    Mistake(
        "day in numbers",
        "schedule.yaml",
        "- date: 6.12.2031\n  sessions:\n    - {time: 09:00-09:30, title: Opening}\n",
        ('1:9 error bad-date: "6.12.2031" does not say which number is the month | write 2031-06-12 or 2031-12-06',),
    ),
    Mistake(
        "day as Excel counts",
        "schedule.yaml",
        "- date: 48188\n  sessions:\n    - {time: 09:00-09:30, title: Opening}\n",
        ('1:9 error bad-date: "48188" is a day as Excel counts them | write 2031-12-06',),
    ),
    Mistake(
        "end of a month",
        "dates.yaml",
        "- {name: Submission, date: end of August 2031}\n",
        (
            '1:28 error bad-date: "end of August 2031" is not a day | write one, as in 2025-08-22, or '
            "TBD while it is not known",
        ),
    ),
    Mistake(
        "two days in one value",
        "dates.yaml",
        "- {name: Workshop, date: 2031-12-06 - 2031-12-07}\n",
        (
            '1:26 error bad-date: "2031-12-06 - 2031-12-07" is more than one day | write the first as '
            "`date`, as in 2025-08-22, and the last as `until`",
        ),
    ),
    Mistake(
        "two days in words",
        "dates.yaml",
        "- {name: Workshop, date: December 6-7 2031}\n",
        (
            '1:26 error bad-date: "December 6-7 2031" is more than one day | write the first as `date`, '
            "as in 2025-08-22, and the last as `until`",
        ),
    ),
    Mistake(
        "zone in words",
        "site.yaml",
        "name: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: Eastern Time\n",
        ('4:11 error unknown-zone: "Eastern Time" is not a time zone | did you mean America/New_York?',),
    ),
    Mistake(
        "zone with a space",
        "site.yaml",
        "name: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: America/New York\n",
        ('4:11 error unknown-zone: "America/New York" is not a time zone | did you mean America/New_York?',),
    ),
    Mistake(
        "quotes around the first word",
        "schedule.yaml",
        DAY + '    - time: 09:00-09:30\n      title: "Small" models\n',
        ('4:22 error yaml-syntax: text follows the closing quote `"` | put all of it in quotes: \'"Small" models\'',),
    ),
    Mistake(
        "type for kind",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: W, type: keynote}\n",
        ("3:37 error unknown-key: session has no field `type` | did you mean `kind`?",),
    ),
    Mistake(
        "sessions beside their day",
        "schedule.yaml",
        "- date: 2031-12-06\nsessions:\n  - {time: 09:00-09:30, title: Opening}\n",
        (
            "2:1 error yaml-syntax: a key stands among list items | begin a new item with `- `; or, if "
            "it belongs to the item above, indent it by two spaces",
        ),
    ),
    Mistake(
        "session where a day belongs",
        "schedule.yaml",
        "- {time: 09:00-09:30, title: Opening}\n",
        (
            "1:3 error wrong-type: a session stands here where a list of them belongs | put it into a "
            "list, below `sessions:` of a day, and begin it with `- `",
        ),
    ),
    Mistake(
        "sessions without their key",
        "schedule.yaml",
        "- date: 2031-12-06\n  - time: 09:00-09:30\n    title: Opening\n",
        (
            "2:3 error yaml-syntax: a list item stands among keys | put the list below a key of its own, "
            "such as `sessions:`, indented by two spaces",
        ),
    ),
    Mistake(
        "name in two fields",
        "people/speakers.yaml",
        "- {first: Ada, last: Lovelace}\n",
        (
            "1:4 error unknown-key: person has no field `first` | write both as one: `name: Ada Lovelace`",
            "1:16 error unknown-key: person has no field `last` | write both as one: `name: Ada Lovelace`",
        ),
    ),
    Mistake(
        "picture of one's own disk",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, photo: C:\\Users\\me\\ada.jpg}\n",
        (
            "1:31 error picture-elsewhere: a picture must be a file of this site | save it under "
            "static/images/ and write images/…: a page asks nothing of other sites",
        ),
    ),
    Mistake(
        "page of a person",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, homepage: https://x.example/}\n",
        ("1:24 error unknown-key: person has no field `homepage` | write `links: {home: https://x.example/}`",),
    ),
    Mistake(
        "text on two lines",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  bio: Ada wrote programs.\n  She was first.\n",
        (
            "3:3 error yaml-syntax: this line is no `key: value` | write a colon and a space after the "
            "key; or, if it goes on with the text above, indent it further",
        ),
    ),
    Mistake(
        "field twice",
        "people/speakers.yaml",
        "- name: Ada Lovelace\n  name: Alan Turing\n",
        (
            "2:3 error duplicate-key: the key `name` is given twice | it stands in line 1 already; keep "
            "one of the two",
        ),
    ),
    Mistake(
        "sponsors without tiers",
        "sponsors.yaml",
        "- Acme\n- Beta\n",
        (
            "1:3 error wrong-type: item 1 of the file must be a mapping (`tier: …`), not text | write `- "
            "tier: …` and, indented below it, `sponsors: …`",
            "2:3 error wrong-type: item 2 of the file must be a mapping (`tier: …`), not text | write `- "
            "tier: …` and, indented below it, `sponsors: …`",
        ),
    ),
    Mistake(
        "table without a header",
        "papers.csv",
        "7,Small,Ada Lovelace\n8,Smaller,Alan Turing\n",
        (
            "1:1 error missing-header: the first row names no column that is known | begin with a row of "
            "column names, such as `id,title,authors,abstract,pdf`",
        ),
    ),
    Mistake(
        "number that Excel shortened",
        "papers.csv",
        "id,title,authors\n1.2E+05,Small,Ada Lovelace\n",
        (
            "2:1 error spreadsheet-value: `1.2E+05` is a number that the spreadsheet shortened | make "
            "the column one of text there",
        ),
    ),
    Mistake(
        "error of Excel",
        "papers.csv",
        "id,title,authors\n7,#REF!,Ada Lovelace\n",
        (
            "2:3 error spreadsheet-value: `#REF!` is an error of the spreadsheet | mend the cell there, "
            "or write the value itself",
        ),
    ),
    Mistake("separator of Excel", "papers.csv", "sep=;\nid;title;authors\n7;Small;Ada Lovelace\n", ()),
    Mistake(
        "quote in a table",
        "papers.csv",
        'id,title,authors\n7,"Small,Ada Lovelace\n8,Big,Alan Turing\n',
        (
            "2:3 error unclosed-quote: the quote that opens this cell is not closed | close it; write a "
            'quote inside a quoted cell twice: `""`',
        ),
    ),
    Mistake(
        "rejected paper",
        "papers.csv",
        "id,title,authors,decision\n7,Small,Ada Lovelace,Reject\n",
        (
            "2:22 error unknown-value: `decision` cannot be “Reject” | only accepted papers are shown: "
            "leave this one out",
        ),
    ),
    Mistake(
        "letters of another encoding",
        "papers.csv",
        "id,title,authors\n7,Small,JosÃ© GarcÃ\xada\n",
        (
            "2:1 warning garbled-letters: the author `JosÃ© GarcÃ<U+00AD>a` was read in a wrong encoding "
            "| write José García; other lines may have the same: save the table as UTF-8 (Excel: “CSV "
            "UTF-8”)",
        ),
    ),
    Mistake(
        "empty title in a table",
        "papers.csv",
        "id,title,authors\n7,,Ada Lovelace\n",
        ("2:1 error missing-key: `title` is missing: every paper needs it | fill in the column of `title`",),
    ),
    Mistake(
        "accent beside look",
        "site.yaml",
        SITE + "accent: '#008080'\n",
        ("5:1 error unknown-key: site has no field `accent` | it belongs below `look:`",),
    ),
    Mistake(
        "colour for accent",
        "site.yaml",
        SITE + "look: {colour: '#008080'}\n",
        ("5:8 error unknown-key: look has no field `colour` | did you mean `accent`?",),
    ),
    Mistake(
        "text for a list",
        "site.yaml",
        SITE + "home: speakers\n",
        ("5:7 error wrong-type: `home` must be a list, not text | write `home: [speakers]`",),
        SITE + "home: [speakers]\n",
    ),
    Mistake(
        "list without brackets",
        "site.yaml",
        SITE + "home: speakers, schedule\n",
        ("5:7 error wrong-type: `home` must be a list, not text | write `home: [speakers, schedule]`",),
        SITE + "home: [speakers, schedule]\n",
    ),
    Mistake(
        "dates in site.yaml",
        "site.yaml",
        SITE + "date: 2031-12-06\n",
        ("5:1 error unknown-key: site has no field `date` | that stands in a file of its own, content/dates.yaml",),
    ),
    Mistake(
        "place in site.yaml",
        "site.yaml",
        SITE + "location: Vienna\n",
        ("5:1 error unknown-key: site has no field `location` | did you mean `venue`?",),
    ),
    Mistake(
        "language by its name",
        "site.yaml",
        SITE + "language: French\n",
        ("5:11 error bad-value: `language` does not have the right form: “French” | write `language: fr`",),
        SITE + "language: fr\n",
    ),
    Mistake(
        "stars around a field",
        "site.yaml",
        "# Site\n\nname: TW\n**title**: Tiny Workshop\nedition: 2031\ntimezone: America/Toronto\n",
        ("4:1 error yaml-syntax: the name of a field has no marks around it | write `title: …`, without `**`",),
        "# Site\n\nname: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: America/Toronto\n",
    ),
    Mistake(
        "comment of another language",
        "site.yaml",
        SITE + "// the look\nlook: {accent: '#008080'}\n",
        (
            "5:1 error yaml-syntax: this line is no `key: value`; a comment begins with `#` | begin it "
            "with `#` instead of `//`",
        ),
        SITE + "# the look\nlook: {accent: '#008080'}\n",
    ),
    Mistake(
        "fields in capitals",
        "site.yaml",
        "Name: TW\nTitle: Tiny Workshop\nEdition: 2031\nTimezone: America/Toronto\n",
        (
            "1:1 error unknown-key: site has no field `Name` | did you mean `name`?",
            "2:1 error unknown-key: site has no field `Title` | did you mean `title`?",
            "3:1 error unknown-key: site has no field `Edition` | did you mean `edition`?",
            "4:1 error unknown-key: site has no field `Timezone` | did you mean `timezone`?",
        ),
        SITE + "",
    ),
    Mistake(
        "news without fields",
        "news.yaml",
        "- 2031-08-22 It begins\n",
        (
            "1:3 error wrong-type: item 1 of the file must be a mapping (`date: …`), not text | write `- "
            "date: …` and, indented below it, `title: …`",
        ),
    ),
    Mistake(
        "semicolons at line ends",
        "site.yaml",
        "name: TW;\ntitle: Tiny Workshop;\nedition: 2031;\ntimezone: America/Toronto;\n",
        (
            "3:10 error bad-value: `edition` does not have the right form: “2031;” | write `edition: "
            "2031`: no line ends with `;`",
        ),
    ),
    Mistake(
        "heading of another language",
        "site.yaml",
        '[site]\nname = "TW"\n',
        (
            "1:1 error yaml-syntax: `[site]` is a heading of another language | delete it; a file of "
            "YAML has no headings: begin with a line such as `name: …`",
        ),
    ),
    Mistake(
        "comma in a title between braces",
        "schedule.yaml",
        DAY + "    - {time: 09:00-09:30, title: Lunch, coffee and cake, room: A}\n",
        (
            "3:41 error yaml-syntax: `coffee and cake` stands alone between braces: a comma before it ends the "
            'text | put the whole text in quotes: "Lunch, coffee and cake"',
        ),
        DAY + '    - {time: 09:00-09:30, title: "Lunch, coffee and cake", room: A}\n',
    ),
    Mistake(
        "several commas in a bio between braces",
        "people/speakers.yaml",
        "- {name: Ada Lovelace, bio: Counts, writes, and reads a lot}\n",
        (
            "1:45 error yaml-syntax: `and reads a lot` stands alone between braces: a comma before it ends the "
            'text | put the whole text in quotes: "Counts, writes, and reads a lot"',
        ),
        '- {name: Ada Lovelace, bio: "Counts, writes, and reads a lot"}\n',
    ),
)


def made(top: Path, mistake: Mistake) -> Report:
    """A small site with the mistake in it, built."""
    content = top / "content"
    files = {"site.yaml": SITE, "people/speakers.yaml": SPEAKERS, mistake.file: mistake.text}
    for file, text in files.items():
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        (content / file).write_text(text, "utf-8")
    return build(BuildOptions(top, top / "public"))


def test_they_are_a_hundred_at_least() -> None:
    assert len(MISTAKES) >= 100


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each.name for each in MISTAKES])
def test_a_mistake_is_told_so_that_it_can_be_mended(tmp_path: Path, mistake: Mistake) -> None:
    report = made(tmp_path, mistake)
    told = tuple(
        f"{each.origin.line}:{each.origin.column} {each.severity} {each.code}: {each.message} | {each.hint}"
        for each in report.problems
        if each.code != "no-slot"
    )
    assert told == mistake.told
    while found := fixed(report.problems, report.texts):
        for each in found:
            (tmp_path / each.file).write_bytes(each.after)
        report = build(BuildOptions(tmp_path, tmp_path / "public"))
    assert (tmp_path / "content" / mistake.file).read_text("utf-8") == (mistake.fixed or mistake.text)
    assert not (mistake.fixed and has_errors(report.problems))

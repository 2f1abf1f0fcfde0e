"""Words of another language than the page's: in elements that say so, and nowhere else."""

from __future__ import annotations

import pytest

from enlsp_site.build.foreign_words import marked, shown, unmarked

OPEN = '<span lang="en" dir="ltr">'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>مرحبا</p>", "<p>مرحبا</p>"),
        (f"<p>{marked('See more.')}</p>", f"<p>{OPEN}See more.</span></p>"),
        (f'<a title="{marked("Menu")}">x</a>', '<a title="Menu">x</a>'),
        (f"<option>{marked('All')}</option>", "<option>All</option>"),
        (f"<p>{marked('At ' + marked('home'))}</p>", f"<p>{OPEN}At home</span></p>"),
        (f"{marked('By <a>' + 'x</a>')}, y", f"{OPEN}By <a>x</a></span>, y"),
        (marked(", "), ", "),
    ],
)
def test_marked_words_say_their_language(html: str, found: str) -> None:
    assert shown(html) == found


def test_words_are_compared_without_marks() -> None:
    assert unmarked(marked("Keynote")) == "Keynote"

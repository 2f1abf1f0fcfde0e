"""What pages link and which anchors they have, found in the pieces in which templates give them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from enlsp_site.build import relative_links
from enlsp_site.build.relative_links import LinkedMarkup, LinkedText, joined

PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta name="author" content="A &gt; B"><!-- <a href="site:no"> -->'
    '<script>if (a < b) "<a href=\'site:no\'>"</script><script type="module" src="site:a.js"></script>'
    '<link rel="icon" href="site:i.png"></head><body id="top" class=x>'
    '<a class="b" href="site:2031/index.html#top">x</a>'
    '<img alt="a > b" srcset="site:a.png 1x, site:b.png 2x" src=\'site:a.png\' id="p&amp;q"><h2 id="x">2 < 3 </h2>'
    '<style media="print">a > b { content: "<a href=\'site:no\'>" }</style><br/><input disabled data-src="site:s.js">'
    '<a HREF = "site:big.html" title="it\'s">y</a><p id="x" title=\'"\'>z<a href="">e</a><a href="https://e.org/?a&amp;b">'
)


def found(pieces: list[str]) -> tuple[object, ...]:
    text = LinkedText(pieces)
    return text.links, text.anchors, text.twice, text.inner, text.placed(str.upper)


WHOLE = found([PAGE])


def test_the_whole_page_in_one_piece() -> None:
    links, anchors, twice, inner, placed = WHOLE
    assert links == {
        *("site:a.js", "site:i.png", "site:2031/index.html#top", "site:a.png", "site:b.png", "site:s.js"),
        *("site:big.html", "", "https://e.org/?a&b"),
    }
    assert anchors == {"top", "p&q", "x"}
    assert twice == {"x"}
    assert placed == re.sub(r"site:(?!no)[^\s\"',]*", lambda found: found[0].upper(), PAGE)
    assert inner == [
        *("site:a.js", "site:i.png", "site:2031/index.html#top", "site:a.png", "site:b.png", "site:a.png"),
        *("site:s.js", "site:big.html"),
    ]


@given(st.lists(st.integers(0, len(PAGE)), max_size=40))
def test_a_page_in_any_pieces_has_what_it_has_as_a_whole(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(PAGE)]
    assert found([PAGE[start:end] for start, end in pairwise(ends)]) == WHOLE


def nested(pieces: list[str], ends: list[int]) -> list[str]:
    """The pieces with those of some stretches in one, as a macro gives them, and some of these in one again."""
    for start, end in zip(ends[::2], ends[1::2], strict=False):
        first, last = sorted((start % (len(pieces) + 1), end % (len(pieces) + 1)))
        pieces = [*pieces[:first], joined(pieces[first:last]), *pieces[last:]]
    return pieces


STRETCHES = st.lists(st.integers(0, 60), max_size=10)


@given(st.lists(st.integers(0, len(PAGE)), max_size=40), STRETCHES)
def test_what_macros_give_was_looked_through(cuts: list[int], stretches: list[int]) -> None:
    ends = [0, *sorted(cuts), len(PAGE)]
    assert found(nested([PAGE[start:end] for start, end in pairwise(ends)], stretches)) == WHOLE


def test_what_a_macro_gives_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    part = joined(["<p><a", ' href="', "site:a.html", '" id="b">', "x", "</a>", "</p>"])
    monkeypatch.setattr(relative_links, "_learned", None)
    monkeypatch.setattr(relative_links, "_KNOWN", {})
    assert found([part, part])[:4] == ({"site:a.html"}, {"b"}, {"b"}, ["site:a.html", "site:a.html"])


def test_where_a_macro_ends_within_a_tag_nothing_is_known() -> None:
    assert type(joined(["<p>", "no tag"])) is LinkedMarkup
    assert type(joined(["no ", "tag"])) is type(joined(['<a href="', "x"])) is type(joined(["<!-- "])) is str


def test_what_is_made_from_such_markup_is_looked_through() -> None:
    part = joined(['<a href="', "site:a.html", '">', "x", "</a> "])
    other = part.strip() + Markup('<a href="site:b.html">')
    assert found([other])[0] == {"site:a.html", "site:b.html"}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11])
def test_a_page_in_small_pieces_has_what_it_has_as_a_whole(size: int) -> None:
    assert found([PAGE[at : at + size] for at in range(0, len(PAGE), size)]) == WHOLE


SNIPPETS = st.sampled_from(
    [
        *(
            "<",
            ">",
            '"',
            "'",
            "=",
            " ",
            "/",
            "a",
            "id",
            "href",
            "src",
            "site:x",
            "<!--",
            "-->",
            "<script>",
            "</script>",
        ),
        *("<a ", '<a href="', ' id="', "<style ", "</style>", "srcset", ",", "\n", "<p>", "é"),
    ]
)


@given(st.lists(SNIPPETS, max_size=25), st.lists(st.integers(0, 60), max_size=6))
def test_broken_markup_comes_to_no_harm(parts: list[str], cuts: list[int]) -> None:
    whole = "".join(parts)
    ends = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    text = LinkedText([whole[start:end] for start, end in pairwise(ends)])
    assert text.placed(lambda address: address) == whole, "every letter is there, once and in its place"


def test_markup_among_the_pieces_escapes_nothing() -> None:
    text = LinkedText(["<h", Markup("2"), ' id="', Markup("a"), '">', Markup("<b>"), "x"])
    assert text.placed(str) == '<h2 id="a"><b>x'
    assert text.anchors == {"a"}


def test_pieces_that_are_forgotten_are_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relative_links, "_MOST", 1)
    for _ in range(2):
        text = LinkedText(
            ['<a id="b" href="', "site:c", '">', "d", '</a><img src="site:e" alt="', "f", '"> <a id=g>']
        )
        assert (sorted(text.links), sorted(text.anchors)) == (["site:c", "site:e"], ["b", "g"])
        assert text.inner == ["site:c", "site:e"]

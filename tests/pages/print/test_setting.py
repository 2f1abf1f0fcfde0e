"""Texts for Typst: formulas, and letters that no font has."""

from __future__ import annotations

from enlsp_site.pages.print.setting import Setter


def test_a_title_is_words_and_formulas() -> None:
    assert Setter().runs(r"At $O(n^2)$ and \& more") == [
        "At ",
        {"math": r'O \( attach(n, t: "2") \)', "words": "O(n²)"},
        " and ",
        "&",
        " more",
    ]


def test_tex_that_cannot_be_read_stands_as_it_is_written() -> None:
    assert Setter().runs(r"All \(\nosuch\) of it") == ["All ", r"\nosuch", " of it"]


def test_an_abstract_is_paragraphs() -> None:
    assert Setter().paragraphs("One\nline.\r\n\r\n  Two.\n\n\n") == [["One line."], ["Two."]]
    assert Setter().paragraphs("") == []


def test_letters_that_no_font_has_are_told_and_shown_as_question_marks() -> None:
    setter = Setter()
    assert setter.list(["Wei 张伟", "Zoë Łukasz"]) == "Wei ??, Zoë Łukasz"
    assert setter.lost == [("Wei 张伟", ["张", "伟"])]
    assert Setter(((0x4E00, 0x9FFF),)).line("张伟") == "张伟"


def test_signs_that_nobody_may_see_are_left_out() -> None:
    assert Setter().line("Ada\x07 \u202eLovelace\u200b ") == "Ada Lovelace"

"""The bytes of a content file to text."""

from __future__ import annotations

import pytest

from enlsp_site.content.syntax.encoding import decode


def told(data: bytes) -> list[str]:
    return [f"{p.origin}: {p.severity}: {p.message} [{p.code}] {p.hint}" for p in decode(data, "a.yaml")[1]]


@pytest.mark.parametrize(
    "data",
    [
        "a: é\nb: 𝒳\n".encode(),
        "\ufeffa: é\nb: 𝒳\n".encode(),
        "a: é\r\nb: 𝒳\r\n".encode(),
        "\ufeffa: é\r\nb: 𝒳\r\n".encode(),
        "a: é\rb: 𝒳\r".encode(),
    ],
    ids=["plain", "byte order mark", "Windows line ends", "both", "old Macintosh line ends"],
)
def test_every_editor_s_utf8_reads_the_same(data: bytes) -> None:
    assert decode(data, "a.yaml") == ("a: é\nb: 𝒳\n", [])


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "a.yaml") == ("", [])
    assert decode(b"\xef\xbb\xbf", "a.yaml") == ("", [])


def test_latin_1_bytes_are_shown_as_what_they_probably_are() -> None:
    data = "- name: Lü\r\n".encode() + "- name: José Núñez\r\n".encode("latin-1")
    assert told(data) == [
        "a.yaml:2:12: error: byte 0xE9 is not UTF-8; in Windows-1252 it is “é” [encoding] "
        "save the file as UTF-8 in your editor"
    ]


def test_the_text_of_a_file_of_mixed_encodings_is_guessed_byte_by_byte() -> None:
    data = "ü ".encode() + "“é”".encode("cp1252")
    assert decode(data, "a.yaml")[0] == "ü “é”"


def test_the_column_behind_a_byte_order_mark_counts_from_the_text() -> None:
    assert told(b"\xef\xbb\xbfab\xe9")[0].startswith("a.yaml:1:3: ")


def test_a_byte_that_is_nothing_in_windows_1252_is_named_alone() -> None:
    assert told(b"a\x81")[0].startswith("a.yaml:1:2: error: byte 0x81 is not UTF-8 [encoding]")


@pytest.mark.parametrize(
    "data",
    [
        "a: é\n".encode("utf-16"),
        "\ufeffa: é\n".encode("utf-16-be"),
        "a: é\n".encode("utf-16-le"),
        "a: é\n".encode("utf-16-be"),
    ],
)
def test_utf_16_has_a_hint_of_its_own(data: bytes) -> None:
    assert told(data) == [
        "a.yaml:1:1: error: the file is UTF-16, not UTF-8 [encoding] "
        "save the file as UTF-8 in your editor; Windows Notepad calls UTF-16 “Unicode”"
    ]
    assert decode(data, "a.yaml")[0] == "a: é\n"


def test_a_nul_is_no_text() -> None:
    assert told(b"a: b\nc: d\0\n") == [
        "a.yaml:2:5: error: the invisible character U+0000 is not allowed [control-character] "
        "this may be no text file; else save the file as UTF-8 in your editor"
    ]


def test_control_characters_are_told_once_with_their_number() -> None:
    assert told(b"a: \x07b\x1b[0m\n") == [
        "a.yaml:1:4: error: the invisible character U+0007 is not allowed (1 more like it in this file) "
        "[control-character] delete it, or write the character that was meant"
    ]
    assert decode(b"a: \x07b\x1b\n", "a.yaml")[0] == "a: \ufffdb\ufffd\n"


def test_windows_1252_that_was_decoded_as_latin_1_is_recognized() -> None:
    assert told("a: wait\x85\n".encode())[0].endswith("it was “…” before the text was copied; write that")


def test_a_byte_order_mark_in_the_middle_is_found() -> None:
    assert told("a\n\ufeffb\n".encode())[0].startswith("a.yaml:2:1: error: the invisible character U+FEFF")


def test_separators_that_only_yaml_takes_for_line_ends_are_spaces() -> None:
    assert decode("a: b\u2028c\nd: e\u2029f".encode(), "a.yaml") == ("a: b c\nd: e f", [])


def test_tabs_and_letters_of_all_scripts_are_allowed() -> None:
    text = "a:\tΩ العربية 中文 🥇 \u200b\u00ad\n"
    assert decode(text.encode(), "a.yaml") == (text, [])

"""The language of an edition, and the words that its site.yaml says otherwise."""

from __future__ import annotations

from enlsp_site.content.codes import UNKNOWN_LANGUAGE, UNKNOWN_WORD
from enlsp_site.content.entries.site import SiteEntry
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import wording


def read_language(reader: Reader, entry: SiteEntry, origin: Origin) -> wording.Language:
    """The language in which an edition is to be made. `origin` is that of site.yaml. Reports `unknown-language`."""
    tag = tag_of(reader, entry)
    if not wording.files_of(tag) and not entry.words:
        message = f"the words of the pages are not known in `{tag}`: they are English"
        hint = f"there are {', '.join(wording.known())}; `words` can bring those of another language"
        reader.problems.append(report(UNKNOWN_LANGUAGE, origin.at("language"), message, hint))
    language = wording.language(tag)
    changed = [
        (name, said)
        for name, said in (entry.words or {}).items()
        if _is_word(reader, language, name, said, origin.at("words"))
    ]
    return wording.language(tag, tuple(changed)) if changed else language


def tag_of(reader: Reader, entry: SiteEntry) -> str:
    """The language as its tag: `de`, `fr-CA`."""
    return reader.known(entry.language) or wording.FALLBACK


def _is_word(reader: Reader, language: wording.Language, name: str, said: str, origin: Origin) -> bool:
    """Whether a word can be said otherwise in this way: it must be one, and can hold no more than what it has."""
    if name not in language.names():
        lost = language.lost(name)
        reader.complain(origin.at(f"~key:{name}"), UNKNOWN_WORD, lost.message, lost.hint)
        return False
    known = language.places(name)
    for place in wording.places(said):
        if place not in known:
            listed = " and ".join(f"{{{each}}}" for each in sorted(known))
            hint = f"it has {listed}" if known else "it stands alone"
            reader.complain(origin.at(name), UNKNOWN_WORD, f"the word `{name}` has no `{{{place}}}`", hint)
            return False
    return True

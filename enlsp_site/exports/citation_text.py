"""A paper as a list of references names it, in plain words."""

from __future__ import annotations

from enlsp_site.model.papers import Citation
from enlsp_site.model.times import MONTHS
from enlsp_site.text import plain_text


def entry(paper: Citation) -> str:
    """`Ada Lovelace and Alan Turing. Small models. In The Workshop on …, December 2031. https://…`.

    What is not known is left out; a DOI stands for the page's address.
    """
    title = plain_text.plain_text(paper.title)
    when = " ".join(filter(None, (MONTHS[paper.month - 1] if paper.month else "", paper.year)))
    where = ", ".join(filter(None, (f"In {paper.book}" if paper.book else "", when)))
    address = f"https://doi.org/{paper.doi}" if paper.doi else paper.url
    sentences = [listed(paper.authors), title, where]
    return " ".join([each + full_stop(each) for each in sentences if each] + [address]).rstrip()


def full_stop(words: str) -> str:
    """The full stop that a part of a reference needs behind it: none behind words that have one."""
    return "" if words[-1:] in ".?!…" else "."


def listed(names: tuple[str, ...]) -> str:
    """Names in a row: `Ada Lovelace, Alan Turing, and Lu Hou`; empty for none."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"

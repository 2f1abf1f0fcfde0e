"""Records that may be written as a text, as mappings and back: `Ada Lovelace (University of London)`."""

from __future__ import annotations

from typing import Any

from enlsp_site.content.entries.people import PersonEntry
from enlsp_site.content.people import person_entry


def as_mapping(of: str, text: str) -> dict[str, Any]:
    """What a text stands for, as the fields of a definition of the schema."""
    if of == PersonEntry.__name__:
        person = person_entry(text)
        places = person.affiliations
        return {"name": person.name} | ({"affiliations": places} if places else {})
    return {"name": text}


def as_text(of: str, fields: dict[str, Any]) -> str | None:
    """The text that stands for just these fields; None where they say more than a text can."""
    name = fields.get("name")
    if not isinstance(name, str) or fields.keys() - {"name", "affiliations"}:
        return None
    places = fields.get("affiliations") or []
    places = [places] if isinstance(places, str) else places
    text = f"{name} ({'; '.join(places)})" if places else name
    return text if _alike(as_mapping(of, text), name, places) else None


def _alike(found: dict[str, Any], name: str, places: list[str]) -> bool:
    return found.get("name") == name and (found.get("affiliations") or []) == places

"""The number of an edition in its title is raised where it clearly counts the workshop, and nowhere else."""

from __future__ import annotations

import pytest

from enlsp_site.text.ordinals import numbered


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("The Fifth Workshop on Efficient Speech", "The Sixth Workshop on Efficient Speech"),
        ("First International Workshop on Second Language", "Second International Workshop on Second Language"),
        ("THE NINTH ANNUAL WORKSHOP", "THE TENTH ANNUAL WORKSHOP"),
        ("The Twentieth TINY Workshop", "The Twenty-First TINY Workshop"),
        ("The twenty-ninth Symposium", "The thirtieth Symposium"),
        ("Workshop on Things, twelfth edition", "Workshop on Things, thirteenth edition"),
        ("The 1st Workshop", "The 2nd Workshop"),
        ("The 2nd Workshop", "The 3rd Workshop"),
        ("The 3rd ACL/IJCNLP Workshop", "The 4th ACL/IJCNLP Workshop"),
        ("10th Workshop", "11th Workshop"),
        ("11th Workshop", "12th Workshop"),
        ("20th Workshop", "21st Workshop"),
        ("Third Tiny Workshop", "Fourth Tiny Workshop"),
        ("Der dritte Workshop über Dinge", "Der vierte Workshop über Dinge"),
        ("Erster ENLSP-Workshop", "Zweiter ENLSP-Workshop"),
        ("Neunzehnte Jährliche Tagung", "Zwanzigste Jährliche Tagung"),
        ("5. Workshop Sprache", "6. Workshop Sprache"),
        ("Le cinquième atelier", "Le sixième atelier"),
        ("Première conférence", "Deuxième conférence"),
        ("1er atelier", "2e atelier"),
        ("3ème atelier", "4ème atelier"),
        ("第五届研讨会", "第六届研讨会"),
        ("第九届研讨会", "第十届研讨会"),
        ("第十九届研讨会", "第二十届研讨会"),
        ("第三十届研讨会", "第三十一届研讨会"),
        ("第12届研讨会", "第13届研讨会"),
    ],
)
def test_the_number_of_the_workshop_is_raised(title: str, following: str) -> None:
    found = numbered(title, ("Tiny",))
    assert found is not None
    assert found.title == following


@pytest.mark.parametrize(
    ("title", "ordinal"),
    [
        ("Second Language Acquisition Workshop", "Second"),
        ("Workshop on 3rd Party Code", "3rd"),
        ("The First Line of Defence: a Workshop", "First"),
        ("Zwanzigster Workshop", "Zwanzigster"),
        ("第九十九届研讨会", "第九十九"),
        ("The Workshop on Tiny Things 2031", ""),
        ("Workshop on 5.1 sound, 7.", ""),
        ("", ""),
    ],
)
def test_what_may_count_something_else_stays(title: str, ordinal: str) -> None:
    found = numbered(title)
    assert (found.ordinal if found else "") == ordinal
    assert not found or not found.title

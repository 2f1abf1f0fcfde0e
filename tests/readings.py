"""What reading a text gives, be it its error, for tests of dates and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from enlsp_site.model.times import TimeError

MINUTES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def refusal(call: Callable[..., object], *args: object) -> TimeError:
    """The error of a call that must fail."""
    with pytest.raises(TimeError) as caught:
        call(*args)
    return caught.value


def outcome(call: Callable[..., object], *args: object) -> object:
    """What a call gives, be it its error."""
    try:
        return call(*args)
    except TimeError as error:
        return error


def clock(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def possible(start: dt.time, end: dt.time) -> bool:
    """Whether a range may be written without a word on the next day."""
    return start < end or (start.hour >= 18 and end <= dt.time(6))

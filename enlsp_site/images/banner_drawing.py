"""motif.svg: the quiet line drawing behind an edition's title, its own for every name and year.

It is a rosette as engravers turn it: one closed curve (a hypotrochoid: a point on a wheel that rolls inside a
ring), drawn several times, each time a little smaller and further round. The name chooses the wheel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, pi, sin
from typing import Any, NamedTuple
from zlib import crc32

_SIZE = 500
"""Half the side of the drawing, in its own units."""


class RoseCurve(NamedTuple):
    """How a drawing is turned: the curve has `lobes` and closes after `turns` round the ring, two numbers
    without a common divisor; it is drawn `copies` times, each `turn` degrees further and `shrink` times as
    large as the one before. The hole in its middle is `hole` of its width."""

    lobes: int
    turns: int
    copies: int = 1
    turn: float = 0
    shrink: float = 1
    hole: float = 0.42


_WHEELS = (
    RoseCurve(53, 24),
    RoseCurve(37, 14, 3, 1.0, 0.93),
    RoseCurve(31, 12, 3, 1.2, 0.97),
    RoseCurve(43, 19),
    RoseCurve(47, 20, 2, 1.9, 0.86),
    RoseCurve(41, 18, 2, 2.2, 0.95),
    RoseCurve(59, 26),
    RoseCurve(29, 13, 3, 1.6, 0.94),
)
_HOLES = range(34, 60)
"""Widths of the hole that look well, in hundredths."""


def wheel_of(name: str) -> RoseCurve:
    """The wheel for a name: any text, and always the same for the same."""
    rest, choice = divmod(crc32(name.encode()), len(_WHEELS))
    return _WHEELS[choice]._replace(hole=_HOLES[rest % len(_HOLES)] / 100)


def write(inputs: Mapping[str, Any]) -> bytes:
    """The drawing for `name`, in a shade of `accent` (`#rrggbb`)."""
    wheel = wheel_of(inputs["name"])
    copies = "".join(
        f'<use href="#c" transform="rotate({_number(wheel.turn * n)}) scale({wheel.shrink**n:.3f})"/>'
        for n in range(wheel.copies)
    )
    # The middle lightness reads on light and on dark paper; the plain colour stands for old browsers.
    accent = inputs["accent"]
    style = f"stroke:{accent};stroke:oklch(from {accent} .62 min(c,.13) h)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{_SIZE} -{_SIZE} {2 * _SIZE} {2 * _SIZE}">'
        f'<defs><path id="c" d="{_curve(wheel)}"/></defs>'
        f'<g style="{style}" fill="none" stroke-width="1.6" stroke-opacity=".5">{copies}</g></svg>\n'
    ).encode()


def _curve(wheel: RoseCurve) -> str:
    """The path of the curve: cubic pieces that have its slope at both of their ends."""
    points = list(points_of(wheel))
    (x, y), _ = points[0]
    pieces = [f"M{_number(x)} {_number(y)}C"]
    for ((ax, ay), (au, av)), ((bx, by), (bu, bv)) in pairwise(points):
        pieces.append(" ".join(map(_number, (ax + au, ay + av, bx - bu, by - bv, bx, by))))
    return pieces[0] + " ".join(pieces[1:]) + "Z"


def points_of(wheel: RoseCurve, fine: int = 4) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Points of the curve round the whole of it, `fine` of them for each lobe, each with a third of the step along
    its tangent. The curve's middle is at (0, 0), and it reaches nearly 500 far from there."""
    arm = wheel.lobes - wheel.turns
    pen = arm * (1 - wheel.hole) / (1 + wheel.hole)
    ratio = arm / wheel.turns
    scale = (_SIZE - 6) / (arm + pen)
    count = wheel.lobes * fine
    step = 2 * pi * wheel.turns / count
    for n in range(count + 1):
        t = n * step
        x, y = arm * cos(t) + pen * cos(ratio * t), arm * sin(t) - pen * sin(ratio * t)
        u, v = -arm * sin(t) - pen * ratio * sin(ratio * t), arm * cos(t) - pen * ratio * cos(ratio * t)
        yield (x * scale, y * scale), (u * scale * step / 3, v * scale * step / 3)


def _number(value: float) -> str:
    """A number as short as a drawing needs it."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")

"""How figures grow with the number of verifications: as a table and as a picture."""

from collections.abc import Mapping
from math import ceil, floor, log10
from typing import Final

from tests.benchmarks.table import number

Curves = Mapping[str, Mapping[int, float]]
"""Figures by the number of verifications they were measured with, by name."""
_SIZE: Final = (760, 420)
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 30, 50
_INKS: Final = ("royalblue", "darkorange", "seagreen", "crimson", "darkviolet", "saddlebrown")
_UNITS: Final = {"memory": "MiB"}
"""What is not milliseconds, by the end of its name."""


def table(curves: Curves) -> str:
    """The figures as a table of a page: a line for each, a column for each number."""
    counts = sorted({count for curve in curves.values() for count in curve})
    lines = [f"| verifications | {' | '.join(f'{count:,}' for count in counts)} |", f"| --- |{' ---: |' * len(counts)}"]
    for name, curve in curves.items():
        lines.append(f"| {name} | {' | '.join(number(curve[count], _unit(name)) if count in curve else '' for count in counts)} |")
    return "\n".join(lines)


def _unit(name: str) -> str:
    return _UNITS.get(name.split()[-1], "ms")


def picture(curves: Curves) -> str:
    """The curves of milliseconds as an SVG, both axes by powers of ten; the names stand at the ends of the lines."""
    shown = {name: curve for name, curve in curves.items() if _unit(name) == "ms" and len(curve) > 1}
    counts = sorted({count for curve in shown.values() for count in curve})
    values = [value for curve in shown.values() for value in curve.values()]
    low, high = floor(log10(min(values))), max(ceil(log10(max(values))), floor(log10(min(values))) + 1)
    width, height = _SIZE

    def x(count: float) -> float:
        share = (log10(count) - log10(counts[0])) / (log10(counts[-1]) - log10(counts[0]))
        return _LEFT + share * (width - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return height - _BOTTOM - (log10(value) - low) / (high - low) * (height - _TOP - _BOTTOM)

    said = "Milliseconds by the number of verifications"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13" role="img">',
        f"<title>{said}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{_LEFT}" y="18" fill="black">{said}</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line x1="{_LEFT}" y1="{at:.1f}" x2="{width - _RIGHT}" y2="{at:.1f}" stroke="gainsboro"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" fill="black">{10.0**power:g}</text>')
    for count in counts:
        at = x(count)
        parts.append(f'<line x1="{at:.1f}" y1="{_TOP}" x2="{at:.1f}" y2="{height - _BOTTOM}" stroke="gainsboro"/>')
        parts.append(f'<text x="{at:.1f}" y="{height - _BOTTOM + 20}" text-anchor="middle" fill="black">{count:,}</text>')
    ends = _spread({name: y(curve[max(curve)]) + 4 for name, curve in shown.items()})
    for place, (name, curve) in enumerate(shown.items()):
        ink = _INKS[place % len(_INKS)]
        points = " ".join(f"{x(count):.1f},{y(value):.1f}" for count, value in sorted(curve.items()))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(count):.1f}" cy="{y(value):.1f}" r="3" fill="{ink}"/>' for count, value in sorted(curve.items())]
        parts.append(f'<text x="{x(max(curve)) + 8:.1f}" y="{ends[name]:.1f}" fill="{ink}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _spread(places: Mapping[str, float], least: float = 16) -> Mapping[str, float]:
    """Where names are written so that none covers another."""
    found: dict[str, float] = {}
    last = float("-inf")
    for name, place in sorted(places.items(), key=lambda each: each[1]):
        last = max(place, last + least)
        found[name] = last
    return found

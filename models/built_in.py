"""What every setting says where its user says nothing, as in the settings file that ships with the program: read without parsing it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

SETTINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "look": {"language": "", "theme": "verifier-dark", "glyphs": "auto", "motion": "auto"},
    "places": {"data": "", "export": ""},
    "database": {"url": ""},
    "paper": {"letterhead": "", "size": "a4", "scores": "no"},
    "agenda": {"quarters": "2"},
    "lock": {"minutes": "15"},
    "exchange": {"files": "0"},
    "carriers": {},
    "keys": {},
}
"""The settings by table; a test holds them to `verifier.toml`."""
LONGEST: Final = 100_000
"""Most bytes of a user's file."""
_LONGEST_LINE: Final = 2_000


def is_usual(raw: bytes) -> bool:
    """Whether a user's file is as people write them: one line of many dots keeps a reader of TOML busy for minutes."""
    return len(raw) <= LONGEST and max(map(len, raw.split(b"\n"))) <= _LONGEST_LINE

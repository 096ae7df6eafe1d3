"""The evidence an item cites in one cell: `B01 (Pasal 3); B02`."""

import re
from collections.abc import Mapping
from typing import Final

_BETWEEN: Final = re.compile(r";\s*+(?=B[0-9])")
_ONE: Final = re.compile(r"(B[0-9]+)\s*(?:\((.*)\))?", re.DOTALL)


def written(citations: Mapping[str, str]) -> str:
    """The places (page or article) by evidence as one text; without the places where these could not be told apart again."""
    whole = "; ".join(f"{code} ({place})" if place else code for code, place in citations.items())
    return whole if read(whole) == citations else "; ".join(citations)


def read(text: str) -> Mapping[str, str] | None:
    """The places by evidence that `text` names; None where it cannot be understood."""
    pieces = [_ONE.fullmatch(piece.strip()) for piece in _BETWEEN.split(text.strip().rstrip(";"))] if text.strip() else []
    found = {piece[1]: (piece[2] or "").strip() for piece in pieces if piece}
    return found if len(found) == len(pieces) else None

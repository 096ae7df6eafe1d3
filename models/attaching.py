"""A scan of a signed paper, looked at where it lies: what it is called, how large it is, and the digest it is known by."""

from pathlib import Path
from typing import Final

from models import foreign
from models.codes import digest
from models.errors import Refusal
from models.minutes import Scan
from models.text import location, shown

LIMIT: Final = 50_000_000
"""How many bytes a scan may have: a hundred coloured pages."""
_BEGINNINGS: Final = {b"%PDF-": (".pdf",), b"\xff\xd8\xff": (".jpg", ".jpeg"), b"\x89PNG\r\n\x1a\n": (".png",)}
"""How the bytes of each kind begin, and how its names end."""
ENDINGS: Final = tuple(ending for endings in _BEGINNINGS.values() for ending in endings)


def scanned(path: Path) -> Scan:
    """The scan at `path`, yet to be attached.

    Raises:
        Refusal: `scan.kind` where it is no PDF, JPEG or PNG by its name and its bytes, `text.too_long`, and as `foreign.taken` gives.
    """
    body = foreign.taken(path, LIMIT)
    if not any(body.startswith(beginning) and path.suffix.lower() in endings for beginning, endings in _BEGINNINGS.items()):
        raise Refusal("scan.kind", file=path)
    return Scan(digest(body), shown(path.name), len(body), location(str(path.absolute()), "scan.location"))

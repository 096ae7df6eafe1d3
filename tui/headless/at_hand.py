"""The documents that files name, where they are at hand: beside the files, among them, or in the profile."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refusal

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.travelling import Signed

_LAST: Final = 32
"""Documents that are remembered: of a verdict the same few are asked for again and again."""
_NAMED: Final = 16
"""Characters of its digest with which the name of a document ends."""


class AtHand:
    """Finds documents by their digests: each folder is listed once, and of files with other names each is read once."""

    def __init__(self, files: Sequence[Path], desk: "Desk | None") -> None:
        self._files, self._desk = files, desk
        self._listed = cache(_listed)
        self._digests = cache(self._digests_of_files)
        self._found = lru_cache(_LAST)(self._sought)

    def find(self, wanted: str, path: Path) -> "Signed | None":
        """The document with a digest for whoever looks at the file at `path`, None where it is not at hand."""
        return self._found(wanted, path.parent)

    def _sought(self, wanted: str, folder: Path) -> "Signed | None":
        from models.desk import keeping
        from models.documents.travelling import met

        for place in self._places(wanted, folder):
            with suppress(OSError, Refusal):
                if (found := met(place)).digest == wanted:
                    return found
        with suppress(Refusal):
            return None if self._desk is None or not wanted else self._desk.ask(keeping.stored, wanted)
        return None

    def _places(self, wanted: str, folder: Path) -> Iterator[Path]:
        with suppress(OSError):
            yield from self._listed(folder).get(wanted[:_NAMED], ())
        if wanted in self._digests():
            yield self._digests()[wanted]

    def _digests_of_files(self) -> Mapping[str, Path]:
        """The files by the digests of what is in them, the first of several with the same."""
        from models.documents.travelling import met

        found: dict[str, Path] = {}
        for path in self._files:
            with suppress(OSError, Refusal):
                found.setdefault(met(path, beside=()).digest, path)
        return found


def _listed(folder: Path) -> Mapping[str, Sequence[Path]]:
    """The documents of a folder by how their names end."""
    found = defaultdict[str, list[Path]](list)
    for path in sorted(folder.glob("*_*.toml")):
        found[path.stem.rpartition("_")[2]].append(path)
    return found

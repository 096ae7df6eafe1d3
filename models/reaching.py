"""Which carriers the settings name, which of their folders are there, and what is known of exchanging while the program runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models.carriers.address import FOLDER, parsed
from models.errors import Refusal
from models.settings import CARRIERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.exchanged import Exchanged


@dataclass(slots=True)
class Run:
    """What is known of exchanging while the program runs, and kept nowhere else."""

    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    """Those typed, by the names of carriers."""
    denied: set[str] = field(default_factory=set)
    """The carriers that let nobody in by the password of the environment."""
    last: Exchanged | None = None
    """What the last exchange did, or the last look would do."""
    is_preview: bool = False
    """Whether `last` was only looked at."""


def chosen(carriers: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    """The carriers named, all where none is; Refusal `carrier.none` where there is none, `carrier.unknown`."""
    if not carriers:
        raise Refusal("carrier.none")
    for name in names:
        if name not in carriers:
            raise Refusal("carrier.unknown", carrier=name, known=", ".join(carriers))
    return tuple(dict.fromkeys(names)) or tuple(carriers)


def admit(key: str, value: str | None) -> None:
    """Refuse an address that a setting shall not say, as `address.parsed` does; other settings are not looked at."""
    table, _, name = key.partition(".")
    if table == CARRIERS and value is not None:
        parsed(name, value)


def folders(carriers: Mapping[str, str]) -> dict[str, Path]:
    """The folders among the carriers; an address at fault is none."""
    found = {}
    for name, text in carriers.items():
        try:
            address = parsed(name, text)
        except Refusal:
            continue
        if address.scheme == FOLDER:
            found[name] = Path(address.path)
    return found


def present(known: Mapping[str, Path]) -> frozenset[str]:
    """The carriers whose folder is there now; may take as long as the network they lie on."""
    return frozenset(name for name, folder in known.items() if _is_folder(folder))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a share that is gone
        return False

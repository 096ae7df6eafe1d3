"""Where a database may be written: on a disk of this computer alone. Elsewhere it is damaged sooner or later, and nothing tells."""

from pathlib import Path
from typing import Final

from models import disks, synced
from models.disks import Kind
from models.errors import Refusal
from models.foreign import taken
from models.landing import land, sync
from models.ledger.driver import HEAD
from models.text import clean

MOVED: Final = "verifier.moved"
"""Tells in the old folder of a profile where it was moved to."""
_LONGEST: Final = 4_096


def require(folder: Path) -> None:
    """Refuse `folder` for writing: `profile.moved`, `profile.synced`, `profile.network`, `profile.stick`; reading stays possible."""
    refused = refusal(folder)
    if refused is not None:
        raise refused


def refusal(folder: Path) -> Refusal | None:
    """Why no database may be written in `folder`, None where it may."""
    disk = disks.of(folder)
    if to := _moved_to(folder):
        return Refusal("profile.moved", folder=folder, to=to)
    if disk.kind is Kind.NETWORK:
        return Refusal("profile.network", folder=folder, system=disk.system)
    if disk.kind is Kind.STICK:
        return Refusal("profile.stick", folder=folder)
    found = synced.of(folder)
    return Refusal("profile.synced", folder=folder, service=found.service, root=found.root) if found else None


def require_here(folder: Path) -> None:
    """Refuse (`profile.moved`) the old folder of a profile that was moved."""
    if to := _moved_to(folder):
        raise Refusal("profile.moved", folder=folder, to=to)


def leave(folder: Path, to: Path) -> None:
    """Let the profile in `folder` be written no more, since it goes on in `to`; Refusal as `land` gives."""
    told = f"{to}\n".encode("utf-8", "surrogateescape")
    try:
        land(folder / MOVED, told)
    except Refusal as refused:
        # Who moves away because nothing more goes onto the disk has no room for that either: what tells of the trail there gives its own.
        if refused.code != "export.no_room" or not _written_over(folder / HEAD, told):
            raise
        (folder / HEAD).rename(folder / MOVED)


def _written_over(file: Path, told: bytes) -> bool:
    try:
        with file.open("r+b") as there:
            there.write(told)
            there.truncate()
            there.flush()
            sync(there.fileno())
    except OSError:
        return False
    return True


def _moved_to(folder: Path) -> str:
    # In a shared folder anything may stand in it, and it goes to the terminal.
    try:
        return " ".join(clean(taken(folder / MOVED, _LONGEST, follows=False).decode("utf-8", "replace")).split())
    except Refusal:
        return ""

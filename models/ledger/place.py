"""Where a database may be written: on a disk of this computer alone. Elsewhere it is damaged sooner or later, and nothing tells."""

from pathlib import Path

from models import disks, synced
from models.disks import Kind
from models.errors import Refusal


def require(folder: Path) -> None:
    """Refuse `folder` for writing: `profile.synced`, `profile.network`, `profile.stick`; reading stays possible."""
    refused = refusal(folder)
    if refused is not None:
        raise refused


def refusal(folder: Path) -> Refusal | None:
    """Why no database may be written in `folder`, None where it may."""
    disk = disks.of(folder)
    if disk.kind is Kind.NETWORK:
        return Refusal("profile.network", folder=folder, system=disk.system)
    if disk.kind is Kind.STICK:
        return Refusal("profile.stick", folder=folder)
    found = synced.of(folder)
    return Refusal("profile.synced", folder=folder, service=found.service, root=found.root) if found else None

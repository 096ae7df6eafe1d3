"""The demo's team: its owner and two colleagues, all with keys, so that what the demo hands out is signed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from models.desk import teams
from models.desk.desk import Desk
from models.documents import enrolment, keys, signatures, toml
from models.documents.keys import PrivateKey
from models.documents.team import Role
from models.documents.travelling import Signed
from models.keyring import Keyring

_NAME: Final = "Tim Verifikasi Manajemen Talenta"
_COLLEAGUES: Final[tuple[tuple[str, str, Role, str], ...]] = (
    ("budi-santoso", "Budi Santoso", "lead", "Jawa Barat"),
    ("citra-dewi", "Citra Dewi", "verifier", "Sulawesi Selatan"),
)
"""Id, name, role and region."""


def found(desk: Desk, folder: Path, region: str) -> Mapping[str, PrivateKey]:
    """Give the owner of the profile in `folder` a key, and a team of which they are the supervisor; everybody's key by their id."""
    ring = Keyring(folder)
    ring.begin()
    root = ring.make_root()
    team = desk.do(teams.found, _NAME, desk.ask(teams.request, ring.person(), ring.device()), root).team
    held = {desk.actor.person: ring.person()}
    for person, name, role, place in _COLLEAGUES:
        held[person] = keys.made()
        asked = _request(person, name, held[person], keys.made(), team.issued_at)
        desk.do(teams.enrol, asked, (role,), place, root)
    desk.do(teams.assign, desk.actor.person, ("verifier", "supervisor"), region, root)
    return held


def _request(person: str, name: str, key: PrivateKey, device: PrivateKey, moment: str) -> Signed:
    asked = enrolment.requested(
        person=person,
        name=name,
        key=key.public,
        sealing_key=keys.sealing(key.public),
        device=f"laptop-{person}",
        device_key=device.public,
        made_at=moment,
    )
    body = toml.write(asked)
    return Signed(f"{person}.toml", body, tuple(signatures.sign(each, body, "enrolment") for each in (key, device)))

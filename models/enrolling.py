"""Asking to be let into a team from this laptop, which gets a new key where the team says that its own no longer counts."""

from models.desk import teams
from models.desk.desk import Desk
from models.documents import signers
from models.documents.keys import PrivateKey, device_id
from models.documents.travelling import Signed
from models.errors import Refusal
from models.keyring import Keyring


def request(desk: Desk, ring: Keyring, person: PrivateKey) -> Signed:
    """The owner's request with the keys of the person and of this laptop, which gets a new one where its own cannot be read any more.

    Raises:
        Refusal: as `teams.request` gives, `team.own_gone` where nobody would let in whoever asks with this key.
    """
    device, current = _device(ring), desk.ask(teams.current)
    own = None if current is None else signers.holder(current.team, person.public)
    if own is not None and own.status != "active":
        raise Refusal("team.own_gone", status=own.status)
    held = None if current is None else current.team.devices.get(device_id(device.public))
    if held is not None and held.status != "active":
        # Whoever found or stole the laptop may have its key, so that one is never let in again.
        device = ring.renew_device()
    return desk.ask(teams.request, person, device)


def _device(ring: Keyring) -> PrivateKey:
    try:
        return ring.device()
    except Refusal as refused:
        if refused.code != "key.device_damaged":
            raise
        return ring.renew_device()

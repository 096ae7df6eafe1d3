"""How this laptop stands in the team: as which device it sends, whether it no longer counts, and how it becomes a member again."""

from collections.abc import Iterable
from contextlib import suppress

from models.desk import judging, teams
from models.desk.keeping import Signed
from models.documents import signers
from models.documents.keys import PrivateKey, device_id
from models.documents.team import Team
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger.transaction import Transaction


def device(team: Team, key: PrivateKey) -> str:
    """The id by which the team names this laptop.

    Raises:
        Refusal: `exchange.no_device` where it does not, `exchange.ended` where nobody would take what it sends.
    """
    own = signers.holder(team, key.public)
    if own is None or not own.is_device:
        raise Refusal("exchange.no_device", device=device_id(key.public))
    if own.status != "active":
        raise Refusal("exchange.ended", status=own.status)
    return own.place.removeprefix("devices.")


def ended(tx: Transaction) -> Refusal | None:
    """That the team says of this laptop that it no longer counts (`exchange.ended`); None where it does, or is not named at all."""
    try:
        device(teams.demanded(tx).team, Keyring(tx.folder).device())
    except Refusal as refused:
        return refused if refused.code == "exchange.ended" else None
    return None


def follow(tx: Transaction, offered: Iterable[Signed]) -> bool:
    """Take of documents the team lists that follow the one here, which somebody who left may take alone; whether there was any."""
    before = teams.demanded(tx).team.number
    for each in sorted(offered, key=judging.turn):
        if judging.turn(each)[0] == 0:
            # A log brings the earlier ones as well.
            with suppress(Refusal):
                teams.take(tx, each)
    return teams.demanded(tx).team.number > before

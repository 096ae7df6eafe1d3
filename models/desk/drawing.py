"""Drawing the agencies of a round that are verified a second time: by share and seed, to be repeated by anybody."""

from sqlalchemy import select

from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.drawing import WHOLE, draw
from models.seconds import Draw, Drawn
from models.text import line

_AGENCY = table(tables.Agency)
_ROUND = table(tables.Round)


def drawn(tx: Transaction, round_id: str, share: str, seed: str) -> Draw:
    """The agencies drawn of those in force on the day of a round, by code; `share` as typed, in percent.

    Raises:
        Refusal: `round.unknown`, `draw.share`, `draw.seed`, `draw.nothing` where none is drawn.
    """
    found = tx.connection.execute(select(_ROUND).where(_ROUND.c.id == round_id)).first()
    if found is None:
        raise Refusal("round.unknown", round=round_id)
    typed = share.strip().removesuffix("%").strip()
    if not (typed.isascii() and typed.isdigit()) or int(typed) > WHOLE:
        raise Refusal("draw.share", value=share)
    said = line(seed, "draw.seed")
    if not said:
        raise Refusal("draw.seed")
    rows = [row for row in tx.connection.execute(select(_AGENCY)) if _is_in_force(row.valid_from, row.valid_to, found.day)]
    codes = frozenset(draw(((row.code, row.type) for row in rows), round_id, int(typed), said))
    if not codes:
        raise Refusal("draw.nothing", round=round_id)
    agencies = sorted((Drawn(row.code, row.name, row.type) for row in rows if row.code in codes), key=lambda each: (each.type, each.code))
    return Draw(round_id, found.day, int(typed), said, len(rows), tuple(agencies))


def _is_in_force(since: str, until: str, day: str) -> bool:
    return (not since or since <= day) and (not until or day <= until)

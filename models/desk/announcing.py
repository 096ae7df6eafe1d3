"""Announcing a round to the team: its name, day and checklist as a signed document, with the targets and other figures stated here."""

from dataclasses import asdict

from models.desk import announced, baselines, freeze, intake, reading, rounds
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts, stating
from models.documents.opened_round import KIND, MOST, OpenedRound, StatedFigure
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.text import note as clean_note
from models.views import RoundLine

_VERB = "round.announce"


def preview(tx: Transaction, round_id: str) -> RoundLine:
    """The round that would be announced, as it stands here.

    Raises:
        Refusal: what permits no announcing, `round.unknown`, `round.unpublished` where the others cannot have its checklist, and
            `round.figures` where more figures are stated than a document may hold.
    """
    tx.require(_VERB, Standing())
    line = next((each for each in rounds.lines(tx) if each.id == round_id), None)
    if line is None:
        raise Refusal("round.unknown", round=round_id)
    if line.is_unpublished:
        raise Refusal("round.unpublished", checklist=line.checklist.name)
    if len(baselines.lines(tx)) > MOST:
        raise Refusal("round.figures", most=MOST)
    return line


def drawn_up(tx: Transaction, round_id: str, remark: str = "") -> Frozen:
    """The document that announces a round, yet to be signed; in the place of those that stand for it here.

    Raises:
        Refusal: as `preview` gives, `export.too_much` where it is more than a file may hold.
    """
    return _frozen(tx, preview(tx, round_id), clean_note(remark, "reason.label"), tx.stamp)


def announce(tx: Transaction, signed: Signed) -> tuple[RoundLine, ...]:
    """Announce with the document that was drawn up and signed; every round as it stands then.

    Raises:
        Refusal: as `drawn_up` gives, `round.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, OpenedRound)
    if _frozen(tx, preview(tx, document.round), document.note, document.announced_at).body != signed.body:
        raise Refusal("round.changed", round=document.round)
    intake.enter(tx, signed)
    return rounds.lines(tx)


def _frozen(tx: Transaction, line: RoundLine, remark: str, at: str) -> Frozen:
    used = reading.checklist(tx, line.checklist.digest)
    figures = {f"{number:03}": StatedFigure(**asdict(each)) for number, each in enumerate(baselines.lines(tx), 1)}
    return freeze.frozen(
        line.id,
        lambda: OpenedRound(
            format="verifier",
            kind=KIND,
            major=parts.MAJOR,
            minor=0,
            status="closed" if line.is_closed else "opened",
            round=line.id,
            day=line.day,
            checklist=stating.used(used),
            announced_at=at,
            note=remark,
            person=freeze.acting(tx),
            supersedes=tuple(sorted(announced.standing(tx, line.id))),
            figures=figures,
        ),
    )

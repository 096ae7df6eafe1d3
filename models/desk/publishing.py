"""Publishing a checklist: its version frozen for ever as a signed document."""

from models.desk import checklists, freeze, intake, versions
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts
from models.documents.checklist import KIND, PublishedChecklist, admitted, require_publishable
from models.documents.stating import both
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.text import note as clean_note
from models.versions import KnownChecklist

_VERB = "checklist.publish"


def preview(tx: Transaction, wanted: str) -> KnownChecklist:
    """The checklist that would be published, as it is known here.

    Raises:
        Refusal: what permits no publishing, `checklist.unknown`, `checklist.published` where it already is, and as `admitted` and
            `require_publishable` give.
    """
    tx.require(_VERB, Standing())
    found = checklists.named(tx, wanted)
    line = next(line for line in checklists.lines(tx) if line.digest == found.digest)
    if line.is_shipped or line.published:
        raise Refusal("checklist.published", checklist=line.name)
    body = versions.bodies(tx)[line.digest]
    admitted(body, line.name)
    require_publishable(body, line.name)
    return line


def drawn_up(tx: Transaction, wanted: str, remark: str = "") -> Frozen:
    """The document that publishes a checklist, yet to be signed.

    Raises:
        Refusal: as `preview` gives, `export.too_much` where it is more than a file may hold.
    """
    return _frozen(tx, preview(tx, wanted), clean_note(remark, "reason.label"), tx.stamp)


def publish(tx: Transaction, signed: Signed) -> KnownChecklist:
    """Publish with the document that was drawn up and signed; the checklist as it is known then.

    Raises:
        Refusal: as `drawn_up` gives, `checklist.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, PublishedChecklist)
    found = preview(tx, document.digest)
    if _frozen(tx, found, document.note, document.published_at).body != signed.body:
        raise Refusal("checklist.changed", checklist=document.name)
    intake.enter(tx, signed)
    return next(line for line in checklists.lines(tx) if line.digest == document.digest)


def _frozen(tx: Transaction, line: KnownChecklist, remark: str, at: str) -> Frozen:
    body = versions.bodies(tx)[line.digest]
    used = admitted(body, line.name)
    return freeze.frozen(
        line.name,
        lambda: PublishedChecklist(
            format="verifier",
            kind=KIND,
            major=parts.MAJOR,
            minor=0,
            status="published",
            id=used.id,
            version=used.version,
            digest=used.digest,
            title=both(used.title),
            published_at=at,
            note=remark,
            text=body.decode(),
            person=freeze.acting(tx),
        ),
    )

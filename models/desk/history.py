"""The trail read: what was done on a verification, and undo, which takes back one act and is itself an entry of the trail."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select

from models.desk import reading, working
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import trail
from models.ledger.tables import Action, Agency, Citation, Document, Evidence, Person, Remark, table
from models.ledger.transaction import Transaction
from models.moments import local_date, moment
from models.rules.permissions import Standing
from models.views import TrailLine, TrailRecord, Undone

_ACTION: Final = table(Action)
_AGENCY: Final = table(Agency)
_CITATION: Final = table(Citation)
_DOCUMENT: Final = table(Document)
_EVIDENCE: Final = table(Evidence)
_PERSON: Final = table(Person)
_REMARK: Final = table(Remark)

_DOCUMENTS: Final = select(_DOCUMENT.c.digest, _DOCUMENT.c.name)

_PLANNED: Final = ("action", "output", "level", "number", "unit", "owner", "deadline", "status", "done_on", "evidence", "cited", "reason")
UNDOABLE: Final = (
    "answers.record",
    "answers.record_all",
    "answers.say",
    "answers.not_applicable",
    "answers.clear",
    "answers.annotate",
    "stating.state",
    "answers.count",
    "facts.record",
    "facts.remove",
    "facts.base",
    "trips.record",
    "trips.person",
    "trips.remove",
    "findings.record",
    "findings.propose",
    "findings.remove",
    "completions.wait",
    "completions.complete",
    "scans.attach",
    "scans.remove",
    "recalculations.set_formula",
    "recalculations.row",
    "recalculations.remove",
    "recalculations.apply",
    "loose.write",
    "loose.change",
    "loose.give",
    "evidence.register",
    "evidence.register_all",
    "evidence.change",
    "evidence.cite",
    "evidence.cite_all",
    "evidence.release",
    "evidence.withdraw",
    "evidence.know",
    "verdicts.record",
    "worksheets.take",
    "carrying.confirm",
    "carrying.confirm_area",
    "self_assessments.take",
    "merging.merge",
    "merging.settle",
)
"""The acts that can be taken back."""
_SUBMIT, _RECALL = "submitting.submit", "submitting.recall"
APART: Final[Mapping[str, tuple[str, ...]]] = {
    "cohort.save": ("cohorts.save", "cohorts.save_listed", "cohorts.rename", "cohorts.remove"),
    "baseline.state": ("baselines.state", "baselines.remove"),
}
"""The acts on no verification that can be taken back, by what whoever does it must be allowed."""


def check(tx: Transaction, last: int | None = None) -> int:
    """How many of the `last` entries of the trail (all when None) hold when recomputed; Refusal `trail.broken` where one does not."""
    return trail.verify(tx.connection, last)


def entries(tx: Transaction, verification: str, item: str = "") -> tuple[TrailLine, ...]:
    """What was done on a verification, the newest first; where `item` is given, only on that item."""
    names = {row.id: row.name for row in tx.connection.execute(select(_PERSON.c.id, _PERSON.c.name))}
    asked = select(_REMARK.c.id, _REMARK.c.item).where(_REMARK.c.verification_id == verification)
    remarked = {row.id: row.item for row in tx.connection.execute(asked)}
    found = trail.entries(tx.connection, verification, item, {id_ for id_, on in remarked.items() if on == item})
    documents = {row.digest: row.name for row in tx.connection.execute(_DOCUMENTS.where(_DOCUMENT.c.about == verification))}
    lines = tuple(_line(entry, names.get(entry.person, ""), item, remarked, documents) for entry in found)
    here = {"", Keyring(tx.folder).device_id}
    if here.issuperset(line.device for line in lines):
        return lines
    called = _devices(tx)
    return tuple(line if line.device in here else replace(line, elsewhere=called.get(line.device, line.device)) for line in lines)


def export(tx: Transaction, write: Callable[[TrailRecord], None], verification: str = "") -> int:
    """Hand every entry of the trail to `write`, the oldest first, and count them; where `verification` is given, only those about it."""
    names = {row.id: row.name for row in tx.connection.execute(select(_PERSON.c.id, _PERSON.c.name))}
    agencies = {row.code: f"{row.code} {row.name}" for row in tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.name))}
    of: dict[str, str] = {}
    count = 0
    for row in trail.as_kept(tx.connection, verification):
        if row.verification_id not in of:
            of[row.verification_id] = _agency_in(row.body)
        agency = of[row.verification_id]
        write(TrailRecord(row.seq, row.prev, row.hash, names.get(row.person_id, ""), agencies.get(agency, agency), str(row.body)))
        count += 1
    return count


def apart(tx: Transaction, verification: str) -> int:
    """How many acts on several at once, which an export of one verification has not, changed something of it."""
    return trail.shared(tx.connection, verification)


def _agency_in(body: str) -> str:
    """The agency whose verification an entry begins: the trail knows it of discarded ones too."""
    try:
        begun = (after for name, _, _, after in json.loads(body)["writes"] if name == "verification" and after)
        return next((str(after["agency_code"]) for after in begun), "")
    except (ValueError, TypeError, LookupError):  # somebody changed it, which whoever recomputes the chain is to see
        return ""


def _devices(tx: Transaction) -> Mapping[str, str]:
    """What the team calls each installation, by the id in the trail."""
    if not reading.has_team(tx):
        return {}
    from models.desk import taken_teams  # takes long to import, and most trails come from one installation
    from models.documents import keys, toml

    row = taken_teams.last(tx)
    if row is None:
        return {}
    return {keys.device_id(device["key"]): id_ for id_, device in toml.parsed(row.body, row.name).get("devices", {}).items()}


def undo(tx: Transaction, verification: str) -> Undone:
    """Take back the actor's last act on a verification that still stands; what was submitted stands, unless that was recalled.

    Raises:
        Refusal: `undo.nothing`, or `undo.changed` where somebody has changed the same since, or cited what was registered by it.
    """
    checklist = working.start(tx, verification, "undo")
    number, verb = trail.last_of(tx.connection, verification, (_SUBMIT, _RECALL))
    submitted = number if verb == _SUBMIT else 0
    entry = trail.last_undoable(tx.connection, verification, tx.actor.person, UNDOABLE, submitted)
    if entry is None:
        raise Refusal("undo.submitted" if submitted else "undo.nothing")
    _take_back(tx, entry)
    if any(write.table == _EVIDENCE.name for write in entry.writes) and _cites_nothing(tx, verification):
        raise Refusal("undo.changed")
    named = (list(dict.fromkeys(str(each.key[name]) for each in entry.writes if name in each.key)) for name in ("item", "fact", "code"))
    first, *others = next(filter(None, named), [""])
    on = f"{first} (+{len(others)})" if others else first
    return Undone(entry.verb, first, on, working.finish(tx, checklist.areas))


def _cites_nothing(tx: Transaction, verification: str) -> bool:
    """Whether evidence is cited that is not registered: what was merged, came back with a handover, or was planned cites it too."""
    registered = select(_EVIDENCE.c.code).where(_EVIDENCE.c.verification_id == verification)
    cited = select(_CITATION.c.item).where(_CITATION.c.verification_id == verification, _CITATION.c.evidence.not_in(registered))
    shown = _ACTION.c.cited != "", _ACTION.c.cited.not_in(registered)
    planned = select(_ACTION.c.item).where(_ACTION.c.verification_id == verification, *shown)
    return any(tx.connection.execute(each).first() is not None for each in (cited, planned))


def undo_apart(tx: Transaction, verb: str) -> tuple[str, str]:
    """Take back the actor's last act of those that `APART` names for `verb`: what it was, and on what; Refusal as `undo`."""
    tx.require(verb, Standing())
    entry = trail.last_undoable(tx.connection, "", tx.actor.person, APART[verb])
    if entry is None:
        raise Refusal("undo.nothing")
    _take_back(tx, entry)
    key = entry.writes[0].key
    return entry.verb, str(key.get("name") or key.get("figure") or "")


def _take_back(tx: Transaction, entry: trail.Entry) -> None:
    tx.undoes = entry.seq
    for write in reversed(entry.writes):
        if not tx.revert(write):
            raise Refusal("undo.changed")


def _line(entry: trail.Entry, name: str, wanted: str, remarked: Mapping[str, str], documents: Mapping[str, str]) -> TrailLine:
    written = [(write, str(write.of("item") or remarked.get(write.key.get("remark", ""), ""))) for write in entry.writes]
    items = {named for _, named in written if named}
    item = wanted or (items.pop() if len(items) == 1 else "")
    told = ((_with_name(write, documents), named) for write, named in written if not wanted or named in ("", wanted))
    changes = (change for write, named in told for change in _changes(write, named, item))
    return TrailLine(entry.seq, entry.moment, name, entry.verb, item, tuple(changes), entry.device)


def _with_name(write: trail.Write, documents: Mapping[str, str]) -> trail.Write:
    """What was done with a document, told as of the document: by its name, and in sight while nothing was done."""
    if write.table != "handling":
        return write
    name = documents.get(write.of("document"), "")
    before, after = ({"name": name, "hidden_at": "", "left_at": "", **(row or {})} for row in (write.before, write.after))
    return replace(write, table="document", before=before, after=after)


def _changes(write: trail.Write, named: str, item: str) -> Iterator[tuple[str, str, str]]:
    try:
        before, after = _values(write, write.before), _values(write, write.after)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):  # what no act of ours wrote, as at a server anybody may
        return
    prefix = f"{named}." if named not in ("", item) else ""
    for field in after | before:
        if before.get(field) != after.get(field):
            yield f"{prefix}{field}", before.get(field, ""), after.get(field, "")


def _values(write: trail.Write, row: Mapping[str, Any] | None) -> dict[str, str]:
    """What people know of a row, by field; nothing of what only the program knows."""
    if row is None:
        return {}
    key = write.key
    match write.table:
        case "answer":
            found = dict(row)
        case "count":
            found = {f"count.{key['key']}.{name}": row[name] for name in ("n", "of")}
        case "base":
            found = {f"base.{key['key']}": row["value"]}
        case "fact":
            found = {f"fact.{key['fact']}.{key['row'] + 1}.{name}": value for name, value in json.loads(row["fields"]).items()}
        case "evidence":
            # No file was read yet where its size is 0.
            found = {f"evidence.{key['code']}.{name}": value for name, value in row.items() if (name, value) != ("size", 0)}
        case "citation":
            found = {"citation": f"{key['evidence']} {row['place']}".strip()}
        case "verdict":
            found = {name: row[name] for name in ("verdict", "recommended", "reason")}
        case "verification":
            found = {"state": row["state"]}
        case "document":
            name = row["name"]
            found = {"document": "" if row.get("hidden_at") else name, "left": name if row.get("left_at") else ""}
        case "remark":
            found = {"remark": row["kind"]}
        case "message":
            found = {"said": row["text"]}
        case "confirmed":
            found = {"confirmed": True}
        case _:
            found = _values_of_the_day(write, row)
    texts = {
        name: ("yes" if value else "") if isinstance(value, bool) else str(value) for name, value in found.items() if value is not None
    }
    return {name: text for name, text in texts.items() if text}


def _day_of(stamp: str) -> str:
    return local_date(moment(stamp)).isoformat() if stamp else ""


def _values_of_the_day(write: trail.Write, row: Mapping[str, Any]) -> dict[str, Any]:
    """What people know of a row of the day in the field."""
    key = write.key
    match write.table:
        case "trip":
            return {f"trip.{name}": value for name, value in row.items()}
        case "party":
            return {f"trip.{key['side']}.{key['row'] + 1}.{name}": value for name, value in row.items()}
        case "finding":
            return {f"finding.{name}": value for name, value in row.items()}
        case "completion":
            return {"completion.until": row["until"], "completion.closed": _day_of(row["closed_at"])}
        case "plenary_entry":
            return {"plenary": row["decision"], "plenary.reason": row["reason"]}
        case "scan":
            return {"scan": f"{row['name']} · {key['digest'][:16]}"}
        case "formula":
            return {f"recalculation.{name}": value for name, value in row.items()}
        case "sample":
            return {f"recalculation.row.{key['number']}": f"{row['scores']}; {row['box']}"}
        case "action":
            return {f"action.{name}": value for name, value in row.items() if name in _PLANNED}
        case "self_answer":
            return {f"self.{name}": value for name, value in row.items()}
        case "self_assessment":
            return {"self.file": row["file"]}
        case "loose_note":
            return {"loose": row["text"], "loose_given": row["item"]}
        case _:
            return {}

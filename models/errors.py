"""Refusals: what the program will not do, as a code and its fields; the sentences are in the catalogue (`refusal.<code>`).

`REFUSALS` names every code with the fields its sentence may use, so a sentence can always say place, cause and remedy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

REFUSALS: Final[Mapping[str, frozenset[str]]] = {
    code: frozenset(fields.split())
    for code, fields in {
        # answers
        "answer.level": "item level",
        "answer.yes_no_only": "item",
        "answer.level_only": "item",
        "answer.not_applicable": "item",
        "answer.reason_missing": "item",
        "answer.unknown_item": "item checklist",
        "count.not_asked": "item",
        "count.not_a_number": "label value",
        "count.exceeds": "label count of",
        "count.negative": "label",
        "count.not_whole": "label value",
        "count.total_alone": "label",
        # facts
        "fact.unknown": "fact",
        "fact.choice": "label value",
        "fact.number": "label value",
        "fact.range": "label value least greatest",
        "fact.date": "label value",
        "fact.required": "label",
        "fact.no_rows": "facts",
        # evidence
        "evidence.title_missing": "",
        "evidence.unknown": "evidence",
        "evidence.cited": "evidence items",
        "evidence.dates": "",
        # verdict
        "verdict.reason_missing": "recommended",
        "verdict.unknown": "verdict",
        "verdict.incomplete": "count first",
        "verdict.outdated": "then now",
        # workflow and permissions
        "workflow.locked": "state",
        "permission.role": "role roles",
        "permission.own_work": "",
        "permission.left": "",
        "permission.not_yours": "person",
        "workflow.reason_missing": "",
        "submit.gaps": "count first",
        "submit.no_verdict": "",
        "submit.outdated": "",
        "submit.unanswered": "count first",
        "recall.left": "",
        "return.no_remark": "",
        "return.code": "code",
        "approve.unsettled": "count first",
        "approve.unconfirmed": "count first",
        "approve.disagreement": "count first",
        "issue.approver": "",
        "issue.approver_reason": "",
        "undo.nothing": "",
        "undo.changed": "",
        # places
        "profile.name_missing": "",
        "profile.exists": "folder",
        "profile.missing": "folder",
        "profile.folder": "folder cause",
        "profile.read_only": "folder",
        "profile.locked": "folder holder",
        "profile.newer": "file found known",
        "profile.foreign": "file",
        "profile.damaged": "file",
        "profile.sqlite_old": "found needed",
        "profile.disk_full": "folder",
        "profile.write_failed": "folder cause",
        "trail.broken": "entry",
        "agency.unknown": "agency",
        "agency.faults": "file count faults",
        "verification.unknown": "verification",
        "verification.ambiguous": "agency matches",
        "verification.not_empty": "",
        "round.missing": "",
        "round.id_missing": "",
        "round.exists": "round",
        "round.unknown": "round",
        # checklist files
        "checklist.faults": "file count faults",
        "checklist.digest": "checklist",
        "checklist.unknown": "checklist known",
        # documents
        "document.missing": "file",
        "document.unreadable": "file cause",
        "document.not_toml": "file cause",
        "document.too_large": "file limit",
        "document.guard": "file line",
        "document.faults": "file count faults",
        "document.newer": "file found known",
        "document.kind": "file expected found",
        "document.control": "file place",
        "document.signatures": "file limit",
        "document.unknown": "document",
        "document.changed": "agency",
        "remark.unknown": "",
        "remark.empty": "",
        "confirm.applicable": "item",
        "documents.many": "file count",
        "documents.none_named": "",
        "documents.none_here": "",
        "intake.kind": "file purpose",
        # keys and signatures
        "key.missing": "folder",
        "key.exists": "fingerprint",
        "team.exists": "",
        "team.name_missing": "",
        "team.missing": "",
        "key.passphrase_needed": "file",
        "key.passphrase_wrong": "file",
        "key.passphrases_differ": "",
        "key.no_terminal": "file variable",
        "key.always_open": "",
        "key.public": "file",
        "key.rounds": "file found limit",
        "key.kind": "place found",
        "key.point": "place",
        "key.damaged": "place",
        "signature.damaged": "file",
        "signature.key": "file found wanted",
        "signature.purpose": "file purpose made_for",
        "signature.bytes": "file",
        "check.unsigned": "",
        "check.no_signature": "file",
        "check.stranger": "fingerprint",
        "check.name": "digest",
        "check.untrue": "file count faults",
        "check.checklist": "checklist",
        # the team
        "team.faults": "count faults",
        "team.taken": "entry",
        "team.unknown": "entry",
        "team.older": "file number current",
        "team.gap": "file number next",
        "team.fork": "file number",
        "team.signatures": "file number have need",
        "team.astray": "file number",
        "team.root_needed": "name left need",
        "team.threshold": "value most",
        "team.not_confirmed": "file",
        "team.untrusted": "file",
        "team.no_root": "names",
        "team.last": "value",
        "team.ambiguous": "entry matches",
        "team.gone": "name status",
        "enrolment.words": "file name",
        "enrolment.signature": "file label",
        "signer.unknown": "fingerprint",
        "signer.role": "name purpose roles",
        "signer.own": "name purpose",
        "signer.not_author": "name author",
        "signer.left": "name status purpose document",
        "signer.compromised": "name purpose document",
        # tables of other programs
        "table.kind": "file",
        "table.too_large": "file limit",
        "table.too_many": "file limit",
        "table.unreadable": "file",
        "table.bytes": "file row byte",
        "table.quotes": "file row",
        "table.heading": "file column",
        "worksheet.none": "file",
        "worksheet.twice": "file sheet column",
        "worksheet.verification": "file verification",
        "worksheet.checklist": "file checklist",
        "worksheet.entry": "entry",
        "worksheet.answer": "item value choices",
        "worksheet.reason": "item",
        "worksheet.code": "",
        "worksheet.evidence_code": "value",
        "worksheet.cited": "item value",
        "worksheet.places": "item evidence places",
        "worksheet.doubled": "entry first",
        "worksheet.count": "item value",
        "worksheet.row": "value",
        "worksheet.rounded": "value",
        "worksheet.turned_date": "value",
        "export.cell": "sheet cell limit",
        "export.exists_other": "file",
        "export.folder": "folder cause",
        "export.nothing": "",
        "export.no_verdict": "agency",
        "export.compare": "file",
        "export.too_much": "agency limit lines",
        "export.unfit": "agency count faults",
        "export.changed": "file",
        # settings
        "settings.unknown": "file key nearest",
        "settings.value": "file key value expected",
        "settings.not_toml": "file cause",
        "settings.missing": "file",
        "settings.environment": "file variable",
        "settings.by_hand": "file key",
        "settings.not_written": "file cause",
        "settings.key_unknown": "file key value",
        "settings.key_banned": "file key value",
        "settings.key_fixed": "file key value label",
        "settings.key_taken": "file key value label other",
        # text
        "text.too_long": "label limit",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where (a dotted place, or a phrase) and which sentence of the catalogue (`fault.<code>`) says it."""

    place: object
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """What was asked cannot be done: a code of `REFUSALS` and the fields its sentence uses."""

    def __init__(self, code: str, /, **fields: object) -> None:
        expected = REFUSALS[code]
        if expected != fields.keys():
            raise ValueError(f"{code} takes {sorted(expected)}, not {sorted(fields)}")
        super().__init__(code)
        self.code = code
        self.fields = fields

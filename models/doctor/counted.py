"""What is kept beside the documents: the table of results, the sums of agencies and what waits to be sent, each made anew and compared."""

from collections.abc import Mapping
from typing import Any

from models.desk import projections
from models.doctor.result import Found, Said, Subject, Told, judged
from models.ledger.transaction import Transaction


def results(subject: Subject) -> Found:
    """Whether every issued verdict stands in the table of results as its document tells it."""
    faults, count = subject.opened.ask(_results)
    return judged("results.good", "results.wrong", "results", faults, count=count)


def _results(tx: Transaction) -> tuple[list[Told], int]:
    rows = projections.results(tx)
    return [_unlike(digest, rows.kept.get(digest), rows.wanted.get(digest)) for digest in sorted(rows.unlike)], len(rows.wanted)


def _unlike(digest: str, kept: Mapping[str, Any] | None, wanted: Mapping[str, Any] | None) -> Said:
    row = wanted or kept or {}
    unlike = sorted(name for name in row if kept is None or wanted is None or kept[name] != wanted[name])
    place = {"agency": row["agency_code"], "round": row["round_id"], "digest": digest[:16]}
    return Said("results.row", {**place, "columns": ", ".join(unlike) if kept and wanted else "-"})


def sums(subject: Subject) -> Found:
    """Whether each agency stands in the sums of figures as its results and verifications say."""
    unlike, count = subject.opened.ask(_sums)
    return judged("sums.good", "sums.wrong", "results", unlike, count=count)


def _sums(tx: Transaction) -> tuple[list[Told], int]:
    found = projections.sums(tx)
    return [Said("sums.row", {"agency": agency, "year": year or "-"}) for agency, year in sorted(found.unlike)], len(found.wanted)


def outbox(subject: Subject) -> Found:
    """Whether what is in no segment yet is all that is listed as waiting for the next exchange."""
    faults, count = subject.opened.ask(_waiting)
    return judged("outbox.good", "outbox.wrong", "outbox", faults, count=count)


def _waiting(tx: Transaction) -> tuple[list[Told], int]:
    found = projections.waiting(tx)
    said = (Said("outbox.lacks" if each in found.wanted else "outbox.holds", {"digest": each[:16]}) for each in sorted(found.unlike))
    return list(said), len(found.wanted)

"""Issued verdicts stand in the table of results as their documents tell them, and only those that nobody replaced or withdrew count."""

import json

import pytest
from sqlalchemy import update

from models.codes import digest
from models.desk import intake, issuing, projections, resulting
from models.desk.desk import Desk
from models.doctor import examine
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.previews import Arriving
from tests.desk.reviewing_kit import Laptop, Trio, approved, done, drawn
from tests.doctor.kit import codes

pytestmark = pytest.mark.slow


def standings(desk: Desk) -> dict[str, str]:
    """How each result stands, after it was seen that the table is what the documents tell, and the sums are what the table does."""
    kept = sorted(desk.ask(lambda tx: list(resulting.kept(tx))), key=lambda row: str(row["digest"]))
    assert kept == sorted(desk.ask(lambda tx: list(resulting.recounted(tx))), key=lambda row: str(row["digest"]))
    assert desk.ask(projections.sums).unlike == []
    return {row["digest"]: row["standing"] for row in kept}


def withdrawn(laptop: Laptop, verification: str) -> None:
    laptop.clock.step()
    desk = laptop.desk
    file = laptop.sign(desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    desk.do(issuing.withdraw, verification, "withdraw", file)


def test_a_verdict_counts_until_it_is_replaced_forked_or_withdrawn(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    assert standings(desk) == {}
    issue = done(team.supervisor, verification, "issue")
    assert standings(desk) == {digest(issue.body): ""}
    first = drawn(team.supervisor, verification, "amend", verdict="V3", reason="Persetujuan dicabut.")
    second = drawn(team.supervisor, verification, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025")
    assert team.supervisor.takes(first, second) == [Arriving.NEWER, Arriving.FORK]
    one, other, before = digest(first.body), digest(second.body), digest(issue.body)
    assert standings(desk) == {before: "replaced", one: "fork", other: "fork"}
    settled = digest(done(team.supervisor, verification, "amend", keep=one, reason="Keputusan rapat.").body)
    assert standings(desk) == {before: "replaced", one: "replaced", other: "replaced", settled: ""}
    withdrawn(team.supervisor, verification)
    assert standings(desk)[settled] == "withdrawn"


def test_a_result_tells_what_its_document_tells(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    done(team.supervisor, verification, "issue")
    (row,) = desk.ask(lambda tx: list(resulting.kept(tx)))
    assert (row["agency_code"], row["round_id"], row["type"], row["verdict"]) == ("11", "2023-1", "provinsi", row["recommended"])
    assert (row["approval"], json.loads(row["approval_label"])["en"]) == ("not_proposed", "Not proposed")
    assert json.loads(row["areas"])["REG"]["weight"] == 20
    levels = dict(zip(json.loads(row["items"]), row["levels"], strict=True))
    assert (len(levels), levels["REG-01"], levels["SIS-06"]) == (52, "3", "-")


def test_what_arrives_before_what_it_rests_on_is_not_counted_until_that_is_here(team: Trio) -> None:
    verification = approved(team)
    issue = done(team.supervisor, verification, "issue")
    (submission,) = team.supervisor.documents("submission")
    lead = team.lead.desk
    assert team.lead.takes(issue) == [Arriving.NEW]
    assert standings(lead) == {digest(issue.body): ""}
    lead.do(intake.hide, [digest(submission.body)])
    assert standings(lead) == {digest(issue.body): "unsupported"}
    lead.do(intake.hide, [digest(issue.body)])
    assert standings(lead) == {digest(issue.body): "hidden"}
    lead.do(intake.unhide, [digest(issue.body), digest(submission.body)])
    assert standings(lead) == {digest(issue.body): ""}


def test_a_table_that_was_spoilt_is_made_anew(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    done(team.supervisor, verification, "issue")
    before = desk.ask(lambda tx: list(resulting.kept(tx)))
    desk.do(_spoil)
    assert desk.ask(lambda tx: list(resulting.kept(tx))) != before
    (found,) = (each for each in examine(desk.ledger.folder, lambda: None) if each.check == "results")
    assert codes(found) == {"results.wrong", "results.row"}
    assert desk.do(resulting.rebuild) == 1
    assert desk.ask(lambda tx: list(resulting.kept(tx))) == before


def _spoil(tx: Transaction) -> None:
    tx.connection.execute(update(tables.table(tables.Result)).values(verdict="V1"))

"""A second verification on the papers of a result: who verified, how far both agree, and how what differed was settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import printing
from models.paper import Office, Pairs, Paper, Paragraph, Table
from models.words import LANGUAGES, Words
from tests.desk.reviewing_kit import done
from tests.desk.seconding_kit import ITEM, OTHER, SECRET, Quartet, both_in, quartet, repaired

HEAD = Office(("BADAN KEPEGAWAIAN NEGARA",), "a4")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    with quartet(tmp_path) as four:
        yield four


def said(paper: Paper) -> list[str]:
    found: list[str] = []
    for block in paper.blocks:
        match block:
            case Paragraph():
                found.append(block.text)
            case Pairs() | Table():
                found += [" | ".join(row) for row in block.rows]
            case _:
                pass
    return found


def test_report_and_note_told_nothing_of_a_second_verification_that_was_settled(team: Quartet) -> None:
    verification = repaired(team)

    def told(kind: str, desk_of: str, language: str = "id") -> str:
        desk = getattr(team, desk_of).desk
        return "\n".join(said(desk.ask(printing.drawn, verification, kind, Words(language), HEAD)[1]))

    agreed = Words("id")("paper.second.agreed", person="Dua", items=5, agreed=3)
    before = told("report", "lead")
    assert agreed in before
    rows = [line for line in before.splitlines() if "Pasalnya ada." in line or "Dokumen kedua lebih lengkap." in line]
    assert [row.split(" | ")[2:] for row in sorted(rows)] == [
        ["3", "4", "kedua", "Dokumen kedua lebih lengkap."],
        ["3", "2", "pertama", "Pasalnya ada."],
    ]
    for kind in ("opinion", "submission", "settlement", "review"):
        team.supervisor.takes(*reversed(team.lead.documents(kind)))
    issue = done(team.supervisor, verification, "issue")
    team.lead.takes(issue)
    # Notes of the second verifier are told by no paper.
    for language in LANGUAGES:
        for kind in ("report", "recommendation"):
            after = told(kind, "supervisor", language)
            assert after == told(kind, "lead", language)
            assert Words(language)("paper.second.agreed", person="Dua", items=5, agreed=3) in after
            assert SECRET not in after
    assert f"{OTHER} (kedua), {ITEM} (pertama)" in told("recommendation", "supervisor")


def test_what_is_not_settled_yet_is_told_by_no_paper(team: Quartet) -> None:
    verification, opinion = both_in(team)
    team.opens(opinion)
    words = Words("id")
    for kind in ("report", "recommendation"):
        _, paper = team.lead.desk.ask(printing.drawn, verification, kind, words, HEAD)
        assert "Dua" not in "\n".join(said(paper))

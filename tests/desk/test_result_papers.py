"""The papers of a result: they say how far it has come, tell the same on every laptop, and hold back what is sealed or not known yet."""

import pytest

from models import printing
from models.codes import digest
from models.desk import answers, findings, issuing, verdicts, verifications
from models.desk.desk import Desk
from models.paper import RESULTS, Heading, Numbered, Office, Pairs, Paper, Paragraph, Table
from models.rules.permissions import Standing, refusal
from models.words import LANGUAGES, Words
from tests.desk.acts import begun, raw, refused
from tests.desk.minutes_kit import SEKDA, closes, visited
from tests.desk.reviewing_kit import Laptop, Trio, approved_anew, done, ready

HEAD = Office(("BADAN KEPEGAWAIAN NEGARA",), "f4")
ID = Words("id")
REASON = "Komite sudah bekerja; SK menyusul."


def drawn(desk: Desk, verification: str, kind: str, language: str = "id") -> tuple[str, Paper]:
    return desk.ask(printing.drawn, verification, kind, Words(language), HEAD)


def said(paper: Paper) -> str:
    """Everything a paper says."""
    found: list[str] = [paper.subtitle, paper.foot]
    for block in paper.blocks:
        match block:
            case Heading() | Paragraph():
                found.append(block.text)
            case Numbered():
                found += block.points
            case Pairs() | Table():
                found += [cell for row in block.rows for cell in row]
    return "\n".join(found)


@pytest.fixture
def agreed(team: Trio, monkeypatch: pytest.MonkeyPatch) -> str:
    """A verification approved with minutes, a finding, and a verdict other than the recommended one; on all three laptops."""

    def prepared(desk: Desk, agency: str = "11") -> str:
        found = ready(desk, agency)
        desk.do(answers.record, found, "INS-03", 0)
        desk.do(answers.annotate, found, "INS-03", "Belum dipetakan")
        desk.do(verdicts.record, found, "V3", REASON)
        visited(team.verifier, found)
        desk.do(
            findings.record, found, "INS-03", {"text": "Lakukan pemetaan", "stance": "object", "response": "Sudah", "deadline": "30-9-2023"}
        )
        closes(team.verifier, found, "12/BA/2023")
        for each in (team.lead, team.supervisor):
            each.takes(*team.verifier.documents("minutes"))
        return found

    monkeypatch.setattr("tests.desk.reviewing_kit.ready", prepared)
    return approved_anew(team)


@pytest.mark.slow
def test_a_result_tells_how_far_it_has_come_and_the_same_on_every_laptop(team: Trio, agreed: str) -> None:
    submission = digest(team.verifier.documents("submission")[0].body)
    name, before = drawn(team.lead.desk, agreed, "recommendation")
    assert name == f"2023-1_11_nota-rekomendasi_{submission[:16]}"
    assert before.subtitle == "DRAF – hasil reviu diterima, belum diterbitkan"
    assert before.foot == f"Provinsi Aceh · 2023-1 · draf · hasil reviu diterima · {submission[:16]}"
    told = said(before)
    for part in (f"{REASON} (Vera)", "V3 – ", "V4 – ", "INS-03 Keberlakuan hasil asesmen", "Lakukan pemetaan", "12/BA/2023"):
        assert part in told
    _tells_the_whole(team.supervisor.desk, agreed)
    issue = done(team.supervisor, agreed, "issue", valid_until="31-12-2024")
    for laptop in (team.verifier, team.lead):
        laptop.takes(issue)
    laptops = (team.verifier, team.lead, team.supervisor)
    for kind in RESULTS:
        papers = [drawn(laptop.desk, agreed, kind) for laptop in laptops]
        assert papers[0] == papers[1] == papers[2]
        name, paper = papers[0]
        assert paper.foot.endswith(f"diterbitkan · {digest(issue.body)[:16]}")
        assert paper.subtitle.startswith("Hasil yang diterbitkan\nDiterbitkan Surya")
        assert "31 Desember 2024" in paper.subtitle
    for suffix in ("pdf", "docx"):
        assert printing.written(name, paper, suffix) == printing.written(name, papers[1][1], suffix)
    _withdrawn(team.supervisor, agreed)
    _, gone = drawn(team.supervisor.desk, agreed, "report")
    assert gone.subtitle == "DICABUT – hasil ini tidak berlaku lagi"
    assert "draf" not in gone.foot


def _tells_the_whole(desk: Desk, verification: str) -> None:
    """See that the report and the working paper tell everything where only documents are."""
    told = said(drawn(desk, verification, "report")[1])
    for part in ("ST-12/2023", "Sugapa", "NIP 19700101 199503 1 002", "Keberatan\nSudah", "30 September 2023", "Belum dipetakan", "Lina, "):
        assert part in told
    assert "Sebagian: Sebagian" not in told
    assert SEKDA["contact"] not in told
    working = said(drawn(desk, verification, "working")[1])
    for part in ("B01 Peraturan Gubernur (Pasal 3)", "REG-01*", "Jumlah area", "13 dari 13 terjawab", "Disediakan oleh BKN"):
        assert part in working


def _withdrawn(laptop: Laptop, verification: str) -> None:
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(issuing.withdrawal, verification, "withdraw", "Keliru"))
    laptop.desk.do(issuing.withdraw, verification, "withdraw", signed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_everything_is_answered_no_score_stands_there(desk: Desk, language: str) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, "REG-01", 2)
    for kind in RESULTS:
        name, paper = drawn(desk, verification, kind, language)
        told, words = said(paper), Words(language)
        assert name.endswith(f"_{words('state.draft')}")
        assert paper.foot == f"Provinsi Jawa Barat · 2023-1 · {words('state.draft')}"
        assert words("paper.result.given", given=1, total=13) in told
        assert words.number(0) not in told
        assert not any(part in str(paper) for part in ("paper.", "finding.", "trip."))


@pytest.mark.slow
def test_what_is_worked_on_after_a_return_goes_by_no_document(team: Trio) -> None:
    from tests.desk.reviewing_kit import returned

    verification = ready(team.verifier.desk)
    returned(team, verification, "REG-02")
    name, paper = drawn(team.verifier.desk, verification, "working")
    assert name.endswith("_draf")
    assert paper.foot.endswith("draf · dikembalikan")


def test_a_second_verification_is_not_printed(desk: Desk) -> None:
    verification = desk.do(verifications.begin, "32", is_second=True)
    for kind in RESULTS:
        assert refused(lambda kind=kind: drawn(desk, verification, kind)) == "second.sealed"


def test_verifiers_print_results_of_their_own_and_who_decides_those_of_all() -> None:
    hers = Standing("vera", "Vera", "submitted")
    assert refusal("vera", ("verifier",), "result.print", hers) is None
    found = refusal("budi", ("verifier",), "result.print", hers)
    assert found is not None
    assert found.code == "permission.not_yours"
    for role in ("lead", "supervisor"):
        assert refusal("budi", (role,), "result.print", hers) is None


def test_the_report_of_what_was_issued_named_its_agency_as_the_register_does_by_now(team: Trio, agreed: str) -> None:
    done(team.supervisor, agreed, "issue")
    raw(team.supervisor.desk, "UPDATE agency SET name = 'Provinsi Baru', type = 'kota' WHERE code = '11'")
    for kind in RESULTS:
        told = said(drawn(team.supervisor.desk, agreed, kind)[1])
        assert ("Provinsi Aceh (11)" in told, "Provinsi Baru" in told) == (True, False), kind


def test_an_amended_or_withdrawn_result_looked_on_paper_as_if_nothing_had_been_issued_before_it(team: Trio, agreed: str) -> None:
    first = done(team.supervisor, agreed, "issue")
    team.supervisor.clock.step()
    done(team.supervisor, agreed, "amend", verdict="V4", reason="Pleno keliru.")
    kinds = ("recommendation", "report")
    for kind in kinds:
        told = said(drawn(team.supervisor.desk, agreed, kind)[1])
        assert "Hasil sebelumnya\nV3 – " in told
        assert f"(SHA-256 {digest(first.body)[:16]}…), tidak berlaku lagi" in told
        assert "Pencabutan" not in told
    _withdrawn(team.supervisor, agreed)
    for kind in kinds:
        told = said(drawn(team.supervisor.desk, agreed, kind)[1])
        assert "Pencabutan\nSurya, " in told
        assert "dengan alasan: Keliru" in told
        assert digest(first.body)[:16] in told

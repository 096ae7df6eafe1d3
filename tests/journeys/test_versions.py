"""The rule changes in mid-season: half-done work is carried to the new version, then into the next round, and nothing is rescored."""

from dataclasses import asdict
from pathlib import Path

from models.desk import (
    answers,
    carrying,
    checklists,
    evidence,
    figures,
    keeping,
    knowing,
    reading,
    reviewing,
    rounds,
    teams,
    verdicts,
    verifications,
)
from models.desk.desk import Desk, opened
from models.documents import checking, kinds
from models.documents.verdict_file import VerdictFile
from models.rules.checklist import Scale
from models.views import Sheet
from tests.conftest import StillClock
from tests.desk.acts import AGENCY, begun, fill_facts, sheet_of
from tests.desk.publishing_kit import CHANGED, GONE, NEW, publishes, second_version
from tests.desk.reviewing_kit import Laptop, Trio, approved_anew, done
from tests.driver import at_work
from tests.large import begun_long, long_checklist

HALF, WHOLE = "11", "51"


def half_done(laptop: Laptop) -> str:
    """The id of a verification with twenty items answered, evidence cited, notes written."""
    verification = begun(laptop.desk, HALF)
    items = list(sheet_of(laptop.desk, verification).checklist.items.values())[:20]
    laptop.desk.do(answers.record_all, verification, {item.code: 3 if item.scale is Scale.LEVEL else 4 for item in items})
    laptop.desk.do(answers.annotate, verification, CHANGED, "Pasal 3 lengkap")
    laptop.desk.do(evidence.register, verification, {"title": "Pergub 12", "seen": "yes"}, CHANGED, "Pasal 3")
    for item in items:
        if item.gate is not None:
            laptop.desk.do(evidence.cite, verification, item.code, "B01", "Pasal 4")
    return verification


def finished(laptop: Laptop, verification: str) -> Sheet:
    """What is not answered is, gates have evidence, facts are filled in, the recommended verdict is recorded."""
    for line in sheet_of(laptop.desk, verification).lines:
        if not line.answer.is_given:
            laptop.desk.do(answers.record, verification, line.item.code, 2)
        if line.item.gate is not None and not line.citations:
            laptop.desk.do(evidence.cite, verification, line.item.code, "B01", "")
    found = fill_facts(laptop.desk, verification).recommendation
    assert found is not None
    return laptop.desk.do(verdicts.record, verification, found.code)


def issued(team: Trio, verification: str) -> VerdictFile:
    """The verdict of a verification that goes through review and issue."""
    team.lead.takes(team.verifier.submits(verification))
    team.lead.clock.step()
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.lead.desk.do(reviewing.conclude, verification, approval)
    team.supervisor.takes(*team.lead.documents("submission"), approval)
    signed = done(team.supervisor, verification, "issue")
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, VerdictFile)
    return document


def told(sheet: Sheet) -> dict[str, object]:
    """All that is noted of a verification."""
    return {line.item.code: (asdict(line.answer), line.citations) for line in sheet.every} | {"scores": sheet.scores, "facts": sheet.facts}


async def test_a_version_changes_in_mid_season_and_the_next_round_goes_by_another(team: Trio, tmp_path: Path) -> None:
    vera, surya = team.verifier, team.supervisor
    whole = approved_anew(team, WHOLE)
    done(surya, whole, "issue")
    half = half_done(vera)
    before, before_whole = told(sheet_of(vera.desk, half)), told(sheet_of(surya.desk, whole))
    published = publishes(surya, second_version())
    for laptop in (team.lead, vera):
        laptop.takes(published)
    vera.desk.close()
    async with at_work(tmp_path / "vera", size=(80, 24), clock=vera.clock) as ani:
        await ani.press("enter", "V")
        ani.sees("Pindah dari mt-kasn 2023 ke versi mana?", "mt-kasn 2023.2", "mt-bkn 2026")
        await ani.press("1")
        ani.sees("50 butir sama, 1 berubah, 1 baru, 1 hilang", "18 jawaban ikut dan perlu dipastikan, 2 tidak ikut", f"{CHANGED} ")
        await ani.press("y")
        ani.sees("mt-kasn 2023.2 · draf", "18 dari 52 butir terjawab", "18 jawaban yang dialihkan perlu dipastikan")
        await ani.press("home", "down", "down")
        ani.sees(
            "Berubah sejak mt-kasn 2023",
            "aturan nasional yang berlaku? → ",
            "Jawaban lama: Ya · Pasal 3 lengkap",
            "Bukti lama: B01 Pergub 12",
        )
        await ani.press("down")
        ani.sees("Baru; tidak ada dalam mt-kasn 2023")
        await ani.press("home", "enter", "u", "u")
        ani.sees("Belum ada yang diubah sejak jawaban dialihkan")
        await ani.press("t", "P")
        ani.sees("Pastikan 11 jawaban yang dialihkan di area Regulasi?")
        await ani.press("y", "right_square_bracket", "P", "y", "O")
        ani.sees("dipindahkan ke mt-kasn 2023.2", "hanya dapat dibaca")
        await ani.press("3")
        ani.sees("Lanjutkan di verifikasi yang baru")
        await ani.press("q", "q")
        ani.sees("→ mt-kasn 2023.2")
    with opened(tmp_path / "vera", clock=vera.clock) as desk:
        vera = team.verifier = Laptop(desk, vera.ring, vera.clock)
        moved = desk.ask(verifications.named, HALF)
        assert (moved != half, told(sheet_of(desk, half)) == before) == (True, True)
        assert not [line for line in finished(vera, moved).lines if line.answer.is_carried]
        verdict = issued(team, moved)
        assert (verdict.checklist.version, verdict.items[NEW].level, GONE in verdict.items) == ("2023.2", 2, False)
        assert {line.id: line.state for line in desk.ask(verifications.every) if line.agency == HALF}[half] == "draft"
        assert [each.state for each in surya.desk.ask(figures.work) if each.agency == HALF] == ["issued"]
        vera.takes(*surya.documents("verdict"))
        desk.do(rounds.begin, "2026-1", "mt-bkn 2026", "2026-01-02")
    async with at_work(tmp_path / "vera", size=(80, 24), clock=vera.clock) as ani:
        await ani.press("a")
        await ani.type("Provinsi Aceh")
        await ani.press("enter")
        ani.sees("Provinsi Aceh, periode 2026-1", "Mulai dengan jawaban periode 2023-1 (mt-kasn 2023.2)", "lembar kosong")
        await ani.press("1")
        ani.sees("2026-1 · mt-bkn 2026 · draf", "jawaban yang dialihkan perlu dipastikan")
    with opened(tmp_path / "vera", clock=vera.clock) as desk:
        (new,) = (line.id for line in desk.ask(verifications.every) if line.round == "2026-1")
        was, now = sheet_of(desk, moved), sheet_of(desk, new)
        for line in now.lines:
            earlier = was.checklist.items.get(line.item.code)
            same = earlier is not None and earlier.digest == line.item.digest
            assert line.answer.is_carried is same
            assert not same or line.answer.level == was.line(line.item.code).answer.level
        assert (now.base, now.facts, desk.ask(reading.pinned, moved)[0].name) == ({}, {}, "mt-kasn 2023.2")
        assert desk.ask(carrying.preview_start, HALF) is None
    # Whatever was written under the versions before still holds, to the byte and to the score.
    assert told(sheet_of(surya.desk, whole)) == before_whole
    current = surya.desk.ask(teams.current)
    assert current is not None
    known = surya.desk.ask(knowing.known, current.team)
    kept = [surya.desk.ask(keeping.stored, line.id) for line in surya.desk.ask(keeping.lines) if line.kind != "team"]
    assert {kinds.parsed(each.body, each.name).kind for each in kept} == {"submission", "review", "verdict", "checklist"}
    assert [found.against for found in (checking.checked(each, known) for each in kept) if not found.holds] == []


async def test_a_long_sheet_is_carried_over_with_its_progress(tmp_path: Path) -> None:
    clock, folder = StillClock(), tmp_path / "panjang"
    verification = begun_long(folder, clock, times=6)
    with opened(folder, clock=clock) as desk:
        items = sheet_of(desk, verification).checklist.items.values()
        desk.do(answers.record_all, verification, {item.code: 3 if item.scale is Scale.LEVEL else 4 for item in items})
        body = long_checklist(times=6).replace(b'version = "1"', b'version = "2"', 1)
        desk.do(checklists.adopt, body, "panjang-2.toml")
    async with at_work(folder, size=(80, 24), clock=clock) as ani:
        await ani.press("enter", "V", "1", "y")
        await ani.worked()
        await ani.until(lambda: "mt-panjang 2 · draf" in ani.screen)
        ani.sees(f"{len(items)} jawaban yang dialihkan perlu dipastikan")
        await ani.press("P", "y")
        await ani.worked()
        await ani.until(lambda: "sudah dipastikan" in ani.screen)
        await ani.press("u")
        await ani.until(lambda: "Dibatalkan" in ani.screen)


async def test_one_confirmed_answer_of_many_was_said_to_leave_nothing_but_the_verdict(desk: Desk, clock: StillClock) -> None:
    verification = begun(desk)
    codes = list(sheet_of(desk, verification).checklist.codes)
    desk.do(answers.record_all, verification, dict.fromkeys(codes, 2))
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023", "9-5-2024")
    clock.step()
    desk.do(carrying.start, AGENCY)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("home", "enter", "enter")
        ani.sees(f"{len(codes) - 1} jawaban yang dialihkan perlu dipastikan")
        ani.does_not_see("Semua butir terjawab")

"""A text that was found opens where it stands."""

from pathlib import Path

import pytest

from models.desk import agenda, answers, evidence, facts, findings, people, verifications
from models.desk.desk import opened
from tests.desk.acts import AGENCY, POST
from tests.desk.reviewing_kit import ready, returned, trio
from tests.driver import at_work


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("notulen", ("› [x] B02  Notulen", "Bukti dukung · DSN-01")),
        ("arsip", ("› [ ] B01  Arsip", "Bukti dukung · REG-01")),
        ("camat", ("› • Camat", "Fakta status")),
        ("lampiran", ("› REG-02  Lampiran", "Berita Acara")),
        ("kamus kedua", ("Agenda akselerasi", "› A02")),
        ("pegawai rotasi", ("REG-03", "Catatan: pegawai rotasi")),
    ],
)
async def test_a_hit_opens_at_its_line(folder: Path, query: str, seen: tuple[str, ...]) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = desk.do(verifications.begin, AGENCY)
        desk.do(evidence.register, verification, {"title": "Arsip"})
        desk.do(evidence.register, verification, {"title": "Notulen"}, "DSN-01")
        for post in ("Sekretaris", "Camat"):
            desk.do(facts.record, verification, "PEN-01", POST | {"post": post})
        desk.do(answers.annotate, verification, "REG-03", "pegawai rotasi")
        for action in ("Susun kamus pertama", "Susun kamus kedua"):
            desk.do(agenda.add, verification, "REG-01", {"action": action})
        for item, text in (("REG-01", "Rapat"), ("REG-02", "Lampiran")):
            desk.do(findings.record, verification, item, {"text": text})
    async with at_work(folder) as ani:
        await ani.press("slash")
        await ani.type(query)
        await ani.press("enter")
        ani.sees(*(" ".join(text.split()) for text in seen))


async def test_an_item_that_is_found_is_told_once_and_in_one_language(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        desk.do(verifications.begin, AGENCY)
    async with at_work(folder) as ani:
        await ani.press("slash")
        await ani.type("predikat kinerja lengkap")
        ani.sees("INS-01 Kelengkapan predikat kinerja")
        ani.does_not_see("INS-01 INS-01")
        ani.does_not_see("Completeness of performance ratings")


async def test_what_was_said_last_does_not_stay_in_the_language_before(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        desk.do(answers.annotate, desk.do(verifications.begin, AGENCY), "REG-03", "pegawai rotasi")
    async with at_work(folder) as ani:
        await ani.press("d")
        ani.sees("tidak dapat dibuang")
        await ani.press("b")
        ani.sees("My work")
        ani.does_not_see("tidak dapat dibuang")


@pytest.mark.slow
async def test_a_remark_that_is_found_opens_what_was_said_to_its_item(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        returned(team, ready(team.verifier.desk), "REG-01")
    for name in ("lina", "vera"):
        async with at_work(tmp_path / name) as reader:
            await reader.press("slash")
            await reader.type("pasal berapa")
            reader.sees("reviu REG-01 Pasal berapa?")
            await reader.press("enter")
            reader.sees("Catatan reviu pada REG-01", "Pasal berapa?")

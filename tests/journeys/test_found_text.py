"""A text that was found opens where it stands."""

from pathlib import Path

import pytest

from models.desk import answers, evidence, facts, people, verifications
from models.desk.desk import opened
from tests.desk.acts import AGENCY
from tests.desk.test_verbs import POST
from tests.driver import at_work


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("notulen", ("› [x] B02  Notulen", "Bukti dukung · DSN-01")),
        ("arsip", ("› [ ] B01  Arsip", "Bukti dukung · REG-01")),
        ("camat", ("› • Camat", "Fakta status")),
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
    async with at_work(folder) as ani:
        await ani.press("slash")
        await ani.type(query)
        await ani.press("enter")
        ani.sees(*(" ".join(text.split()) for text in seen))

"""Somebody at headquarters sees what others do there without pressing a key, and is told what was forged."""

import pytest

from models.desk import notes
from models.documents.travelling import Signed
from models.ledger import server as known
from tests.desk.noting_kit import VISIT, drawn
from tests.driver import at_work
from tests.headquarters.forging import note, put
from tests.headquarters.kit import PLACE, Headquarters
from tui.app import VerifierApp

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("headquarters")]


async def test_lists_renew_themselves_while_somebody_else_writes_and_a_forged_document_is_told(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VerifierApp, "PAUSE", 0.1)
    folder = hq.folder / "surya"
    known.choose(folder, hq.at.url(hq.database, "surya"))
    with hq.laptop("lina") as lina:
        async with at_work(folder) as surya:
            await surya.press("i")
            surya.does_not_see("Lina")
            await surya.until(lambda: surya.app._since is not None)
            before = surya.pressed
            lina.desk.do(notes.write, drawn(lina, "visit", VISIT, PLACE))
            await surya.until(lambda: "Lina" in surya.screen)
            assert surya.pressed == before
            forged = note(hq, "asli")
            with hq.connected() as admin:
                put(admin, type(forged)("palsu.toml", forged.body.replace(b"asli", b"Asli"), forged.signatures))
            await surya.until(lambda: "palsu.toml" in surya.screen)


async def test_a_document_with_a_moment_that_is_none_ended_the_program_of_who_looked_at_it(hq: Headquarters) -> None:
    folder = hq.folder / "surya"
    known.choose(folder, hq.at.url(hq.database, "surya"))
    with hq.connected() as administrator:
        administrator.execute("ALTER TABLE document DROP CONSTRAINT ck_document_moments")
        for moment in ("besok", "9999-12-31T23:59:59Z"):
            put(administrator, Signed("palsu.toml", moment.encode(), ()), received_at=moment, title=f"Palsu {moment}")
    async with at_work(folder) as surya:
        await surya.press("i")
        for _ in range(2):
            surya.sees("Palsu besok")
            await surya.press("down")

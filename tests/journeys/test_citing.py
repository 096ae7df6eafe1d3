"""One document is cited for many items: what is ticked is kept until it is saved, and nothing else is taken away by that."""

from models.desk import drafts, evidence
from models.desk.desk import Desk
from tests.desk.acts import begun, sheet_of
from tests.driver import Verifier, at_work


def cited(ani: Verifier, verification: str) -> dict[str, str]:
    """The items that cite the document, each with its page."""
    lines = sheet_of(ani.desk, verification).every
    return {line.item.code: each.place for line in lines for each in line.citations}


async def test_ticks_that_were_not_saved_do_not_take_away_what_was_cited_since(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Pergub 5", "seen": "yes"}, "REG-02", "Pasal 2")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        # On the first item: the second no longer cites it, the third does; nothing is saved.
        await ani.press("enter", "e", "m", "down", "space", "space", "escape")
        assert list(cited(ani, verification)) == ["REG-02"]
        await ani.press("p")
        await ani.type("Pasal 9")
        await ani.press("enter", "m")
        ani.sees("Belum disimpan")
        await ani.press("enter")
        assert cited(ani, verification) == {"REG-01": "Pasal 9", "REG-03": ""}
        assert ani.desk.ask(drafts.lines) == ()


async def test_ticks_that_were_cited_elsewhere_since_wait_for_nobody(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Pergub 5", "seen": "yes"}, "REG-02")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "e", "m", "space", "escape", "space", "m")
        assert list(cited(ani, verification)) == ["REG-01", "REG-02"]
        assert ani.desk.ask(drafts.lines) == ()


async def test_a_key_pressed_twice_keeps_the_page_of_a_citation(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Pergub 5", "seen": "yes"}, "REG-01", "Pasal 2")
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "e", "space")
        assert cited(ani, verification) == {}
        await ani.press("space")
        assert cited(ani, verification) == {"REG-01": "Pasal 2"}

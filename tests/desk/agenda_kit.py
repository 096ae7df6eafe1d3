"""What tests of the acceleration agenda share: one drafted, signed and handed on."""

from typing import Final

from models.agenda import Agenda
from models.agenda_told import drafted
from models.desk import agenda
from models.documents.travelling import Signed
from models.words import Words
from tests.desk.acts import answer_all, begun
from tests.desk.reviewing_kit import Laptop

ID: Final = Words("id")
HOSTILE: Final = (
    '=HYPERLINK("http://contoh.id";"klik")',
    "+62 812-3456-7890",
    "-5",
    "198012312006041001",
    "1.10",
    "05/2023",
    "Dua baris\nyang kedua; dengan, tanda \\ dan 📌",
)
DONE: Final = {"status": "done", "done_on": "8-5-2023", "evidence": "SK Sekda nomor 12"}
"""How an action is said to be done."""


def low(laptop: Laptop, agency: str = "11", level: int = 4) -> str:
    """The id of a verification with two gaps: a gate that fails, and an item below its top."""
    from models.desk import answers

    verification = begun(laptop.desk, agency)
    answer_all(laptop.desk, verification, level)
    laptop.desk.do(answers.record, verification, "REG-09", 3)
    laptop.desk.do(answers.record, verification, "REG-01", 1)
    return verification


def plans(laptop: Laptop, verification: str) -> Agenda:
    """The agenda with an action for each gap."""
    laptop.clock.step()
    return laptop.desk.do(agenda.draft, verification, drafted(ID, laptop.desk.ask(agenda.gaps, verification)), 2)


def signs(laptop: Laptop, verification: str, *, over: bool = False) -> Signed:
    """The agenda signed as it stands, and what is handed on."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(agenda.drawn_up, verification, over=over))
    laptop.desk.do(agenda.sign, verification, signed)
    return signed

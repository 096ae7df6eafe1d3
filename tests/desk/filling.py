"""A verification full of texts that spreadsheets like to change, and its worksheet with one cell changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from models.desk import answers, evidence, facts, worksheets
from models.desk.desk import Desk
from models.formats import reading, worksheet
from models.formats.tables import Row, Table
from models.previews import WorksheetPreview
from tests.desk.acts import begun
from tests.formats.kit import HOSTILE

WAIVED: Final = "SIS-06"
"""An item that may be not applicable."""
FREE: Final = "REG-09"
"""An item whose count has an N that is typed."""

Act = tuple[Callable[..., Any], tuple[Any, ...]]

ACTS: Final[tuple[Act, ...]] = (
    (answers.record, ("REG-01", 3)),
    (answers.say, ("REG-02", "partly")),
    (answers.not_applicable, (WAIVED, "Disediakan oleh BKN")),
    *((answers.annotate, (item, text)) for item, text in zip(("REG-01", "REG-03", "REG-04", "REG-05"), HOSTILE[:4], strict=True)),
    (answers.annotate, ("REG-06", " dua\nbaris, panjang")),
    (
        evidence.register,
        ({"title": HOSTILE[0], "number": HOSTILE[4], "date": "9-5-2023", "location": HOSTILE[5]}, "REG-01", "Pasal 3; B02"),
    ),
    (evidence.register, ({"title": HOSTILE[6], "kind": "interview", "status": "incomplete", "seen": "yes"}, "REG-01", "hlm. 1")),
    (evidence.register, ({"title": HOSTILE[8], "source": HOSTILE[1]}, "REG-02")),
    (facts.base, ({"jpt_filled": "1250", "administrator": "0"},)),
    (answers.count, (FREE, {"posts": ("5", "10")})),
    (answers.count, ("SIS-05", {"index": ("98,45", "")})),
    (answers.count, ("INS-02", {"jpt": ("9", "")})),
    (facts.record, ("PEN-01", {"post": HOSTILE[2], "stratum": "pratama", "decree": HOSTILE[6], "date": "1-2-2023", "box": "9"})),
    (facts.record, ("PEN-01", {"post": "Kadis", "stratum": "madya", "decree": "2", "date": "1-3-2023", "box": "8"})),
    (facts.record, ("PEN-06", {"category": "belum_dinilai", "scheme": HOSTILE[3]})),
)


def worked(desk: Desk) -> str:
    """The id of a verification on which something of every kind was noted."""
    verification = begun(desk)
    for verb, arguments in ACTS:
        desk.do(verb, verification, *arguments)
    return verification


def tables_of(desk: Desk, verification: str, language: str = "id") -> tuple[Table, ...]:
    """The sheets of its worksheet."""
    return reading.tables(desk.ask(worksheets.file, verification, language).body, "w.xlsx")


def previewed(desk: Desk, tables: tuple[Table, ...]) -> WorksheetPreview:
    """What the sheets would change."""
    return desk.ask(worksheets.preview, worksheet.read(tables, "w.xlsx"))


def with_text(tables: tuple[Table, ...], sheet: int, row: int, column: int, text: str) -> tuple[Table, ...]:
    """The sheets with one cell changed; `row` counts from the heading."""
    table = tables[sheet]
    cells = list(table.rows[row].cells)
    cells[column] = text
    rows = (*table.rows[:row], Row(table.rows[row].number, tuple(cells)), *table.rows[row + 1 :])
    return (*tables[:sheet], replace(table, rows=rows), *tables[sheet + 1 :])

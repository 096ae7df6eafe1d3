"""The sheet in which an agency assesses itself, filled in without a spreadsheet."""

from collections.abc import Mapping
from dataclasses import replace

from models.desk import self_assessments
from models.desk.desk import Desk
from models.formats import reading, worksheet
from models.formats.tables import Row, Table
from models.formats.worksheet import OWN, Filled
from models.previews import WorksheetPreview

SAID = {
    "REG-01": {"level": "4", "evidence": "D:\\MT\\Perbup 12-2024.pdf\nhttps://drive.example/x?id=1", "note": "sudah diundangkan"},
    "REG-02": {"level": "Ya", "evidence": "[link] =HYPERLINK(1)"},
    "REG-03": {"level": "2"},
}
"""What the agency of most tests says of itself, by item and column."""


def blank(desk: Desk, verification: str, language: str = "id") -> tuple[Table, ...]:
    """The pages of the sheet as it leaves."""
    return reading.tables(desk.ask(self_assessments.file, verification, language).body, "pm.xlsx")


def written(tables: tuple[Table, ...], said: Mapping[str, Mapping[str, str]]) -> tuple[Table, ...]:
    """The pages with these cells filled in, by item and column."""

    def filled(row: Row) -> Row:
        told = said.get(row.cells[0], {})
        cells = [told.get(name, cell) for name, cell in zip(OWN, row.cells, strict=False)]
        return replace(row, cells=(*cells, *row.cells[len(OWN) :]))

    cover, *pages = tables
    return (cover, *(replace(page, rows=tuple(map(filled, page.rows))) for page in pages))


def back(desk: Desk, verification: str, said: Mapping[str, Mapping[str, str]], digest: str = "ab" * 32) -> Filled:
    """The sheet as it came back."""
    return worksheet.read(written(blank(desk, verification), said), "Penilaian mandiri.xlsx", digest)


def taken(desk: Desk, verification: str, said: Mapping[str, Mapping[str, str]] = SAID, digest: str = "ab" * 32) -> WorksheetPreview:
    """What changed by taking the sheet."""
    came = back(desk, verification, said, digest)
    return desk.do(self_assessments.take, came, desk.ask(self_assessments.preview, came).chosen(["all"]))

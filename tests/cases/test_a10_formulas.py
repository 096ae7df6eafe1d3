"""A10. Formulas in exports: what was typed stays a text in a workbook, and comes back as it was typed."""

import pytest

from models.desk import answers, evidence
from models.desk.desk import Desk
from tests.desk.acts import begun
from tests.formats.kit import file_of, loaded, previewed, standings
from tests.tui.commands import Commands, data

TYPED = (
    '=HYPERLINK("http://x")',
    "+62 812 3456 789",
    "-5",
    "@here",
    "199001012015041001",
    "1.10",
    "05/2023",
    "=1+1",
    "\t=1",
    "http://x.y/z",
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_text_becomes_a_formula_a_link_or_a_number(desk: Desk, language: str) -> None:
    verification = begun(desk)
    for number, text in enumerate(TYPED, 1):
        desk.do(answers.annotate, verification, f"REG-{number:02}", text)
        entered = {"title": text, "number": text, "source": text, "location": text}
        desk.do(evidence.register, verification, entered, f"REG-{number:02}", text)
    body = file_of(desk, verification, language)
    cells = [cell for sheet in loaded(body).worksheets for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert not any(cell.hyperlink for cell in cells)
    found = [cell.value for cell in cells]
    assert {text: found.count(text) >= 5 for text in map(str.strip, TYPED)} == dict.fromkeys(map(str.strip, TYPED), True)
    assert b"<f>" not in body
    assert standings(previewed(desk, body)) == {}


def test_data_for_programs_is_left_alone(verifier: Commands, desk: Desk, tmp_path: object) -> None:
    verification = begun(desk)
    for number, text in enumerate(TYPED, 1):
        desk.do(answers.annotate, verification, f"REG-{number:02}", text)
    _, out, _ = verifier("worksheet", verification, "--to", tmp_path, language="id")
    desk.do(answers.annotate, verification, "REG-01", "")
    desk.close()
    (printed,) = data(verifier("import", out.strip(), "--dry-run", "--json"))["worksheets"]
    (new,) = [entry for entry in printed["entries"] if entry["standing"] == "new"]
    assert [change["there"] for change in new["changes"]] == [TYPED[0]]

"""What tests of recalculation sheets share: a formula, and rows with the boxes an agency gives."""

from typing import Final

from models.desk import recalculations
from models.desk.desk import Desk
from models.rules.recalculation import BOXES
from tests.desk.acts import begun

LEVEL, WORD = "INS-12", "SIS-06"
FORMULA: Final = {
    "performance": "SKP 60; Perilaku 40%",
    "performance_middle": "70",
    "performance_high": "85",
    "potential": "Kompetensi 50, Potensi 50",
    "potential_middle": "68,5",
    "potential_high": "77",
    "boxes": " ".join(map(str, BOXES)),
}


def entered(number: object, box: object, score: object = "90") -> dict[str, str]:
    """A row as it is typed."""
    names = ("SKP", "Perilaku", "Kompetensi", "Potensi")
    return {"number": str(number), "box": str(box), **{f"score.{name}": str(score) for name in names}}


def filled(desk: Desk, item: str, boxes: tuple[int, ...]) -> str:
    """A verification with rows that belong in box 9, and the boxes the agency gives them."""
    verification = begun(desk)
    desk.do(recalculations.set_formula, verification, item, FORMULA)
    for number, box in enumerate(boxes, 1):
        desk.do(recalculations.row, verification, item, entered(number, box))
    return verification

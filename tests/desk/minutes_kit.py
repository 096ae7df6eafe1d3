"""What tests of minutes share: a visit noted, and the minutes of it closed."""

from typing import Final

from models.desk import minutes, trips
from models.documents.travelling import Signed
from tests.desk.reviewing_kit import Laptop

TRIP: Final = {
    "letter": "ST-12/2023",
    "letter_date": "5-5-2023",
    "begins": "9-5-2023",
    "ends": "11-5-2023",
    "place": "Sugapa",
    "method": "field",
}
SEKDA: Final = {"name": "Yosep", "nip": "197001011995031002", "post": "Sekretaris Daerah", "contact": "0812-0000"}


def visited(laptop: Laptop, verification: str) -> None:
    """Note the trip and one person of each side."""
    laptop.desk.do(trips.record, verification, TRIP)
    laptop.desk.do(trips.person, verification, "team", {"name": "Vera", "function": "ketua"})
    laptop.desk.do(trips.person, verification, "agency", SEKDA)


def closes(laptop: Laptop, verification: str, number: str = "", *, scores: bool = False) -> Signed:
    """Draw up, sign and close the minutes."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(minutes.drawn_up, verification, number, "", scores))
    laptop.clock.step()
    laptop.desk.do(minutes.close, verification, signed)
    return signed

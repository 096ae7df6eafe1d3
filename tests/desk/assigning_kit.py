"""What tests of assignments share: agencies assigned on a laptop, or taken back there."""

from models.desk import assigning, colleagues, rounds
from models.documents.travelling import Signed
from models.seconds import Purpose
from tests.desk.reviewing_kit import Laptop


def round_of(laptop: Laptop) -> str:
    return laptop.desk.ask(rounds.lines)[0].id


def gives(laptop: Laptop, codes: set[str], name: str, due: str = "", purpose: Purpose = "first") -> Signed:
    """Assign agencies to whom this names, or take them back where it names nobody; the document."""
    laptop.clock.step()
    person = laptop.desk.ask(colleagues.member, name).id if name else ""
    signed = laptop.sign(laptop.desk.ask(assigning.drawn_up, round_of(laptop), codes, person, due, "", purpose))
    laptop.desk.do(assigning.assign, signed)
    return signed

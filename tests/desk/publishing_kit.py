"""What tests of published checklists share: a small checklist in several versions, and a laptop that publishes it."""

from models.desk import checklists, publishing
from models.documents.travelling import Signed
from tests.desk.reviewing_kit import Laptop
from tests.sheets import small_checklist, written

SMALL = "small 1"


def small(version: str = "1", **changes: object) -> bytes:
    """The small checklist in a version, with other values at places."""
    return written(small_checklist(**{"version": version, **changes}))


def publishes(laptop: Laptop, body: bytes) -> Signed:
    """Make a checklist known on a laptop and publish it; the document."""
    known = laptop.desk.do(checklists.adopt, body, "small.toml")
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(publishing.drawn_up, known.digest))
    laptop.desk.do(publishing.publish, signed)
    return signed

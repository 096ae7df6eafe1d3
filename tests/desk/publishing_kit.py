"""What tests of published checklists share: a small checklist in several versions, and a laptop that publishes it."""

import tomllib
from typing import Any

import tomli_w

from models.checklists import SHIPPED, shipped
from models.desk import checklists, publishing
from models.documents.travelling import Signed
from tests.desk.reviewing_kit import Laptop
from tests.sheets import small_checklist, written

SMALL = "small 1"
CHANGED, GONE, NEW = "REG-03", "REG-04", "REG-14"
"""What becomes of items in the second version of mt-kasn."""


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


def second_version() -> bytes:
    """mt-kasn 2023.2: one letter changed, one item gone, one new in its place, two that changed places."""
    raw: dict[str, Any] = tomllib.loads(shipped(SHIPPED[0]).decode())
    raw["version"] = "2023.2"
    items = raw["items"]
    items[CHANGED]["question"]["id"] = items[CHANGED]["question"]["id"].replace("aturan", "Aturan")
    items[NEW] = items[GONE]
    codes = [NEW if code == GONE else code for code in items if code != NEW]
    first, second = codes.index("REG-05"), codes.index("REG-08")
    codes[first], codes[second] = codes[second], codes[first]
    raw["items"] = {code: items[code] for code in codes}
    raw["verdict"]["not_started_items"] = [NEW if code == GONE else code for code in raw["verdict"]["not_started_items"]]
    return tomli_w.dumps(raw).encode()

"""Reading the files that evidence says it is, so that each is known by its digest in what leaves."""

from collections.abc import Iterator

from models.desk import evidence, reading
from models.desk.desk import Desk
from models.fingerprints import Fingerprint, is_path, read


def known(desk: Desk, verification: str) -> Iterator[tuple[int, int]]:
    """Read the files of a verification's evidence one by one, then keep what was read: after each how many, and of how many.

    One that cannot be read keeps what was known of it. Refusal as `evidence.know` gives.
    """
    waiting = [each for each in desk.ask(reading.sheet, verification).evidence if is_path(each.location)]
    found = []
    for done, each in enumerate(waiting):
        yield done, len(waiting)
        found += [one for one in read((each,)) if isinstance(one, Fingerprint)]
    if found:
        desk.do(evidence.know, verification, found)
    yield len(waiting), len(waiting)

"""Reading the files that evidence says it is: so that each is known by its digest in what leaves, and later whether it still is the one."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from models.desk import evidence, filed, reading
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.fingerprints import Fingerprint, Unread, is_path, looked
from models.swept import Standing, Swept, sweep
from models.tabled import DATA, WORKBOOK
from models.words import Words

_ANEW: Final = (Standing.CHANGED, Standing.UNREAD, Standing.PRESENT)


def known(desk: Desk, verification: str) -> Generator[tuple[int, int], None, tuple[str, ...]]:
    """Read the files of a verification's evidence one by one, then keep what was read: every now and then how many, and of how many.

    In the end, the codes of evidence whose file is another than was read before.

    One that cannot be read keeps what was known of it, and so does one that others told of: whoever hands evidence over would have any
    file of this laptop read, and sent as a file of evidence. Refusal as `evidence.know` gives.
    """
    others = desk.ask(filed.told_by_others)
    waiting = [each for each in desk.ask(reading.sheet, verification).evidence if is_path(each.location) and each.location not in others]
    found: list[Fingerprint | Unread] = []
    for done, each in enumerate(waiting):
        for _ in looked(each.code, each.location, found):
            yield done, len(waiting)
    known_ = [one for one in found if isinstance(one, Fingerprint)]
    if known_:
        desk.do(evidence.know, verification, known_)
    yield len(waiting), len(waiting)
    before = {each.code: each.digest for each in waiting}
    return tuple(one.evidence for one in known_ if before[one.evidence] not in ("", one.digest))


def swept(desk: Desk, found: list[Swept], verification: str = "") -> Iterator[tuple[int, int]]:
    """Look at the files of a verification's evidence, or of all, into `found`, changing nothing: how many are done, and of how many."""
    return sweep(desk.ask(filed.references, verification), desk.ledger.folder, found)


def there(each: Swept) -> Swept:
    """A file that may be kept as that of its evidence; Refusal `evidence.no_file` where nothing was read, or it is not one's own."""
    if each.standing not in _ANEW or not each.reference.is_own:
        raise Refusal("evidence.no_file", evidence=each.reference.code)
    return each


def read_anew(desk: Desk, each: Swept) -> Swept:
    """Keep what lies there now as the file of the evidence: an act of its own, which undo takes back. How it is found from now on.

    Raises:
        Refusal: as `there` and `evidence.know` give.
    """
    desk.do(evidence.know, each.reference.verification, [there(each).fingerprint])
    return replace(each, reference=replace(each.reference, digest=each.digest, size=each.size), standing=Standing.PRESENT)


def table(words: Words, found: Iterable[Swept], form: str, day: date) -> Frozen:
    """What was found as a file: a workbook, or separated text in one of its profiles; Refusal `export.cell` as a workbook gives."""
    from models.formats import separated_out, sweep_pages, workbook  # takes long to import

    page = sweep_pages.page(words, found)
    body = workbook.written((page,), words("worksheet.lists")) if form == WORKBOOK else separated_out.written(page, form)
    return Frozen(f"{words('sweep.file')}_{day}.{WORKBOOK if form == WORKBOOK else DATA}", body)

"""Files of evidence on a carrier: by their digest, in pieces, so that a broken line costs one piece; nothing of them is needed elsewhere.

`q/<digest>/00000000` is the first piece. What is whole here is kept in the profile's folder `files`, under its digest. Whoever finds a
file damaged there says so beside its pieces, `damaged-<mark>`, and its sender, who then puts right what is wrong, `mended-<mark>`.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from models import causes
from models.carriers.base import Carrier
from models.codes import minted
from models.desk import filed
from models.desk.desk import Desk
from models.errors import Refusal
from models.exchange_line import MOST_FAILED, Counted
from models.exchanged import FilesExchanged
from models.filed import Filed, path_of
from models.fingerprints import of_file
from models.landing import refused, renamed, sync_file, sync_folder

PIECE: Final = 1_000_000
"""Bytes of a piece: two minutes on the slowest line."""
_SPARE: Final = 200_000_000
"""Bytes that stay free on the disk of the profile: files of others are worth less than the next answer."""
_DAMAGED: Final = "damaged-"
_MENDED: Final = "mended-"
_MARK: Final = re.compile(f"({_DAMAGED}|{_MENDED})([0-9a-f]{{16}})")
_AGAIN: Final = 24 * 3600
"""Seconds after which a file that came damaged is fetched again without an answer of its sender."""
_MARKS: Final = 20
"""Most marks that are answered at once: on a stick anybody may have put any number."""
Progress = Callable[[str, int, int], None]


def exchange_files(
    desk: Desk,
    name: str,
    carrier: Carrier,
    limit: int,
    progress: Progress = lambda *_: None,
    done: FilesExchanged | None = None,
) -> FilesExchanged:
    """Put own files of evidence of at most `limit` bytes that the carrier lacks there, and take those of others that are whole there.

    Where it ends before its end, `done` tells what came of it until then.

    Raises:
        Refusal: as the carrier's verbs give; what came or went before stays, and the next exchange goes on behind it.
    """
    done = done or FilesExchanged()
    carrier = Counted(carrier, done)
    there = carrier.names("q")
    for each in _within(desk.ask(filed.to_send), limit, done):
        with _alone(done):
            _send(each, carrier, name, there, done, progress)
    # Of what its sender keeps back, or is here, there is nothing to tell.
    lacking = (each for each in desk.ask(filed.to_fetch) if each.digest in there and not path_of(desk.ledger.folder, each.digest).exists())
    for each in _within(lacking, limit, done):
        with _alone(done):
            _fetch(each, carrier, desk.ledger.folder, done, progress)
    return done


def look_at_files(
    desk: Desk, carrier: Carrier, limit: int, progress: Progress = lambda *_: None, done: FilesExchanged | None = None
) -> FilesExchanged:
    """What `exchange_files` would send and fetch of the files that are known of by now, and why others stay; nothing is changed.

    Raises:
        Refusal: as the carrier's verbs give.
    """
    done = done or FilesExchanged()
    carrier = Counted(carrier, done)
    there = carrier.names("q")

    def lies(each: Filed) -> frozenset[str]:
        progress("file", done.sent + done.received, 0)
        return carrier.names(f"q/{each.digest}") if each.digest in there else frozenset()

    for each in _within(desk.ask(filed.to_send), limit, done):
        known = lies(each)
        if _missing(each, known):
            with _unsent(each, done):
                _place(each)
                done.sent += 1
    lacking = (each for each in desk.ask(filed.to_fetch) if each.digest in there and not path_of(desk.ledger.folder, each.digest).exists())
    for each in _within(lacking, limit, done):
        done.received += lies(each) >= {f"{number:08}" for number in _pieces(each.size)}
    return done


@contextmanager
def _alone(done: FilesExchanged) -> Iterator[None]:
    """A bad sector under one file keeps the others from nobody; where several cannot be read or written, it is the carrier itself."""
    try:
        yield
    except Refusal as refused:
        if refused.code != "carrier.failed" or sum(each.code == refused.code for each in done.told) == MOST_FAILED:
            raise
        done.told.append(refused)


def _within(files: Iterable[Filed], limit: int, done: FilesExchanged) -> Iterator[Filed]:
    for each in files:
        if each.size <= limit:
            yield each
        else:
            done.told.append(Refusal("file.too_large", **_of(each)))


def _of(each: Filed) -> dict[str, object]:
    return {"agency": each.agency, "evidence": each.evidence, "title": each.title}


def _pieces(size: int) -> range:
    # A file of no bytes is told to be there by a piece of none.
    return range(max(1, -(-size // PIECE)))


def _path(digest: str, number: int) -> str:
    return f"q/{digest}/{number:08}"


def _send(each: Filed, carrier: Carrier, name: str, there: frozenset[str], done: FilesExchanged, progress: Progress) -> None:
    known = carrier.names(f"q/{each.digest}") if each.digest in there else frozenset()
    missing = _missing(each, known)
    if not missing:
        return
    with _unsent(each, done):
        with _place(each).open("rb") as file:
            for count, number in enumerate(missing):
                progress("file", count, len(missing))
                file.seek(number * PIECE)
                _put(carrier, name, _path(each.digest, number), file.read(PIECE), is_there=f"{number:08}" in known)
        for mark in sorted(_open_marks(known)):
            _put(carrier, name, f"q/{each.digest}/{_MENDED}{mark}", b"-")
        done.sent += 1


def _missing(each: Filed, known: frozenset[str]) -> list[int]:
    """The pieces to be written where these names are there: all of them where somebody found the file damaged."""
    marks = _open_marks(known)
    return [number for number in _pieces(each.size) if marks or f"{number:08}" not in known]


@contextmanager
def _unsent(each: Filed, done: FilesExchanged) -> Iterator[None]:
    """A file that cannot be read, or is another one by now, stays, which is told."""
    try:
        yield
    except OSError as error:
        done.told.append(Refusal("file.unread", **_of(each), cause=causes.of_system(error)))
    except Refusal as refused:
        if refused.code != "file.changed":
            raise
        done.told.append(refused)


def _place(each: Filed) -> Path:
    """Where the file lies as it was told of: other evidence may tell of the same bytes elsewhere.

    Raises:
        Refusal: `file.changed` where none of its places holds it, and the first another one.
        OSError: the first cannot be read.
    """
    for location in (*each.others, each.location):
        try:
            if of_file(Path(location)) == (each.digest, each.size):
                return Path(location)
        except OSError:
            if location == each.location:
                raise
    raise Refusal("file.changed", **_of(each))


def _put(carrier: Carrier, name: str, path: str, content: bytes, *, is_there: bool = False) -> None:
    """Put bytes where they belong and read them back; what stands there otherwise, as what a stick tore, gives way once."""
    if is_there and _standing(carrier, path) == content:
        return
    try:
        carrier.put(path, content)
    except Refusal as refused:
        if refused.code != "carrier.taken":
            raise
    if _standing(carrier, path) != content:
        carrier.put_over(path, content)
        if _standing(carrier, path) != content:
            raise Refusal("carrier.compare", carrier=name, path=path)


def _standing(carrier: Carrier, path: str) -> bytes | None:
    try:
        return carrier.get(path, PIECE)
    except Refusal as refused:
        if refused.code != "carrier.too_large":
            raise
        return b""


def _open_marks(known: frozenset[str]) -> frozenset[str]:
    """The marks of those who found a file damaged since it was compared the last time."""
    found = list(filter(None, map(_MARK.fullmatch, known)))
    damaged, mended = (frozenset(each[2] for each in found if each[1] == said) for said in (_DAMAGED, _MENDED))
    return frozenset(sorted(damaged - mended)[:_MARKS])


def _fetch(each: Filed, carrier: Carrier, folder: Path, done: FilesExchanged, progress: Progress) -> None:
    target = path_of(folder, each.digest)
    part, note = (target.with_name(f"{each.digest}.{end}") for end in ("part", "damaged"))
    try:
        if _is_damaged_still(each, carrier, note):
            done.told.append(Refusal("file.damaged", **_of(each)))
            return
        target.parent.mkdir(exist_ok=True)
        if shutil.disk_usage(target.parent).free < each.size + _SPARE:
            done.told.append(Refusal("file.no_room", **_of(each)))
            return
        is_resumed = part.exists() and part.stat().st_size >= PIECE
        if not _come(each, carrier, part, progress):
            return
        if of_file(part) != (each.digest, each.size):
            part.unlink()
            if is_resumed:  # a power cut may have taken what lay here of it
                _fetch(each, carrier, folder, done, progress)
                return
            done.told.append(Refusal("file.damaged", **_of(each)))
            # A stick that takes nothing keeps nobody from fetching the others.
            with suppress(Refusal):
                note.write_text(_marked(each, carrier), "ascii")
            return
        sync_file(part)
        renamed(part, target)
        note.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise refused(target.parent, each.size, error) from error
    done.received += 1


def _come(each: Filed, carrier: Carrier, part: Path, progress: Progress) -> bool:
    """Fetch the pieces behind those that are here; False where its sender has not come that far."""
    with part.open("ab") as file:
        file.truncate(file.tell() // PIECE * PIECE)
        pieces = _pieces(each.size)
        for number in pieces[file.tell() // PIECE :]:
            progress("file", number, len(pieces))
            piece = _standing(carrier, _path(each.digest, number))
            if piece is None:
                return False
            file.write(piece)
    return True


def _marked(each: Filed, carrier: Carrier) -> str:
    """A mark beside the pieces of a damaged file, which its sender has yet to answer."""
    if marks := _open_marks(carrier.names(f"q/{each.digest}")):
        return min(marks)
    mark = minted()
    carrier.put(f"q/{each.digest}/{_DAMAGED}{mark}", b"-")
    return mark


def _is_damaged_still(each: Filed, carrier: Carrier, note: Path) -> bool:
    """Whether the mark that was found or left here is not answered: else all of the file would be fetched again with each exchange.

    After a day it is fetched all the same: its sender may be gone, and what carries it may have put it right.
    """
    try:
        if time.time() - note.stat().st_mtime > _AGAIN:
            return False
        mark = note.read_text("ascii", "replace")
    except FileNotFoundError:
        return False
    return mark in _open_marks(carrier.names(f"q/{each.digest}"))

"""The segment: what one writer sends at once. A signature of its device, then the rest compressed: a heading and documents byte for byte.

`sed '1,/^-----END/d' 00000001.seg | gunzip` shows what is in it; `ssh-keygen -Y verify -n segment@verifier` checks what follows the armour.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from models.codes import digest
from models.documents import signatures, toml
from models.documents.keys import PrivateKey
from models.documents.parts import MAJOR, STRICT, Code, Digest, Moment, Text, tables
from models.documents.team import Id
from models.documents.travelling import MOST, Signed
from models.errors import Refusal

KIND: Final = "segment"
LONGEST: Final = 16_000_000
"""Most bytes of a segment as it lies on a carrier."""
BYTES: Final = 24_000_000
"""Most bytes of what is in one: two of the longest documents and more."""
DOCUMENTS: Final = 400
"""Most documents in one."""
_MINOR: Final = 0
_END: Final = b"-----END SSH SIGNATURE-----\n"
_LENGTH: Final = re.compile(rb"([1-9][0-9]{0,7})\n")
_PATH: Final = re.compile(r"w/([0-9a-f]{16})/([0-9]{4})/([0-9]{8})\.seg")
WRITER: Final = re.compile(r"[0-9a-f]{16}")

Writer = Annotated[str, Field(pattern=rf"^{WRITER.pattern}$")]
Number = Annotated[int, Field(ge=1, le=9_999_999)]
Armour = Annotated[str, Field(max_length=signatures.LONGEST)]


class _Part(BaseModel):
    model_config = STRICT


class Carried(_Part):
    """A document in a segment: the name of its file, its length in bytes, and everybody's signatures over it."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    size: Annotated[int, Field(ge=1, le=toml.SIZE_LIMIT)]
    signatures: Annotated[tuple[Armour, ...], Field(strict=False, max_length=MOST)]


class Refused(_Part):
    """A document that was not let in where this comes from: the code and the sentence of why, in both languages."""

    code: Code
    id: Text
    en: Text


class Heading(_Part):
    """What a segment says of itself; documents stand in it in the order of their bytes."""

    format: Literal["verifier"]
    kind: Literal["segment"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    writer: Writer
    number: Number
    previous: Digest | Literal[""] = ""
    """Digest of the segment before it."""
    device: Id
    cut_at: Moment
    received: dict[Writer, Number] = {}
    """The receipt: up to which segment of others is here what they sent."""
    refused: dict[Digest, Refused] = {}
    """Of what was received the documents that were not let in."""
    documents: dict[Digest, Carried] = {}


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it was read: its digest, the public line that signed it, what it says and what it holds."""

    digest: str
    key: str
    heading: Heading
    documents: tuple[Signed, ...]


def path(writer: str, number: int) -> str:
    """Where a segment lies on every carrier: a folder for each writer, and in it one for each thousand."""
    return f"{folder(writer, number)}/{number:08}.seg"


def folder(writer: str, number: int) -> str:
    """The folder in which a writer's segment of this number lies."""
    return f"w/{writer}/{number // 1000:04}"


def number_of(name: str) -> int | None:
    """The number of the segment in the file of this name, None for a file that is none."""
    found = re.fullmatch(r"([0-9]{8})\.seg", name)
    return int(found[1]) if found else None


def drawn_up(**told: object) -> Heading:
    """What a segment says of itself besides its documents: the fields of `Heading`."""
    return Heading.model_validate({"format": "verifier", "kind": KIND, "major": MAJOR, "minor": _MINOR, **told})


def written(key: PrivateKey, heading: Heading, documents: Iterable[Signed]) -> bytes:
    """The bytes of a segment with a heading, which names no documents yet, and these documents."""
    held = {digest(document.body): document for document in documents}
    told = {
        id_: Carried(name=document.name, size=len(document.body), signatures=tuple(each.decode("ascii") for each in document.signatures))
        for id_, document in held.items()
    }
    head = toml.write(heading.model_copy(update={"documents": told}))
    inner = b"%d\n%b%b" % (len(head), head, b"".join(document.body for document in held.values()))
    rest = gzip.compress(inner, mtime=0)
    return signatures.sign(key, rest, KIND) + rest


def opened(body: bytes, file: str) -> Segment:
    """The segment in `body`, whole and signed by the key it names; whose key that is, and whether it may, is for others to say.

    Raises:
        Refusal: `segment.framing` for what is none or is cut short, `segment.too_large`, `segment.damaged` for what does not fit together,
            and what `signatures.check` and `toml.read` refuse; each names `file`.
    """
    if len(body) > LONGEST:
        raise Refusal("segment.too_large", file=file, limit=LONGEST // 1000)
    head, end, rest = body[: signatures.LONGEST].partition(_END)
    if not end:
        raise Refusal("segment.framing", file=file)
    signature, rest = head + end, body[len(head) + len(end) :]
    try:
        key = signatures.signer(signature, file)
    except Refusal as refused:
        raise Refusal("segment.framing", file=file) from refused
    signatures.check(rest, signature, key, KIND, file)
    heading, bodies = _divided(_inflated(rest, file), file)
    return Segment(digest(body), key, heading, tuple(_documents(heading.documents, bodies, file)))


def _inflated(rest: bytes, file: str) -> bytes:
    # Thirty kilobytes of a bomb would become a gigabyte.
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        inner = inflater.decompress(rest, BYTES + 2_000_000)
    except zlib.error as error:
        raise Refusal("segment.framing", file=file) from error
    if inflater.unconsumed_tail:
        raise Refusal("segment.too_large", file=file, limit=BYTES // 1000)
    if not inflater.eof or inflater.unused_data:
        raise Refusal("segment.framing", file=file)
    return inner


def _divided(inner: bytes, file: str) -> tuple[Heading, bytes]:
    found = _LENGTH.match(inner)
    if found is None or found.end() + int(found[1]) > len(inner):
        raise Refusal("segment.damaged", file=file)
    end = found.end() + int(found[1])
    return toml.read(Heading, tables(inner[found.end() : end], KIND, file), file), inner[end:]


def _documents(told: Mapping[str, Carried], bodies: bytes, file: str) -> Iterable[Signed]:
    if len(told) > DOCUMENTS or sum(each.size for each in told.values()) != len(bodies):
        raise Refusal("segment.damaged", file=file)
    start = 0
    for id_, each in told.items():
        body = bodies[start : start + each.size]
        start += each.size
        if digest(body) != id_:
            raise Refusal("segment.damaged", file=file)
        yield Signed(each.name, body, tuple(signature.encode("ascii", "replace") for signature in each.signatures))

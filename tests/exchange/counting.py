"""What an exchange costs with many writers: `python -m tests.exchange.counting [WRITERS] [DOCUMENTS]`; counts, never seconds."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.codes import digest, minted
from models.desk import keeping
from models.documents import segment
from models.exchanged import Exchanged
from tests.desk.reviewing_kit import Trio, changed, trio
from tests.exchange.histories import by_hand
from tests.exchange.kit import Memory, meets, writes


@dataclass
class Costs:
    """What three exchanges of the lead cost: the first one, one with nothing to say, and one that sends."""

    first: Exchanged
    idle: Exchanged
    push: Exchanged
    new: int
    """Bytes of the documents that the last one sent."""


def costs(team: Trio, writers: int, count: int, sent: int) -> Costs:
    """Let others have written `count` documents, exchange, and write `sent` more."""
    vera, lina, carrier = team.verifier, team.lead, Memory()
    one = vera.desk.ask(keeping.stored, writes(vera))
    each = -(-count // (writers - 1))
    for writer in range(writers - 1):
        name, previous = f"{writer + 1:016x}", ""
        for number, at in enumerate(range(0, each, 100), 1):
            made = [changed(vera, one, note=minted(), text=f"Catatan {at + n}") for n in range(min(100, each - at))]
            body = by_hand(vera, name, number, previous, *made)
            carrier.files[segment.path(name, number)], previous = body, digest(body)
    writes(lina)
    first = meets(lina, carrier)
    idle = meets(lina, carrier)
    new = sum(len(lina.desk.ask(keeping.stored, writes(lina)).body) for _ in range(sent))
    return Costs(first, idle, meets(lina, carrier), new)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, trio(Path(folder)) as made:
        writers, count = (int(each) for each in (sys.argv[1:] or ("30", "10000")))
        found = costs(made, writers, count, 50)
        for told, done in (("first", found.first), ("nothing new", found.idle), (f"50 documents of {found.new} bytes", found.push)):
            sys.stdout.write(
                f"{told}: {done.requests} requests, {done.bytes_in} bytes in, {done.bytes_out} out, {len(done.arrivals)} came\n"
            )

"""`verifier sync --status`: how the exchange with each carrier stands, and how far each document of this laptop got."""

from typing import TYPE_CHECKING, Any

from models.exchanged import CarrierLine, WayLine
from models.moments import moment
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from tui.command_line import Session


def run(session: "Session", names: tuple[str, ...], *, as_data: bool) -> int:
    """Print it; 1 where the last exchange with one of these carriers failed, or a document was refused."""
    from models.desk import ways
    from models.exchanged import Way

    words = session.words
    with common.desk(session) as desk:
        carriers, lines = desk.ask(ways.overview, names)
        here_only, is_shared = desk.ask(ways.here_only), desk.ledger.is_shared
    if as_data:
        common.print_data(
            carriers=[_carrier(words, each, session.settings.carriers[each.name]) for each in carriers],
            documents=[_document(words, each) for each in lines],
            here_only=here_only,
        )
    else:
        _print(words, carriers, lines, session.settings.carriers)
        if not is_shared:
            print(words.count("start.here_only", here_only))
    return int(any(each.failure for each in carriers) or any(each.way is Way.REFUSED for each in lines))


def _print(words: Words, carriers: tuple[CarrierLine, ...], lines: tuple[WayLine, ...], addresses: Any) -> None:
    from models.exchange_told import way_word

    headings = [words(f"sync.{name}") for name in ("carrier", "succeeded", "unsent", "address")]
    never = words("exchange.never")
    rows = [(each.name, _when(words, each.succeeded_at) or never, str(each.unsent), addresses[each.name]) for each in carriers]
    print_rows(headings, rows, cut=3)
    for each in carriers:
        if each.failure is not None:
            print(f"{each.name}: {words.of(each.failure)}")
    if lines:
        print()
        told = [(line.digest[:16], line.title or line.name, way_word(words, line)) for line in lines]
        print_rows([words(f"sync.{name}") for name in ("id", "document", "way")], told, cut=1)
        for line in lines:
            if line.why is not None:
                print(f"{line.digest[:16]}: {words.of(line.why)}")


def _when(words: Words, at: str) -> str:
    return words.moment(moment(at)) if at else ""


def _carrier(words: Words, line: CarrierLine, address: str) -> dict[str, object]:
    failure = words.of(line.failure) if line.failure is not None else ""
    return {
        "name": line.name,
        "address": address,
        "succeeded_at": line.succeeded_at,
        "tried_at": line.tried_at,
        "failure": failure,
        "unsent": line.unsent,
    }


def _document(words: Words, line: WayLine) -> dict[str, object]:
    return {
        "digest": line.digest,
        "kind": line.kind,
        "title": line.title,
        "name": line.name,
        "way": line.way.value,
        "carriers": [*line.carriers],
        "by": line.by,
        "at": line.at,
        "why": words.of(line.why) if line.why is not None else "",
    }

"""How the exchange is told: lines and paragraphs of carriers, arrivals and documents on their way."""

from collections.abc import Iterator
from typing import Final

from models.carriers.address import parsed
from models.errors import Refusal
from models.exchange_told import way_word
from models.exchanged import CarrierLine, Way, WayLine
from models.moments import moment
from models.previews import Arrival, Arriving
from models.words import Words
from screens.arrivals import TONES
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

CARRIER: Final = "carrier."
ARRIVAL: Final = "arrival."
WARNING: Final = "warning."
WAY: Final = "way."
"""The beginnings of the keys of lines."""
_SIGNS: Final = {Way.HERE: "·", Way.CARRIED: "↑", Way.RECEIVED: "●", Way.REFUSED: "!"}
_WAY_TONES: Final = {Way.HERE: Tone.WARN, Way.CARRIED: Tone.ACCENT, Way.RECEIVED: Tone.GOOD, Way.REFUSED: Tone.BAD}
_ARRIVAL_SIGNS: Final = {Arriving.FORK: "×", Arriving.REFUSED: "!", Arriving.HERE: " ", Arriving.REPLACED: "‹"}


def fault(name: str, address: str) -> Refusal | None:
    """What is wrong with the address of a carrier."""
    try:
        parsed(name, address)
    except Refusal as refused:
        return refused
    return None


def carrier_line(words: Words, line: CarrierLine, address: str) -> Line:
    """A carrier: whether the last exchange failed, how much it lacks, when one last succeeded."""
    is_bad = line.failure is not None or fault(line.name, address) is not None
    unsent = ((f"{words.count('exchange.unsent', line.unsent)} · ", Tone.WARN),) if line.unsent else ()
    failed = ((f"{words('exchange.failed')} · ", Tone.BAD),) if is_bad else ()
    right = (*failed, *unsent, (_moment(words, line.succeeded_at), Tone.MUTED))
    left = (("! " if is_bad else "  ", Tone.BAD), (f"{line.name}  ", Tone.ACCENT))
    return Line(CARRIER + line.name, left=left, text=address, right=right)


def _moment(words: Words, at: str) -> str:
    return words.moment(moment(at)) if at else words("exchange.never")


def of_carrier(words: Words, line: CarrierLine, address: str) -> Iterator[Paragraph]:
    """All that is known of a carrier."""
    yield Paragraph(line.name, tone=Tone.HEADING)
    wrong = fault(line.name, address)
    if wrong is not None:
        yield Paragraph(words.refusal(wrong), tone=Tone.BAD)
    if line.failure is not None:
        yield Paragraph(words.of(line.failure), label=_moment(words, line.tried_at), tone=Tone.BAD)
    yield Paragraph(address, label=words("exchange.address"))
    yield Paragraph(_moment(words, line.succeeded_at), label=words("exchange.succeeded"), tone=Tone.MUTED)
    if line.unsent:
        yield Paragraph(words.count("exchange.lacks", line.unsent), tone=Tone.WARN)
    elif line.succeeded_at:
        yield Paragraph(words("exchange.complete"), tone=Tone.GOOD)


def way_line(words: Words, line: WayLine) -> Line:
    """A document of this laptop on its way."""
    tone = _WAY_TONES[line.way]
    return Line(
        WAY + line.digest, left=((f"{_SIGNS[line.way]} ", tone),), text=_called(words, line), right=((way_word(words, line), tone),)
    )


def _called(words: Words, line: WayLine) -> str:
    return f"{line.title} ({words(f'purpose.{line.kind}')})" if line.title else line.name


def of_way(words: Words, line: WayLine) -> Iterator[Paragraph]:
    """All that is known of a document on its way."""
    yield Paragraph(_called(words, line), tone=Tone.HEADING)
    at = words.moment(moment(line.at)) if line.at else ""
    yield Paragraph(way_word(words, line), label=at, tone=_WAY_TONES[line.way])
    if line.why is not None:
        yield Paragraph(words.of(line.why), label=words("exchange.reason"), tone=Tone.BAD)
        yield Paragraph(words("exchange.refused_submission" if line.kind == "submission" else "exchange.refused_remedy"))
    yield Paragraph(words(f"way.means.{line.way.value}"), tone=Tone.MUTED)
    yield Paragraph(line.name, label=words("arrivals.file"), tone=Tone.MUTED)


def arrival_line(words: Words, key: str, arrival: Arrival) -> Line:
    """Something that came, and how it stands to what is here."""
    tone = TONES.get(arrival.standing, Tone.GOOD)
    left = ((f"{_ARRIVAL_SIGNS.get(arrival.standing, '+')} ", tone), (f"{words(f'arriving.{arrival.standing.value}'):<12}", tone))
    kind = f" ({words(f'purpose.{arrival.kind}')})" if arrival.kind and arrival.title else ""
    return Line(key, left=left, text=f"{arrival.title or arrival.file}{kind}", right=((arrival.signer, Tone.MUTED),))

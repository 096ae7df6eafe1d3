"""Text that was typed and not saved where it belongs: read out in full, where it was typed, and discarded where nobody wants it."""

from contextlib import suppress

from models import kept_told
from models.desk import drafts
from models.desk.drafts import DraftLine
from models.fields import Option
from models.moments import moment
from models.words import Words
from tui.linear.talk import Back
from tui.linear.work import Work


def recovered_room(work: Work) -> None:
    """Read out what was typed and not saved until one steps back or nothing is left."""
    words, talk = work.words, work.talk
    while lines := {line.place: line for line in work.desk.ask(drafts.lines)}:
        talk.head(words("recovered.title"))
        try:
            place = talk.choose(words("linear.recovered.which"), [Option(line.place, _named(words, line)) for line in lines.values()])
        except Back:
            return
        with work.said(), suppress(Back):
            _read(work, lines[place])


def _named(words: Words, line: DraftLine) -> str:
    of = ", ".join(filter(None, (line.agency, line.round, words.moment(moment(line.kept_at)))))
    return f"{kept_told.told(words, line.place)} ({of})"


def _read(work: Work, line: DraftLine) -> None:
    """Read out one, and ask whether it is to be discarded."""
    words, talk = work.words, work.talk
    talk.say("\n".join(filter(None, line.fields.values())))
    named = kept_told.told(words, line.place)
    if talk.confirm(words("linear.recovered.discard", what=named)) and work.do(drafts.drop, line.place):
        talk.tell("linear.recovered.discarded", what=named)

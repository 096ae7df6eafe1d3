"""An agency found by typing a part of its name, and its verification opened or begun."""

from models.carryover_told import beginning, goes_along
from models.desk import agencies, carrying, succeeding
from models.fields import Option
from models.finding import Named, ranked
from models.views import AgencyLine
from tui.linear.sheet import sheet_room
from tui.linear.work import Work


def agency_room(work: Work) -> None:
    """Ask for an agency and work on its verification; Back where one steps back."""
    lines = {line.agency.code: line for line in work.desk.ask(agencies.lines)}
    named = {code: Named(code, line.agency.name, line.agency.short_name, line.agency.province) for code, line in lines.items()}

    def found(typed: str) -> list[Option]:
        codes = [typed] if typed in lines else ranked(typed, named)
        return [Option(code, _told(work, lines[code])) for code in codes]

    begin(work, work.talk.search(work.words("linear.agency.ask"), found, work.words("linear.agency.help")))


def _told(work: Work, line: AgencyLine) -> str:
    words, done = work.words, line.verification
    standing = f", {words(f'state.{done.state}')} {done.answered}/{done.total}" if done else ""
    return f"{line.agency.name} ({line.agency.code}), {words(f'type.{line.agency.type}')}{standing}"


def begin(work: Work, agency: str, round_id: str = "", *, is_second: bool = False) -> None:
    """Open the verification of an agency, begun now where there is none; Back where it is not said with which answers to begin."""
    words = work.words
    found = None if is_second else work.desk.ask(carrying.preview_start, agency, round_id)
    if found is not None:
        options = (
            Option("last", beginning(words, found), goes_along(words, found)),
            Option("empty", words("carry.from_empty", checklist=found.new.name), words("carry.from_empty_detail")),
        )
        chosen = work.talk.choose(words("carry.begin", agency=found.agency_name, round=found.round), options)
        if chosen == "last":
            sheet_room(work, work.desk.do(carrying.start, agency, round_id))
            return
    sheet_room(work, work.desk.do(succeeding.begin, agency, round_id, is_second=is_second))

"""Beginning the verification of an agency: empty, or with the answers of the last round where there are any."""

from models.carryover_told import beginning, goes_along
from models.desk import carrying, succeeding
from models.fields import Option
from models.versions import Carrying
from screens.base import HouseScreen
from screens.dialogs import Pick
from screens.navigation import Go

_LAST, _EMPTY = "last", "empty"


def begin(screen: HouseScreen, agency: str, round_id: str = "", *, is_second: bool = False, instead: bool = False) -> None:
    """Open the verification of an agency in a round (the current one unless named), begun now where there is none.

    `instead` where the screen was only there to choose it: the way back from the sheet does not lead through it again.

    Where it is the agency's first of the round, and an earlier round has answers, one is asked whether to begin with those.
    """
    # Whoever verifies a second time is not to see what was found.
    found = None if is_second else screen.look_up(carrying.preview_start, agency, round_id)
    if found is None:
        _open(screen, screen.do(succeeding.begin, agency, round_id, is_second=is_second), instead)
    else:
        _ask(screen, found, instead)


def _ask(screen: HouseScreen, found: Carrying, instead: bool) -> None:
    words = screen.words

    def chosen(how: str | None) -> None:
        if how is not None:
            verb = carrying.start if how == _LAST else succeeding.begin
            _open(screen, screen.do(verb, found.agency, found.round), instead)

    options = (
        Option(_LAST, beginning(words, found), goes_along(words, found)),
        Option(_EMPTY, words("carry.from_empty", checklist=found.new.name), words("carry.from_empty_detail")),
    )
    screen.app.push_screen(Pick(words, words("carry.begin", agency=found.agency_name, round=found.round), options), chosen)


def _open(screen: HouseScreen, verification: str | None, instead: bool) -> None:
    if verification is not None:
        screen.post_message(Go("sheet", {"verification": verification}, instead=instead))

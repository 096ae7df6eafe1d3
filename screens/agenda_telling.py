"""Acceleration agendas as screens tell them, ask for them and write them as files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from models import agenda_told as told
from models import places, planning, printing
from models.agenda import Action, Agenda
from models.fields import Field, Option
from models.moments import written
from models.rules.agenda import STATUSES
from models.rules.checklist import Scale
from models.tabled import AGENDAS
from models.words import Words
from screens.dialogs import Pick
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from models.desk.freeze import Frozen
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps

TONES: Final[Mapping[str, Tone]] = {"overdue": Tone.BAD, "open": Tone.PLAIN, "done": Tone.GOOD, "dropped": Tone.MUTED}
_PLANNED: Final = ("action", "output")


def action_line(words: Words, agenda: Agenda, action: Action, key: str, before: Sequence[Span] = ()) -> Line:
    """An action in a list, with how it stands; `before` stands at the left."""
    standing = action.standing(agenda.today)
    star = "*" if action.gate else " "
    left = (*before, (f"{action.code:<4} ", Tone.MUTED), (f"{action.item}{star} ", Tone.ACCENT))
    lacking = ((f"{words('mark.agenda.lacking')} ", Tone.WARN),) if action.lacks else ()
    until = written(action.deadline) if action.deadline else ""
    right = (*lacking, (f"{told.standing(words, action, agenda.today)}  {until:>10}", TONES[standing]))
    return Line(key, left=left, text=" ".join(action.action.split()), right=right)


def paragraphs(words: Words, agenda: Agenda, action: Action) -> Iterator[Paragraph]:
    """An action in full."""
    yield Paragraph(f"{action.code} · {action.item} {words.of(action.title)}", tone=Tone.HEADING, limit=1)
    lacking = told.lacking(words, action)
    if lacking:
        yield Paragraph(words("agenda.lacking", what=lacking), tone=Tone.WARN)
    deadline = told.on(words, action.deadline) if action.deadline else ""
    standing = ", ".join(part for part in (told.standing(words, action, agenda.today), told.over(words, action)) if part)
    values = {"status": standing, "deadline": deadline, "owner": action.owner, "target": told.target(words, action)}
    for name, value in (values | {name: getattr(action, name) for name in _PLANNED}).items():
        if value:
            yield Paragraph(value, label=words("trip.label", name=words(f"action.{name}")))


def earlier_paragraphs(words: Words, earlier: Agenda | None, item: str, digest: str) -> Iterator[Paragraph]:
    """What the agenda of the round before planned about an item, and that the item asks otherwise now where it does."""
    today = earlier.today if earlier else ""
    for action, said in told.earlier(words, earlier, item, digest):
        yield Paragraph(said, tone=TONES[action.standing(today)], limit=2)


def earlier_said(words: Words, earlier: Agenda | None) -> str:
    """How the agenda of the round before stands and how to open it, in a sentence; empty where there was none."""
    if earlier is None or not earlier.actions:
        return ""
    return words("agenda.earlier.open", round=earlier.round, counts=told.counts(words, earlier))


def plan_fields(words: Words, scale: Scale, here: Mapping[str, str]) -> tuple[Field, ...]:
    """What is asked of an action."""
    levels = (Option("", words("agenda.no_level")), *(Option(str(each), told.level(words, scale, str(each))) for each in scale.levels))
    return (
        Field("action", words("action.action"), kind="note", value=here.get("action", ""), required=True),
        Field("output", words("action.output"), kind="note", value=here.get("output", ""), hint=words("agenda.hint.output")),
        Field("owner", words("action.owner"), value=here.get("owner", ""), hint=words("agenda.hint.owner")),
        Field("deadline", words("action.deadline"), "date", written(here.get("deadline", ""))),
        Field("level", words("action.level"), kind="choice", value=here.get("level", ""), options=levels),
        Field("number", words("action.number"), value=here.get("number", ""), hint=words("agenda.hint.number")),
        Field("unit", words("action.unit"), value=here.get("unit", ""), hint=words("agenda.hint.number")),
    )


def status_fields(words: Words, action: Action, today: str, evidence: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    """What is asked of how far an action has come."""
    statuses = tuple(Option(each, words(f"agenda.status.{each}")) for each in STATUSES)
    cited = (Option("", words("agenda.no_evidence")), *(Option(code, f"{code} {title}") for code, title in evidence))
    known = any(option.key == action.cited for option in cited)
    of_cited = {"kind": "choice", "options": cited} if known and len(cited) > 1 else {}
    return (
        Field("status", words("action.status"), kind="choice", value=action.status, options=statuses),
        Field("done_on", words("action.done_on"), value=written(action.done_on or today), hint=words("agenda.hint.done_on")),
        Field("evidence", words("action.evidence"), kind="note", value=action.evidence, hint=words("agenda.hint.evidence")),
        Field("cited", words("action.cited"), value=action.cited, **of_cited),  # type: ignore[arg-type] # a choice where there is one
        Field("reason", words("action.reason"), kind="note", value=action.reason),
    )


def latest(agenda: Agenda) -> str:
    """The last deadline of an agenda, an ISO date; empty where no action has one."""
    return max((each.deadline for each in agenda.actions), default="")


def choose_export(screen: "HouseScreen", agendas: Sequence[Agenda], scope: str, standing: str = "") -> None:
    """Ask in which form agendas are to be written, then write them; `scope` and `standing` are told as `planning.written` needs them."""
    words = screen.words
    options = [Option(form, words(f"agenda.form.{form}"), words(f"agenda.form.{form}.why")) for form in AGENDAS]

    def chosen(form: str | None) -> None:
        if form is not None:
            _write(screen, lambda: planning.written(words, agendas, form, screen.house.settings.office, scope, standing))

    screen.app.push_screen(Pick(words, words("agenda.export_title"), options), chosen)


def _write(screen: "HouseScreen", made: "Callable[[], Frozen]") -> None:
    words, settings = screen.words, screen.house.settings
    landed: list[Path] = []

    def steps() -> "Steps":
        yield 0, 1
        landed.append(printing.put(places.export_folder(settings), made()))
        yield 1, 1

    def done(_outcome: "Outcome") -> None:
        if landed:
            screen.say("agenda.exported", Tone.GOOD, file=landed[0].name, folder=places.told(landed[0].parent))

    screen.work(words("agenda.export_title"), steps, done)

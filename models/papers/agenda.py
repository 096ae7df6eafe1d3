"""The acceleration agenda on paper: of one agency, to be signed by both sides, or of many, one after the other."""

from collections.abc import Iterator, Sequence

from models import agenda_told as told
from models.agenda import Action, Agenda
from models.concluded import MARK
from models.paper import Block, Heading, Office, Pairs, Paper, Paragraph, Signature, Signatures, Table
from models.words import Words


def agenda(words: Words, agendas: Sequence[Agenda], office: Office, scope: str, *, is_part: bool = False) -> Paper:
    """The paper of the agendas, which tell where they stand on a day; `scope` says what was chosen.

    One that is told whole is signed by both sides; of several, or of some actions alone, it is a list.
    """
    only = agendas[0] if len(agendas) == 1 and not is_part else None
    about = f"{only.agency} · {only.round}" if only else scope
    blocks = (*_head(words, only, scope), *(block for each in agendas for block in _part(words, each, is_alone=only is not None)))
    mark = only.document[:MARK] if only and not only.is_changed else ""
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words("agenda.title"),
        subtitle=told.signed(words, only) if only else words("agenda.as_of", day=told.on(words, agendas[0].today)) if agendas else "",
        blocks=(*blocks, *_signed(words, only)),
        foot=" · ".join(part for part in (about, mark) if part),
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
        about=about,
    )


def _head(words: Words, only: Agenda | None, scope: str) -> Iterator[Block]:
    if only is None:
        yield Pairs(((words("figure.chosen"), scope),))
        return
    named = (words("paper.agency"), f"{only.agency} ({only.agency_code})"), (words("paper.round"), only.round)
    yield Pairs((*named, (words("paper.checklist"), only.checklist), (words("agenda.day"), told.on(words, only.today))))


def _part(words: Words, each: Agenda, *, is_alone: bool) -> Iterator[Block]:
    """How an agenda stands, then its actions: those whose day is over are named so in words."""
    if not is_alone:
        yield Heading(f"{each.agency} ({each.agency_code}) · {each.round}")
    yield Paragraph(told.state(words, each))
    if each.beside:
        yield Paragraph(words.count("agenda.beside", len(each.beside)))
    if each.actions:
        head = tuple(words(f"action.{name}") for name in ("code", "action", "output", "owner", "deadline", "status"))
        yield Table(head, tuple(_row(words, each, action) for action in each.actions), (4, 8, 8, 5, 5, 5))
    if any(action.gate for action in each.actions):
        yield Paragraph(words("agenda.gates_marked"), is_small=True)


def _row(words: Words, each: Agenda, action: Action) -> tuple[str, ...]:
    star = "*" if action.gate else ""
    target = told.target(words, action)
    aim = f"{words('trip.label', name=words('action.target'))} {target}" if target else ""
    lacking = told.lacking(words, action)
    lack = words("agenda.lacking", what=lacking) if lacking else ""
    return (
        f"{action.code}\n{action.item}{star}",
        action.action,
        "\n".join(part for part in (action.output, aim) if part) or "–",
        action.owner or "–",
        told.on(words, action.deadline) if action.deadline else "–",
        "\n".join(part for part in (told.standing(words, action, each.today), told.over(words, action), lack) if part),
    )


def _signed(words: Words, only: Agenda | None) -> Iterator[Block]:
    if only is not None:
        roles = (words("agenda.for_agency"), words("agenda.for_team"))
        yield Signatures(tuple(Signature(role, "") for role in roles), words("agenda.closing"))

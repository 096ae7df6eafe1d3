"""The working paper: every item with its question, the answer, the evidence it rests on and what was noted, by area."""

from collections.abc import Iterator

from models.concluded import Concluded
from models.paper import Block, Heading, Office, Pairs, Paper, Paragraph, Signature, Signatures, Table
from models.papers import results
from models.papers.self_assessed import compared
from models.rules.numbers import plain
from models.self_told import level_said
from models.views import SheetLine
from models.words import Words


def working(words: Words, told: Concluded, office: Office) -> Paper:
    """The working paper of a verification."""
    trip, sheet = told.trip, told.sheet
    days = " – ".join(words.day(each) for each in dict.fromkeys((trip.begins, trip.ends)) if each)
    blocks = (
        Pairs(((words("role.verifier").capitalize(), sheet.verifier), (words("paper.minutes.days"), days or "–"))),
        Paragraph(words("paper.working.marked"), is_small=True),
        *_areas(words, told),
        *results.hidden(words, told),
        *_register(words, told),
        *results.scores(words, told),
        *compared(words, told),
        Signatures((Signature(words("role.verifier").capitalize(), sheet.verifier),)),
    )
    return results.paper(words, told, office, "working", blocks)


def _areas(words: Words, told: Concluded) -> Iterator[Block]:
    sheet = told.sheet
    head = tuple(words(f"paper.working.{name}") for name in ("code", "question", "answer", "evidence", "note"))
    for code, area in sheet.checklist.areas.items():
        lines = [line for line in sheet.lines if line.item.area == code]
        score = " – ".join(part for part in results.score(words, sheet, code) if part)
        met = words("paper.working.gates", met=results.gates_met(words, sheet, code))
        given = words("paper.result.given", given=sum(line.answer.is_given for line in lines), total=len(lines))
        yield Heading(f"{code} {words.of(area.name)}")
        yield Table(
            head, (*(_item(words, line) for line in lines), ("", words("paper.working.subtotal"), score, given, met)), (4, 9, 6, 8, 8)
        )


def _item(words: Words, line: SheetLine) -> tuple[str, ...]:
    item, answer = line.item, line.answer
    counts = (
        f"{words.of(item.counts[key].label)}: {plain(each.count)}{'' if each.of is None else f'/{plain(each.of)}'}"
        for key, each in answer.counts.items()
        if key in item.counts
    )
    cited = (f"{each.evidence.code} {each.evidence.title}{f' ({each.place})' if each.place else ''}" for each in line.citations)
    noted = "\n".join(part for part in (answer.reason, answer.note) if part)
    own = (words("self.paper.said", answer=level_said(words, line)),) if line.self_answer is not None else ()
    answered = "\n".join((results.answered(words, line), *counts, *own))
    return results.coded(item), words.of(item.question), answered, "\n".join(cited) or "–", noted


def _register(words: Words, told: Concluded) -> Iterator[Block]:
    """All evidence with number and date, so that the codes above can be looked up."""
    yield Heading(words("paper.working.register"))
    if not told.sheet.evidence:
        yield Paragraph(words("paper.working.no_evidence"))
        return
    head = (words("paper.code"), words("paper.document"), words("paper.number"), words("evidence.status"))
    rows = (
        (
            each.code,
            f"{each.title}\n{words(f'evidence.kind.{each.kind}')}",
            "\n".join(part for part in (each.number, words.day(each.date)) if part) or "–",
            f"{words(f'evidence.status.{each.status}')}, {words('evidence.seen.yes' if each.seen else 'evidence.seen.no')}",
        )
        for each in told.sheet.evidence
    )
    yield Table(head, tuple(rows), (2, 9, 6, 4))

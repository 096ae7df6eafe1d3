"""What the papers of a result have in common: how they are marked, the conclusion, scores, gates, facts and findings."""

from collections.abc import Iterable, Iterator

from models.concluded import MARK, Concluded
from models.explanation import answer_word, plenary_named, plenary_said, sentence, verdict_name
from models.issuance import Revision
from models.moments import local_date, moment
from models.paper import Block, Heading, Numbered, Office, Pairs, Paper, Paragraph, Signature, Signatures, Table
from models.papers.sheets import of_sheet
from models.plenary import Decided
from models.rules.checklist import Fact, Item
from models.rules.facts import Row, is_asked
from models.rules.scoring import band
from models.rules.verdict import Gate, Reason
from models.views import Sheet, SheetLine
from models.words import Words


def paper(words: Words, told: Concluded, office: Office, kind: str, blocks: Iterable[Block]) -> Paper:
    """A paper of a result: below its title it says whether the result counts, and in its foot by which document it goes."""
    state = told.standing.state
    told_states = dict.fromkeys((*(() if told.is_issued or state == "withdrawn" else ("draft",)), state))
    forks = (Paragraph(words("paper.result.forks", count=len(told.standing.forks))),) if told.standing.forks else ()
    parts = (told.sheet.agency.name, told.sheet.round, *(words(f"state.{each}") for each in told_states), told.mark)
    return of_sheet(
        words,
        told.sheet,
        office,
        kind,
        (*forks, *blocks),
        subtitle="\n".join(part for part in (words(f"paper.result.{state}"), _issued(words, told)) if part),
        foot=" · ".join(part for part in parts if part),
    )


def _issued(words: Words, told: Concluded) -> str:
    """By whom it was issued, when, and until when it holds; empty while no verdict stands."""
    found = told.standing
    if not told.is_issued:
        return ""
    until = words("issuing.until", date=words.day(found.valid_until)) if found.valid_until else ""
    return words("issuing.issued_by", person=found.issued_by, moment=on(words, found.issued_at)) + until


def on(words: Words, stamp: str) -> str:
    """The day of a moment as it was stored."""
    return words.date(local_date(moment(stamp)))


def answered(words: Words, line: SheetLine) -> str:
    """An answer as it is said in short."""
    if line.answer.not_applicable:
        return words("answer.not_applicable")
    return words("gap.unanswered") if line.answer.level is None else answer_word(words, line.item, line.answer.level)


def coded(item: Item) -> str:
    """The code of an item, with a star where it is a gate."""
    return item.code if item.gate is None else f"{item.code}*"


def hidden(words: Words, told: Concluded) -> Iterator[Block]:
    """What was not asked, with what is noted of it all the same."""
    if not told.sheet.hidden:
        return
    named = (f"{line.item.code} ({answered(words, line)})" if line.answer.is_given else line.item.code for line in told.sheet.hidden)
    yield Paragraph(words("paper.hidden", items=", ".join(named)), is_small=True)


def conclusion(words: Words, told: Concluded) -> Iterator[Block]:
    """What is recommended and what was concluded, and why they differ where they do."""
    sheet, found = told.sheet, told.standing
    recommended, unknown = sheet.recommendation, sum(not line.answer.is_given for line in sheet.lines)
    rows = [
        (
            words("paper.result.recommended"),
            _called(words, sheet, recommended.code) if recommended else words("paper.result.incomplete", count=unknown),
        ),
        (words("paper.result.verdict"), _called(words, sheet, found.verdict) if found.verdict else words("paper.result.unrecorded")),
    ]
    if found.verdict and recommended and found.verdict != recommended.code:
        rows.append((words("paper.result.differs"), words("paper.result.because", reason=found.verdict_reason, person=found.verdict_by)))
    if found.decided is not None and not found.decided.is_open:
        rows.append((words("paper.result.plenary"), _in_plenary(words, told, found.decided)))
    if found.issue_reason:
        rows.append((words("paper.result.issue_reason"), found.issue_reason))
    rows += _before(words, told)
    flags = recommended.flags if recommended else ()
    rows += [(words("paper.result.flag"), words.of(sheet.checklist.verdict.flags[flag])) for flag in flags]
    yield Heading(words("paper.result.conclusion"))
    yield Pairs(tuple(rows))
    was = sheet.verdict.recommended if sheet.verdict else ""
    if not told.is_issued and recommended and was not in ("", recommended.code):
        yield Paragraph(words("paper.result.outdated", then=was, now=recommended.code))


def _before(words: Words, told: Concluded) -> Iterator[tuple[str, str]]:
    """Who withdrew it and why, and what was issued before it: papers of each lie in the same folder of somebody."""
    found = told.standing.revisions
    ended = next((each for each in found if each.kind == "withdrawal" and each.status == "withdrawn"), None)
    if told.standing.state == "withdrawn" and ended is not None:
        yield words("paper.result.ended"), words("paper.result.ended_by", person=ended.person, day=on(words, ended.at), reason=ended.reason)
    earlier = [each for each in found if each.kind == "verdict" and not each.is_current and each.digest != told.document]
    if earlier:
        yield words("paper.result.earlier"), "\n".join(_earlier(words, told, each) for each in earlier)


def _earlier(words: Words, told: Concluded, each: Revision) -> str:
    """A verdict that was replaced or withdrawn, with the beginning of its digest."""
    said = words(
        "paper.result.no_longer", verdict=_called(words, told.sheet, each.verdict), day=on(words, each.at), mark=each.digest[:MARK]
    )
    return f"{said}, {words('state.withdrawn')}" if each.is_withdrawn else said


def _in_plenary(words: Words, told: Concluded, found: Decided) -> str:
    """The plenary that decided; before the issue also what, for that stands nowhere else yet."""
    if told.is_issued:
        return plenary_named(words, found.number, found.day)
    return plenary_said(words, found, _called(words, told.sheet, found.verdict) if found.verdict else "")


def _called(words: Words, sheet: Sheet, code: str) -> str:
    found = sheet.recommendation
    variant = found.variant if found is not None and found.code == code else "name"
    return f"{code} – {words.of(verdict_name(sheet.checklist, code, variant))}"


def explained(words: Words, told: Concluded) -> Iterator[Block]:
    """What the recommendation rests on, and what a higher one lacks; gates have a table of their own."""
    found = told.sheet.recommendation
    if found is None:
        return
    missing = tuple(reason for reason in found.missing if reason.code != "gate")
    for key, reasons in (("verdict.because", found.because), ("verdict.missing", missing)):
        if reasons:
            yield Heading(words(key))
            yield Numbered(tuple(_sentence(words, told.sheet, reason) for reason in reasons))


def _sentence(words: Words, sheet: Sheet, reason: Reason) -> str:
    return sentence(words, sheet.checklist, reason)


def scores(words: Words, told: Concluded) -> Iterator[Block]:
    """Areas with score, band and gates; an area of which not every item is answered has no score, for what is not checked is not 0."""
    sheet = told.sheet
    yield Heading(words("paper.result.scores"))
    yield Paragraph(words("paper.result.internal"), is_small=True)
    head = tuple(words(f"paper.result.{name}") for name in ("area", "weight", "score", "band", "gates"))
    rows = [
        (f"{code} {words.of(area.name)}", str(area.weight), *score(words, sheet, code), gates_met(words, sheet, code))
        for code, area in sheet.checklist.areas.items()
    ]
    if sheet.overall is not None and sheet.recommendation is not None:
        rows.append((words("verdict.overall"), "", words.number(sheet.overall), "", ""))
    yield Table(head, tuple(rows), (8, 3, 4, 4, 4))


def score(words: Words, sheet: Sheet, area: str) -> tuple[str, str]:
    """The score of an area and its band."""
    lines, found = [line for line in sheet.lines if line.item.area == area], sheet.scores[area]
    given = sum(line.answer.is_given for line in lines)
    if given < len(lines):
        return words("paper.result.given", given=given, total=len(lines)), ""
    return ("–", words("score.none")) if found is None else (words.number(found), words.of(band(sheet.checklist, found).name))


def gates_met(words: Words, sheet: Sheet, area: str) -> str:
    """How many gates of an area are met."""
    found = [each for each in sheet.gates if each.area == area]
    return words("paper.result.met_of", met=sum(each.passed for each in found), total=len(found)) if found else "–"


def gates(words: Words, told: Concluded) -> Iterator[Block]:
    """Every gate: what was answered, what it needs, and whether that suffices."""
    sheet = told.sheet
    head = tuple(words(f"paper.result.{name}") for name in ("code", "gate", "answer", "needed", "passed"))
    yield Heading(gates_title(words, sheet))
    yield Table(head, tuple(gate(words, sheet, each) for each in sheet.gates), (2, 9, 3, 3, 3))


def gates_title(words: Words, sheet: Sheet) -> str:
    """How many gates are met."""
    return words("paper.result.gates_title", met=sum(each.passed for each in sheet.gates), total=len(sheet.gates))


def gate(words: Words, sheet: Sheet, told: Gate) -> tuple[str, ...]:
    """A gate: code, title, what was answered, what it needs, and whether it is met."""
    line = sheet.line(told.item)
    met = words("paper.result.yes" if told.passed else "paper.result.no") if line.answer.is_given else "–"
    return told.item, words.of(line.item.title), answered(words, line), answer_word(words, line.item, told.needed), met


def facts(words: Words, told: Concluded, *, whole: bool) -> Iterator[Block]:
    """The status facts, of those with many rows only how many there are unless the whole is asked for."""
    sheet = told.sheet
    head = (words("paper.result.fact"), words("paper.result.known"))
    rows = tuple((f"{fact.code} {words.of(fact.text)}", _fact(words, sheet, fact, whole=whole)) for fact in sheet.checklist.facts.values())
    yield Heading(words("paper.result.facts"))
    yield Table(head, rows, (10, 9))


def _fact(words: Words, sheet: Sheet, fact: Fact, *, whole: bool) -> str:
    rows = sheet.facts.get(fact.code, ())
    if not is_asked(sheet.checklist, fact, sheet.facts):
        return words("facts.not_asked")
    if not rows:
        return words.count("facts.rows", 0) if fact.repeats else words("facts.missing")
    if fact.repeats and not whole:
        return words.count("facts.rows", len(rows))
    numbers = [f"{number}. " if fact.repeats else "" for number in range(1, len(rows) + 1)]
    return "\n".join(number + _row(words, fact, row) for number, row in zip(numbers, rows, strict=True))


def _row(words: Words, fact: Fact, row: Row) -> str:
    def said(key: str, value: str) -> str:
        field = fact.fields[key]
        if field.kind == "date":
            return words.day(value)
        return words.of(field.choices[value]) if value in field.choices else value

    return ("; " if fact.repeats else "\n").join(
        f"{words.of(fact.fields[key].label)}: {said(key, row[key])}" for key in fact.fields if row.get(key)
    )


def agreed(words: Words, told: Concluded) -> str:
    """Whether the findings were agreed, and in which minutes."""
    met = told.minutes
    if met is None:
        return words("paper.result.not_agreed")
    return words("paper.result.agreed", number=met.number or "–", day=words.day(met.day), mark=met.digest[:MARK])


def signed(words: Words, told: Concluded) -> Signatures:
    """Where verifier and lead sign."""
    people = {"verifier": told.sheet.verifier, "lead": told.standing.lead}
    return Signatures(
        tuple(Signature(words(f"role.{role}").capitalize(), name) for role, name in people.items()), words("paper.result.closing")
    )

"""Independent second verifications on the papers of a result: by whom, how far both agree, and how what differed was settled."""

from collections.abc import Iterator

from models.concluded import Concluded, Seconded
from models.explanation import answer_word
from models.paper import Block, Heading, Paragraph, Table
from models.papers.results import coded
from models.rules.checklist import Item
from models.rules.disagreement import Given
from models.words import Words


def told_short(words: Words, told: Concluded) -> Iterator[str]:
    """Each second verification in a sentence, with the items that both answered otherwise and whose answer counts."""
    for each in told.seconds:
        whose = ", ".join(f"{one.item} ({words(f'settling.counts.{one.counts}')})" for one in each.differences)
        said = _agreed(words, each)
        yield f"{said} {words('paper.second.settled_short', items=whose, lead=each.settled_by)}" if whose else said


def settled(words: Words, told: Concluded) -> Iterator[Block]:
    """Each second verification with both answers to what differed, whose counts, and why; nothing where there was none."""
    if not told.seconds:
        return
    yield Heading(words("paper.second"))
    for each in told.seconds:
        yield Paragraph(_agreed(words, each))
        if each.differences:
            yield Paragraph(words("paper.second.settled", lead=each.settled_by))
            yield _differences(words, told, each)


def _agreed(words: Words, each: Seconded) -> str:
    same = each.compared - len(each.differences)
    return words("paper.second.agreed", person=each.person, agreed=same, items=each.compared)


def _differences(words: Words, told: Concluded, each: Seconded) -> Table:
    names = ("paper.minutes.item", "paper.second.first", "paper.second.second", "paper.second.counts", "paper.second.reason")
    items = told.sheet.checklist.items
    rows = tuple(
        (
            coded(items[one.item]),
            words.of(items[one.item].title),
            _given(words, items[one.item], one.first),
            _given(words, items[one.item], one.second),
            words(f"settling.counts.{one.counts}"),
            one.reason,
        )
        for one in each.differences
        if one.item in items
    )
    return Table((words("paper.code"), *map(words, names)), rows, (3, 7, 4, 4, 4, 8))


def _given(words: Words, item: Item, given: Given) -> str:
    if given.level is None:
        return words("answer.not_applicable")
    return answer_word(words, item, given.level)

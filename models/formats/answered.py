"""An answer to an item as it is written in a cell: words and levels in either language."""

from models.errors import Refusal
from models.explanation import answer_word
from models.formats import titles
from models.rules import answers as rules
from models.rules.answers import Answer
from models.rules.checklist import Item
from models.text import Phrase
from models.words import both


def level(item: Item, said: str) -> int:
    """The level that `said` means; Refusal `worksheet.answer` with what there is to choose from, and as `answers.admit` gives."""
    words = {each: worded(item, each) for each in item.scale.levels}
    found = next((each for each, word in words.items() if is_word(said, word) or said == str(each)), None)
    if found is None:
        raise Refusal("worksheet.answer", item=item.code, value=said, choices=titles.listed(words.values()))
    return rules.admit(item, found)


def shown(item: Item, answer: Answer) -> Phrase | str:
    """An answer as it is said, empty where there is none."""
    if answer.not_applicable:
        return both("answer.not_applicable")
    return "" if answer.level is None else worded(item, answer.level)


def worded(item: Item, level: int) -> Phrase:
    """A level as it is said in both languages."""
    return titles.worded(lambda words: answer_word(words, item, level))


def is_word(said: str, word: Phrase) -> bool:
    """Whether `said` is this word, in either language; signs count, for -1 is not 1."""
    return " ".join(said.split()).casefold() in (word.id.casefold(), word.en.casefold())

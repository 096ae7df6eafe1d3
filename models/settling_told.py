"""What a verifier is told of a second verification whose answer counts, the same from the screen and from the command."""

from models.explanation import answer_word
from models.rules.checklist import Checklist, Item
from models.seconds import Second, Side
from models.words import Words


def side_said(words: Words, item: Item, side: Side) -> str:
    """What one of the two answered, as answers are said."""
    if side.not_applicable:
        return words("answer.not_applicable")
    return words("gap.unanswered") if side.level is None else answer_word(words, item, side.level)


def repairs(words: Words, checklist: Checklist, found: Second) -> dict[str, str]:
    """A correction for each item of which the second answer counts, as it is remarked once that is signed."""
    return {
        each.item: words("settling.repair", answer=side_said(words, checklist.items[each.item], each.second), reason=each.reason)
        for each in found.differences
        if each.item in found.to_repair and not each.is_signed
    }

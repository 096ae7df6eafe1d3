"""A checklist in words: what counts propose, what facts take, how a verdict is recommended; and what is amiss in its rounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.explanation import answer_word, verdict_name
from models.rules.checklist import NO, PARTLY, Checklist, FactField, Item, Scale
from models.rules.verdict import CODES
from models.views import RoundLine
from models.words import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the verdict in words."""

    key: str
    """A code of a verdict, or what else the rule is about."""
    name: str
    text: str

    @property
    def is_verdict(self) -> bool:
        """Whether it leads to a verdict."""
        return self.key in CODES


def proposals(words: Words, item: Item) -> Iterator[str]:
    """For each level that the counts of an item can propose, the shares it needs."""
    for level, shares in item.proposal.items():
        needed = (f"{words.of(item.counts[share.count].label)} {'>' if share.strict else '≥'} {share.percent} %" for share in shares)
        yield f"{answer_word(words, item, level)}: {'; '.join(needed)}"


def count_of(words: Words, checklist: Checklist, item: Item, key: str) -> str:
    """A count of an item, and what its N is."""
    count = item.counts[key]
    of = str(count.fixed) if count.fixed is not None else " + ".join(words.of(checklist.base[part]) for part in count.base)
    return words("checklist.count", label=words.of(count.label), of=of or words("checklist.count_typed"))


def item_help(words: Words, checklist: Checklist, item: Item) -> Iterator[tuple[str, str]]:
    """What helps to answer an item beside its question and its ladder, each text behind its label."""
    yield from answering(words, item)
    yield from around(words, checklist, item)


def answering(words: Words, item: Item) -> Iterator[tuple[str, str]]:
    """What counts as evidence for an item (domain-decisions, 9), and how it is answered."""
    is_level = item.scale is Scale.LEVEL
    most = words("item.most_level") if is_level else answer_word(words, item, PARTLY if PARTLY in item.scale.levels else NO)
    needed = words("item.gate_needs") if item.gate is not None else ""
    yield words("item.counts_as"), f"{words('item.counts_as_told', most=most)} {needed}".strip()
    yield words("item.how"), words("item.how_level" if is_level else "item.how_word")


def around(words: Words, checklist: Checklist, item: Item) -> Iterator[tuple[str, str]]:
    """What an item counts and proposes from that, whether it may not apply, and where it comes from."""
    if not item.basis:
        yield words("item.basis"), words("item.no_basis")
    for key in item.counts:
        yield words("item.counts"), count_of(words, checklist, item, key)
    for proposal in proposals(words, item):
        yield words("checklist.proposes"), proposal
    if item.not_applicable:
        reasons = "; ".join(map(words.of, item.not_applicable_reasons))
        yield words("checklist.may_not_apply"), reasons or words("checklist.with_reason")
    yield words("checklist.origin"), words(f"checklist.origin.{item.origin}")
    if item.ladder_origin:
        yield words("item.ladder_origin"), words(f"checklist.origin.{item.ladder_origin}")
    if item.crosswalk:
        yield words("item.crosswalk"), ", ".join(item.crosswalk)


def fact_field(words: Words, field: FactField) -> str:
    """A field of a status fact: what it is called, what it takes and when it is required."""
    takes = " / ".join(map(words.of, field.choices.values())) or words(f"checklist.field.{field.kind}")
    if field.kind == "number" and field.least:
        takes = words("checklist.field.span", least=field.least, greatest=field.greatest)
    needed = words("checklist.field.required") if field.required else words("checklist.field.required_when") if field.required_when else ""
    return words("checklist.field", label=words.of(field.label), takes=takes) + (f" ({needed})" if needed else "")


def rules(words: Words, checklist: Checklist) -> Iterator[Rule]:
    """The rules of the verdict in their order, then what they rest on."""
    for code, texts in zip(CODES, (_first, _second, _third, _last), strict=True):
        yield Rule(code, words.of(verdict_name(checklist, code)), " ".join(texts(words, checklist)))
    yield from _switches(words, checklist)


def _first(words: Words, checklist: Checklist) -> Iterator[str]:
    yield words("rule.all", score=checklist.verdict.implementing_score)
    yield words("rule.implementing")


def _second(words: Words, checklist: Checklist) -> Iterator[str]:
    rules = checklist.verdict
    yield words("rule.all", score=rules.ready_score)
    if rules.ready_requires_approval:
        yield words("rule.requires_approval")
    else:
        yield words("rule.unapproved", name=words.of(rules.names["V2"]["unapproved"]))


def _third(words: Words, checklist: Checklist) -> Iterator[str]:
    rules = checklist.verdict
    yield words("rule.design", areas=_areas(words, checklist, rules.design_areas), score=rules.ready_score)
    lowered = rules.design_gates_when_approved.items()
    if lowered:
        gates = (f"{code} ≥ {answer_word(words, checklist.items[code], level)}" for code, level in lowered)
        yield words("rule.relief", gates=", ".join(gates))
    yield words("rule.approved", name=words.of(rules.names["V3"]["approved"]))


def _last(words: Words, checklist: Checklist) -> Iterator[str]:
    names = {variant: words.of(name) for variant, name in checklist.verdict.names["V4"].items()}
    items = ", ".join(checklist.verdict.not_started_items)
    yield words("rule.otherwise", almost=names["almost"], not_started=names["not_started"], building=names["building"], items=items)


def _areas(words: Words, checklist: Checklist, codes: Sequence[str]) -> str:
    return ", ".join(words.of(checklist.areas[code].name) for code in codes)


def _switches(words: Words, checklist: Checklist) -> Iterator[Rule]:
    rules = checklist.verdict
    if checklist.fact_with("placements"):
        boxes = ", ".join(map(str, rules.placement_boxes))
        yield Rule("placements", words("rule.name.placements"), words("rule.placements", boxes=boxes))
    if received := _chosen(words, checklist, "approval", "status", rules.approval_received):
        yield Rule("approval", words("rule.name.approval"), words("rule.approval", statuses=received))
    if capped := _chosen(words, checklist, "merit", "category", rules.merit_cap):
        yield Rule("merit", words("rule.name.merit"), words("rule.merit", categories=capped))
    for flag, name in rules.flags.items():
        yield Rule(flag, words("rule.name.flag", name=words.of(name)), words(f"rule.flag.{flag}"))
    bands = " · ".join(words("rule.band", name=words.of(band.name), floor=band.floor) for band in checklist.bands)
    yield Rule("bands", words("rule.name.bands"), bands)


def _chosen(words: Words, checklist: Checklist, role: str, field: str, keys: Sequence[str]) -> str:
    """Values of a field of the fact that plays `role`, as they are read; empty where there is no such fact."""
    fact = checklist.fact_with(role)
    choices = fact.fields[field].choices if fact else {}
    return ", ".join(words.of(choices[key]) if key in choices else key for key in keys) if fact else ""


def round_marks(line: RoundLine) -> tuple[str, ...]:
    """What is to be seen to in a round.

    It is `closed` where nothing is begun in it any more, `gap` where its checklist is not in force on its day, and `unpublished` where
    the team cannot have that.
    """
    return ("closed",) * line.is_closed + ("gap",) * (not line.is_covered) + ("unpublished",) * line.is_unpublished


def round_warnings(words: Words, line: RoundLine) -> tuple[str, ...]:
    """The same in sentences, and of a closed one what is not finished."""
    fields = {"round": line.id, "checklist": line.checklist.name, "day": words.day(line.day)}
    left = (words.count("rounds.unfinished", line.unfinished),) if line.is_closed and line.unfinished else ()
    return (*(words(f"rounds.amiss.{mark}", **fields) for mark in round_marks(line)), *left)

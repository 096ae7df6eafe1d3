"""Somebody of a team at headquarters: begins, answers, submits, reviews and issues at random, and says what the desk said was done."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Concatenate, Final

from models.codes import digest
from models.desk import answers, assigning, colleagues, evidence, facts, issuing, reading, reviewing, submitting, verdicts, verifications
from models.desk.desk import Change, Desk, named
from models.desk.freeze import Frozen
from models.documents import kinds, signatures
from models.documents.travelling import Signed
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger.transaction import Transaction
from models.rules.checklist import Scale
from models.views import VerificationLine
from tests.soak.told import Told

_OPEN: Final = 3
"""How many of their own verifications somebody works on at once."""
_READY: Final = 0.3
"""How often it is thought of to submit one."""
_ASSIGNS: Final = 0.1
"""How often it is thought of to assign an agency."""
_ASSIGNED: Final = ("11", "12", "13", "14")
_REMARK: Final = "Lengkapi pasalnya."


class Member:
    """Somebody at work, on agencies that are theirs alone to begin."""

    def __init__(self, desk: Desk, told: Told, agencies: Sequence[str], chance: random.Random) -> None:
        self.desk, self._told, self._agencies, self._chance = desk, told, agencies, chance
        self._ring = Keyring(desk.ledger.folder)
        self._life, self._numbers = chance.randrange(10**9), count()

    def step(self) -> bool:
        """Do one thing that can be done now, False where there is none; what is refused since somebody else was quicker is said too."""
        lines = self.desk.ask(verifications.every)
        choices = list(self._choices(lines))
        try:
            if choices:
                self._chance.choice(choices)()
        except Refusal as refused:
            self._told.say(refused=refused.code, cause=str(refused.__cause__)[:300])
            if refused.code.startswith("server."):
                raise
        return bool(choices)

    def _choices(self, lines: Sequence[VerificationLine]) -> Iterator[Callable[[], object]]:
        me = self.desk.actor.name
        own = [line for line in lines if line.verifier == me]
        at_work = [line for line in own if line.state in ("draft", "returned")]
        if len(at_work) < _OPEN and len(own) < len(self._agencies):
            yield lambda: self._do(verifications.begin, (self._agencies[len(own)],))
        for line in at_work:
            yield lambda line=line: self._answer(line.id)  # type: ignore[misc]
            yield lambda line=line: self._annotate(line.id)  # type: ignore[misc]
            if self._chance.random() < _READY:
                yield lambda line=line: self._submit(line.id)  # type: ignore[misc]
        if self._chance.random() < _ASSIGNS:
            yield self._assign
        for line in lines:
            if line.verifier != me and line.state == "submitted":
                yield lambda line=line: self._review(line.id)  # type: ignore[misc]
            if line.verifier != me and line.state == "approved":
                yield lambda line=line: self._issue(line.id)  # type: ignore[misc]

    def _answer(self, verification: str) -> None:
        item = self._chance.choice(self.desk.ask(reading.sheet, verification).lines).item
        level = self._chance.randrange(1, 5) if item.scale is Scale.LEVEL else self._chance.choice((2, 4))
        self._do(answers.record, (verification, item.code, level))

    def _annotate(self, verification: str) -> None:
        item = self._chance.choice(self.desk.ask(reading.sheet, verification).lines).item
        token = f"catatan {self._life} {next(self._numbers)}"
        self._do(answers.annotate, (verification, item.code, token), token=token)

    def _submit(self, verification: str) -> None:
        sheet = self.desk.ask(reading.sheet, verification)
        levels = {line.item.code: 3 if line.item.scale is Scale.LEVEL else 4 for line in sheet.lines if line.answer.level is None}
        if levels:
            self._do(answers.record_all, (verification, levels))
        gates = [line.item.code for line in sheet.lines if line.item.gate is not None]
        if not sheet.evidence:
            self._do(evidence.register, (verification, {"title": "Peraturan Gubernur", "seen": "yes"}, gates[0], "Pasal 3"))
            self._do(evidence.cite_all, (verification, "B01", dict.fromkeys(gates, "Pasal 4")))
        for fact in sheet.unfilled_facts:
            choices = {key: list(field.choices) for key, field in fact.fields.items() if field.required and field.choices}
            row = {key: "no" if "no" in known else known[0] for key, known in choices.items()}
            self._do(facts.record, (verification, fact.code, row))
        found = self.desk.ask(reading.sheet, verification)
        if found.recommendation is not None and found.verdict is None:
            self._do(verdicts.record, (verification, found.recommendation.code))
        for each in self.desk.ask(reviewing.standing, verification).remarks:
            if each.stage in ("open", "reopened"):
                self._do(reviewing.reply, (verification, each.id, "Pasal 3."))
        signed = self._signed(self.desk.ask(submitting.drawn_up, verification))
        self._do(submitting.submit, (verification, signed), document=digest(signed.body))

    def _review(self, verification: str) -> None:
        found = self.desk.ask(reviewing.standing, verification)
        decision, told = "approved", ("", "")
        if not found.remarks and self._chance.random() < 0.2:
            self._do(reviewing.remark, (verification, "REG-01", "correction", "Pasal berapa?"))
            decision, told = "returned", ("evidence", _REMARK)
        for each in found.remarks:
            if each.stage != "settled":
                self._do(reviewing.settle, (verification, each.id))
        signed = self._signed(self.desk.ask(reviewing.drawn_up, verification, decision, *told))  # type: ignore[arg-type]
        self._do(reviewing.conclude, (verification, signed), document=digest(signed.body))

    def _issue(self, verification: str) -> None:
        signed = self._signed(self.desk.ask(issuing.drawn_up, verification, "issue"))
        self._do(issuing.issue, (verification, "issue", signed), document=digest(signed.body))

    def _assign(self) -> None:
        person = self._chance.choice(self.desk.ask(colleagues.members)).id
        round_id = self.desk.ask(reading.current_round).id
        signed = self._signed(self.desk.ask(assigning.drawn_up, round_id, (self._chance.choice(_ASSIGNED),), person))
        self._do(assigning.assign, (signed,), document=digest(signed.body))

    def _signed(self, file: Frozen) -> Signed:
        kind = kinds.purpose(kinds.parsed(file.body, file.name))
        return Signed(file.name, file.body, (signatures.sign(self._ring.person(), file.body, kind),))

    def _do(self, verb: Callable[Concatenate[Transaction, ...], object], args: tuple[Any, ...], **told: Any) -> None:
        """Do it, and say before that it begins and then what was said to be done."""
        number = f"{self._life}-{next(self._numbers)}"
        changes: list[Change] = []
        self.desk.on_change = changes.append
        about = args[0] if isinstance(args[0], str) else ""
        self._told.say(begins=number, verb=named(verb), about=about, **told)
        try:
            self.desk.do(verb, *args)
        except Refusal as refused:
            self._told.say(ends=number, refused=refused.code)
            raise
        self._told.say(ends=number, writes=len(changes))

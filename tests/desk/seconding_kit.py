"""What tests of second verifications share: a fourth laptop, and an opinion that goes its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.codes import digest
from models.desk import answers, evidence, people, reviewing, sealing, seconding, teams, verifications
from models.desk.desk import opened
from models.documents import keys, team_chain
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.previews import Arriving
from models.seconds import Second
from tests.desk.reviewing_kit import Laptop, Trio, ready, trio

SECRET: Final = "kanvas ungu"
"""What the second verifier writes beside an answer, and nobody else would."""
FIRST: Final = "gerbang hijau"
"""What the first verifier writes."""
ITEM: Final = "REG-01"
OTHER: Final = "DSN-01"
LEVELS: Final = {ITEM: 2, OTHER: 4, "REG-02": 2, "DSN-03": 3}
COVERED: Final = (*LEVELS, "SIS-06")
"""What the second verifier answers: the first two otherwise than the first."""


@dataclass
class Quartet(Trio):
    """A team with a second verifier."""

    second: Laptop

    def opens(self, opinion: str) -> Second:
        """The lead opens an opinion with their key."""
        body = keys.unsealed(self.lead.desk.ask(seconding.sealed, opinion), self.lead.ring.person())
        return self.lead.desk.do(seconding.unseal, opinion, body)

    def settles(self, opinion: str) -> Signed:
        """The lead signs what was settled."""
        self.lead.clock.step()
        signed = self.lead.sign(self.lead.desk.ask(seconding.settlement, opinion))
        self.lead.desk.do(seconding.conclude, opinion, signed)
        return signed


@contextmanager
def quartet(folder: Path) -> Iterator[Quartet]:
    """The three laptops of `trio` and Dua's, who verifies what was verified."""
    with trio(folder) as three:
        desk = opened(folder / "dua", clock=three.lead.clock)
        try:
            desk.do(people.found, name="Dua", role="verifier", language="id", region="Jawa Barat")
            ring = Keyring(folder / "dua")
            ring.make()
            root = three.supervisor.ring.root()
            asked = desk.ask(teams.request, ring.person(), ring.device())
            team = three.supervisor.desk.do(teams.enrol, asked, ("verifier",), "Jawa Barat", root)
            for laptop in (three.lead, three.verifier):
                laptop.takes(team.document)
            chain = three.supervisor.desk.ask(teams.chain)
            desk.do(teams.take, chain[-1], team_chain.six_words(chain[-1].body))
            yield Quartet(three.verifier, three.lead, three.supervisor, Laptop(desk, ring, three.lead.clock))
        finally:
            desk.close()


def first(team: Quartet) -> str:
    """The first verification, ready to be submitted."""
    verification = ready(team.verifier.desk)
    team.verifier.desk.do(answers.annotate, verification, ITEM, FIRST)
    return verification


def second(laptop: Laptop, agency: str = "11") -> str:
    """A second verification of a few items, answered as the first but for two of them."""
    verification = laptop.desk.do(verifications.begin, agency, is_second=True)
    for item, level in LEVELS.items():
        laptop.desk.do(answers.record, verification, item, level)
    laptop.desk.do(evidence.register, verification, {"title": f"Naskah {SECRET}", "seen": "yes"}, ITEM, "Pasal 1")
    laptop.desk.do(answers.not_applicable, verification, "SIS-06", f"Alasan {SECRET}")
    laptop.desk.do(answers.annotate, verification, ITEM, f"Catatan {SECRET}")
    return verification


def gives(team: Quartet, verification: str, items: tuple[str, ...] = COVERED) -> Signed:
    """The second verifier seals the opinion to the lead."""
    laptop = team.second
    laptop.clock.step()
    lead = laptop.desk.ask(sealing.leads)[0]
    drawn = laptop.desk.ask(sealing.drawn_up, verification, lead.id, items)
    signed = laptop.sign(drawn.file)
    laptop.clock.step()
    laptop.desk.do(sealing.give, verification, signed, drawn.content)
    return signed


def both_in(team: Quartet) -> tuple[str, str]:
    """The first verification, and the digest of the opinion that is held against it, both on the lead's laptop."""
    verification = first(team)
    team.lead.takes(team.verifier.submits(verification))
    opinion = gives(team, second(team.second))
    assert team.lead.takes(opinion) == [Arriving.NEW]
    return verification, digest(opinion.body)


def repaired(team: Quartet) -> str:
    """A verification whose second answer counted on one item, returned for that, repaired and submitted again."""
    verification, opinion = both_in(team)
    lead, verifier = team.lead.desk, team.verifier.desk
    team.opens(opinion)
    lead.do(seconding.settle, opinion, ITEM, "first", "Pasalnya ada.")
    lead.do(seconding.settle, opinion, OTHER, "second", "Dokumen kedua lebih lengkap.")
    team.lead.clock.step()
    signed = team.lead.sign(lead.ask(seconding.settlement, opinion))
    lead.do(seconding.conclude, opinion, signed, {OTHER: "Nilai 4 yang berlaku."})
    team.lead.clock.step()
    returned = team.lead.sign(lead.ask(reviewing.drawn_up, verification, "returned", "level", "Samakan DSN-01."))
    lead.do(reviewing.conclude, verification, returned)
    team.verifier.takes(returned)
    remark = next(each for each in verifier.ask(reviewing.standing, verification).remarks if each.item == OTHER)
    assert remark.messages[0].text == "Nilai 4 yang berlaku."
    verifier.do(answers.record, verification, OTHER, 4)
    verifier.do(reviewing.reply, verification, remark.id, "Sudah.")
    team.lead.takes(team.verifier.submits(verification))
    lead.do(reviewing.settle, verification, remark.id)
    lead.do(reviewing.confirm, verification, "SIS-06")
    team.lead.clock.step()
    lead.do(reviewing.conclude, verification, team.lead.sign(lead.ask(reviewing.drawn_up, verification, "approved")))
    return verification

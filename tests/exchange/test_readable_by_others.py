"""What is written can be read by everybody else: one segment that cannot would keep all that is written behind it from them, for ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import minted
from models.desk import keeping, ways
from models.documents import segment, signatures
from models.documents.travelling import Signed
from models.exchanged import Way
from tests.desk.reviewing_kit import Trio, trio
from tests.exchange.histories import by_hand
from tests.exchange.kit import Memory, documents, meets, writes


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as made:
        yield made


def test_a_file_refused_for_thousands_of_faults_does_not_end_the_exchange_of_whoever_gives_a_receipt(team: Trio) -> None:
    vera, carrier = team.verifier, Memory()
    stored = vera.desk.ask(keeping.stored, writes(vera))
    body = "".join(f'{"k" * 60}{number:04} = "x"\n' for number in range(3_000)).encode() + stored.body
    faulty = Signed("catatan.toml", body, (signatures.sign(vera.ring.person(), body, "note"),))
    carrier.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", faulty)
    assert [each.why.code for each in meets(team.lead, carrier).arrivals if each.why] == ["document.faults"]
    assert not meets(vera, carrier).waiting
    (told,) = [opened.heading.refused for path, found in carrier.files.items() if (opened := segment.opened(found, path)).heading.refused]
    ((_, why),) = told.items()
    assert (why.code, len(why.id), len(why.en), why.en[-1]) == ("document.faults", 1_000, 1_000, "…")


def test_documents_that_no_segment_can_hold_together_go_out_in_several(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    vera, carrier = team.verifier, Memory()
    notes = {writes(vera, text=" ".join(minted() for _ in range(100))) for _ in range(7)}
    monkeypatch.setattr(segment, "LONGEST", 6_000)
    meets(vera, carrier)
    assert max(map(len, carrier.files.values())) <= 6_000
    assert len(carrier.files) > 1
    assert not meets(team.lead, carrier).waiting
    assert documents(team.lead) >= notes
    meets(vera, carrier)
    assert {line.way for line in vera.desk.ask(ways.ways) if line.digest in notes} == {Way.RECEIVED}

"""What others brought is told to whoever looks: nothing that was committed late is passed over, and no row is believed by itself."""

import pytest

from models.codes import digest
from models.desk import arrived, notes
from models.desk.desk import Desk
from models.documents import keys, signatures
from models.documents.travelling import Signed
from tests.desk.noting_kit import VISIT, drawn
from tests.headquarters.forging import note, put
from tests.headquarters.kit import PLACE, Headquarters

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("headquarters")]


def told(desk: Desk, since: arrived.Since) -> tuple[arrived.Since, dict[str, str]]:
    """What came since, and why it does not count."""
    news = desk.ask(arrived.arrived, since)
    return news.since, {each.digest: "" if each.why is None else each.why.code for each in news.came}


def test_what_somebody_else_writes_is_told_once_and_counts(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.laptop("lina") as lina:
        since = surya.desk.ask(arrived.end)
        assert since is not None
        assert told(surya.desk, since) == (since, {})
        signed = drawn(lina, "visit", VISIT, PLACE)
        lina.desk.do(notes.write, signed)
        since, found = told(surya.desk, since)
        assert found == {digest(signed.body): ""}
        assert told(surya.desk, since) == (since, {})
        assert told(surya.desk, arrived.START)[1][digest(signed.body)] == ""


def test_what_was_committed_late_was_passed_over_by_whoever_asked_by_number(hq: Headquarters) -> None:
    early, late = note(hq, "lebih dulu ditulis"), note(hq, "lebih dulu selesai")
    with hq.laptop("surya") as surya, hq.connected("postgres") as slow, hq.connected("postgres") as quick:
        since = surya.desk.ask(arrived.end)
        assert since is not None
        slow.execute("BEGIN")
        first = put(slow, early)
        second = put(quick, late)
        assert told(surya.desk, since) == (since, {})
        slow.execute("COMMIT")
        assert [*told(surya.desk, since)[1]] == [first, second]


def test_a_row_that_an_administrator_forged_is_told_as_refused(hq: Headquarters) -> None:
    good = note(hq, "asli")
    forged = good.body.replace(b"asli", b"Asli")
    stranger = keys.made()
    rows = {
        "check.no_signature": Signed(good.name, forged, ()),
        "signer.unknown": Signed("a.toml", good.body.replace(b"asli", b"aslI"), ()),
        "document.kind": good,
    }
    body = rows["signer.unknown"].body
    rows["signer.unknown"] = Signed("a.toml", body, (signatures.sign(stranger, body, "note"),))
    with hq.laptop("surya") as surya, hq.connected("postgres") as admin:
        since = surya.desk.ask(arrived.end)
        assert since is not None
        found = {put(admin, row, "verdict" if code == "document.kind" else "note"): code for code, row in rows.items()}
        assert told(surya.desk, since)[1] == found


def test_a_file_tells_nothing_of_others(desk: Desk) -> None:
    assert desk.ask(arrived.end) is None

"""Notes on agencies: practices shown with consent, visits and consultations; signed, travelling, corrected, hidden, and in no verdict."""

import pytest

from models.codes import digest
from models.desk import freeze, intake, notes, reading, searching
from models.documents import kinds, signatures
from models.documents.note import Note
from models.documents.travelling import Signed
from models.errors import Refusal
from models.noted import NoteLine
from models.previews import Arriving
from tests.desk.noting_kit import ITEM, PRACTICE, VISIT, drawn, wrote
from tests.desk.reviewing_kit import Laptop, Trio, ready
from tests.ledger.kit import refused


def of(laptop: Laptop, agency: str = "11", *, hidden: bool = False) -> list[NoteLine]:
    return list(laptop.desk.ask(notes.of_agency, agency, hidden=hidden))


def why(laptop: Laptop, offered: Signed) -> Refusal | None:
    return laptop.desk.ask(intake.judged, (offered,))[0].why


def test_a_visit_is_noted_signed_and_found_on_another_laptop(team: Trio) -> None:
    line, signed = wrote(team.verifier, "visit", VISIT)
    assert (line.date, line.follow_up, line.person) == ("2023-05-08", "2023-06-09", "Vera")
    assert team.lead.takes(signed) == [Arriving.NEW]
    assert of(team.lead) == of(team.verifier) == [line]
    (hit,) = team.lead.desk.ask(searching.find, "kotak dijalankan")
    assert (hit.kind, hit.key, hit.agency) == ("visit", f"11/{line.digest}", "Prov. Aceh")
    assert team.lead.takes(signed) == [Arriving.HERE]


def test_a_practice_is_for_leads_and_supervisors_alone(team: Trio) -> None:
    assert refused(lambda: drawn(team.verifier, "practice", PRACTICE)).code == "permission.role"
    line, signed = wrote(team.lead, "practice", PRACTICE)
    assert (line.item, line.consent_by, line.consent_on) == (ITEM, "Sekretaris Daerah", "2023-05-05")
    assert team.supervisor.takes(signed) == [Arriving.NEW]
    assert team.supervisor.desk.ask(notes.practices) == (line,)
    mine = team.verifier.desk.actor.person
    body = signed.body.replace(team.lead.desk.actor.person.encode(), mine.encode())
    forged = Signed("x.toml", body, (signatures.sign(team.verifier.ring.person(), body, "note"),))
    found = why(team.supervisor, forged)
    assert found is not None
    assert (found.code, found.fields["roles"]) == ("signer.role", ("lead", "supervisor"))


def test_a_note_in_anothers_name_is_refused(team: Trio) -> None:
    _, signed = wrote(team.verifier, "consultation", VISIT)
    forged = Signed("x.toml", signed.body, (signatures.sign(team.lead.ring.person(), signed.body, "note"),))
    found = why(team.supervisor, forged)
    assert found is not None
    assert found.code == "signer.not_named"


@pytest.mark.parametrize("lacking", ["consent_by", "consent_on"])
def test_without_consent_no_practice_is_noted(team: Trio, lacking: str) -> None:
    found = refused(lambda: drawn(team.lead, "practice", PRACTICE | {lacking: " "}))
    assert (found.code, found.fields["label"]) == ("note.consent", f"noted.{lacking}")


def test_a_file_without_consent_is_refused_whoever_signed_it(team: Trio) -> None:
    _, signed = wrote(team.lead, "practice", PRACTICE)
    body = signed.body.replace(b'consent_by = "Sekretaris Daerah"', b'consent_by = ""')
    found = why(team.supervisor, Signed("x.toml", body, (signatures.sign(team.lead.ring.person(), body, "note"),)))
    assert found is not None
    assert found.code == "document.faults"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("date", "11-5-2023", "note.future"),
        ("date", "besok", "fact.date"),
        ("follow_up", "7-5-2023", "note.before"),
        ("title", " ", "fact.required"),
        ("text", "\n", "fact.required"),
    ],
)
def test_what_a_note_lacks_is_said_at_its_field(team: Trio, field: str, value: str, code: str) -> None:
    found = refused(lambda: drawn(team.verifier, "visit", VISIT | {field: value}))
    assert (found.code, str(found.fields["label"]).startswith("noted.")) == (code, True)


def test_a_correction_takes_the_place_of_what_it_corrects_in_whatever_order_they_arrive(team: Trio) -> None:
    first, earlier = wrote(team.verifier, "visit", VISIT)
    second, later = wrote(team.verifier, "visit", VISIT | {"text": "Pemetaan sudah dijalankan"}, corrects=first.digest)
    assert of(team.verifier) == [second]
    assert team.lead.takes(later) == [Arriving.NEW]
    assert team.lead.takes(earlier) == [Arriving.REPLACED]
    assert of(team.lead) == [second]
    assert team.lead.desk.ask(searching.find, "belum dijalankan") == ()
    assert refused(lambda: drawn(team.verifier, "visit", VISIT, corrects=first.digest)).code == "note.unknown"


def test_nobody_corrects_a_visit_that_another_noted(team: Trio) -> None:
    first, earlier = wrote(team.verifier, "visit", VISIT)
    team.lead.takes(earlier)
    assert refused(lambda: drawn(team.lead, "visit", VISIT, corrects=first.digest)).code == "note.not_yours"
    document = kinds.parsed(earlier.body, earlier.name)
    assert isinstance(document, Note)
    lead = document.person.model_copy(update={"id": team.lead.desk.actor.person, "name": "Lina"})
    frozen = freeze.frozen("x", lambda: document.model_copy(update={"person": lead, "supersedes": (first.digest,)}))
    team.verifier.takes(team.lead.sign(frozen))
    found = of(team.verifier)
    assert sorted(line.person for line in found) == ["Lina", "Vera"]
    assert [line.beside for line in found] == [1, 1]


def test_a_practice_is_corrected_by_whoever_may_show_one_and_keeps_its_item(team: Trio) -> None:
    first, signed = wrote(team.lead, "practice", PRACTICE)
    team.supervisor.takes(signed)
    second, later = wrote(team.supervisor, "practice", PRACTICE | {"contact": "Kepala BKD"}, corrects=first.digest)
    assert (second.item, second.item_digest, second.checklist, second.contact) == (ITEM, first.item_digest, first.checklist, "Kepala BKD")
    assert team.lead.takes(later) == [Arriving.NEWER]
    assert team.lead.desk.ask(notes.practices) == (second,)


def test_a_practice_that_is_corrected_later_keeps_its_day(team: Trio) -> None:
    first, _ = wrote(team.lead, "practice", PRACTICE)
    team.lead.clock.step(30 * 86_400)
    second, _ = wrote(team.lead, "practice", PRACTICE | {"contact": "Kepala BKD"}, corrects=first.digest)
    assert (second.date, second.contact) == (first.date, "Kepala BKD")


def test_what_was_corrected_meanwhile_is_not_corrected_twice(team: Trio) -> None:
    first, _ = wrote(team.verifier, "visit", VISIT)
    late = drawn(team.verifier, "visit", VISIT | {"title": "Lain"}, corrects=first.digest)
    wrote(team.verifier, "visit", VISIT | {"text": "Sudah"}, corrects=first.digest)
    assert refused(lambda: team.verifier.desk.do(notes.write, late)).code == "document.changed"


def test_a_note_is_hidden_and_seen_again_and_nothing_is_lost(team: Trio) -> None:
    first, _ = wrote(team.verifier, "visit", VISIT)
    second, _ = wrote(team.verifier, "visit", VISIT | {"text": "Sudah"}, corrects=first.digest)
    team.verifier.desk.do(intake.hide, [second.digest])
    assert of(team.verifier) == [first]
    assert [(line.digest, line.is_hidden) for line in of(team.verifier, hidden=True)] in (
        [(second.digest, True), (first.digest, False)],
        [(first.digest, False), (second.digest, True)],
    )
    assert team.verifier.desk.ask(searching.find, "Sudah") == ()
    team.verifier.desk.do(intake.unhide, [second.digest])
    assert of(team.verifier) == [second]


def test_notes_are_in_no_verdict_file_and_in_no_score(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    team.lead.takes(submission)
    before = [team.lead.desk.ask(each, verification) for each in (reading.sheet, freeze.verdict_file, freeze.contents)]
    for laptop in (team.lead, team.verifier):
        wrote(laptop, "visit", VISIT)
        wrote(laptop, "consultation", VISIT)
    wrote(team.lead, "practice", PRACTICE)
    assert [team.lead.desk.ask(each, verification) for each in (reading.sheet, freeze.verdict_file, freeze.contents)] == before
    assert "360 derajat" not in str(before)


def test_the_newest_day_comes_first(team: Trio) -> None:
    days = ["3-5-2023", "9-5-2023", "5-5-2023"]
    for each in days:
        wrote(team.lead, "consultation", VISIT | {"date": each})
    wrote(team.lead, "practice", PRACTICE | {"date": "4-5-2023"})
    assert [line.date[-2:] for line in of(team.lead)] == ["09", "05", "04", "03"]
    assert of(team.lead, "12") == []
    assert refused(lambda: of(team.lead, "xx")).code == "agency.unknown"


def test_a_note_on_an_agency_that_the_register_here_lacks_is_shown_all_the_same(team: Trio) -> None:
    _, signed = wrote(team.verifier, "visit", VISIT)
    body = signed.body.replace(b'code = "11"', b'code = "X/1"').replace(b"Provinsi Aceh", b"Badan Baru")
    sent = Signed("x.toml", body, (signatures.sign(team.verifier.ring.person(), body, "note"),))
    assert team.lead.takes(sent) == [Arriving.NEW]
    assert [line.agency for line in of(team.lead, "X/1")] == ["Badan Baru"]
    assert team.lead.desk.ask(notes.name_of, "X/1") == "Badan Baru"
    hits = [hit for hit in team.lead.desk.ask(searching.find, "badan baru") if hit.kind == "visit"]
    assert [(hit.agency, hit.key.rpartition("/")[0]) for hit in hits] == [("Badan Baru", "X/1")]


def test_a_note_is_one_file_of_its_own_name(team: Trio) -> None:
    line, signed = wrote(team.lead, "practice", PRACTICE)
    assert signed.name == f"2023-05-09_11_note_{digest(signed.body)[:16]}.toml"
    assert line.digest == digest(signed.body)

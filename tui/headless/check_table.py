"""What was found of verdict files as `verifier check` prints it: a line for each, or as data; and by which team that was judged."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from models.desk.teams import CurrentTeam
from models.documents import kinds
from models.documents.chain import Ended, Link
from models.documents.checking import Checked
from models.documents.kinds import Document
from models.documents.signers import Signer
from models.documents.verdict_file import ISSUED, VerdictFile
from models.documents.verified import Verified
from models.errors import Fault
from models.explanation import roles_told, status_word
from models.moments import local_date, moment, now
from models.text import Phrase, shown
from models.words import Words


def line(words: Words, found: Checked, links: Sequence[Link] = (), ended: Ended | None = None, status: str = "") -> str:
    """What was found of a file, of what took it out of force and of what it rests on, on one line; `status` is what it says of itself."""
    said = [] if ended is None else [ended_told(words, ended)]
    if found.document is not None:
        told, word = found.document, status_word(words, status or kinds.status(found.document))
        if isinstance(told, Verified):
            said.append(words("check.subject", verdict=told.verdict.code, agency=told.agency.name, round=told.round, status=word))
            said += _until(words, told)
        else:
            said.append(words("check.decision", what=kinds.title(told), status=word))
    if found.signature.signer is not None:
        said.append(_signed(words, found.signature.signer))
    said += [words("check.endorsed", names=", ".join(found.signature.endorsed_by))] if found.signature.endorsed_by else []
    said += _approved_alone(words, found.document)
    said += [_linked(words, link) for link in links if link.found is None or link.found.holds]
    said += [sentence for _, _, sentence in _against(words, found)]
    holds = "check.holds" if ended is None else "check.beside" if ended.kind == "beside" else "check.ended"
    verdict = holds if found.holds else "check.fails"
    return shown(f"{words(verdict)}: {'; '.join(said)}")


def ended_told(words: Words, ended: Ended) -> str:
    """What took a verdict or an approval out of force, by whom, when and why."""
    day = words.date(local_date(moment(ended.at)))
    return words(f"check.ended.{ended.kind}", digest=ended.digest[:16], person=ended.person, date=day, reason=ended.reason)


def _until(words: Words, document: Verified) -> list[str]:
    """The day until which a verdict holds, where one was set, and that it is over where it is."""
    if not isinstance(document, VerdictFile) or not document.valid_until:
        return []
    is_over = document.valid_until < local_date(now()).isoformat()
    return [words("check.until_over" if is_over else "check.until", date=words.day(document.valid_until))]


def _approved_alone(words: Words, document: Document | None) -> list[str]:
    """That one person approved and issued a verdict, which a team may allow, and why."""
    if not isinstance(document, VerdictFile) or document.status != ISSUED:
        return []
    lead, supervisor = document.people.get("lead"), document.people["supervisor"]
    is_alone = lead is not None and lead.id == supervisor.id
    return [words("check.approved_alone", name=supervisor.name, reason=document.issue_reason or "-")] if is_alone else []


def _linked(words: Words, link: Link) -> str:
    """Whose document a verdict names, or that it is not at hand."""
    short = link.digest[:16]
    if link.found is None:
        return words(f"check.chain.missing_{link.kind}", digest=short)
    signer = link.found.signature.signer
    return words(f"check.chain.{link.kind}", digest=short, person=signer.name if signer is not None else "-")


def _signed(words: Words, signer: Signer) -> str:
    if not signer.roles:
        return words("check.signed_own", name=signer.name)
    roles, status = roles_told(words, signer.roles), words(f"team.status.{signer.status}")
    return words("check.signed", name=signer.name, person=signer.person, roles=roles, region=signer.region or "-", standing=status)


def _against(words: Words, found: Checked) -> Iterator[tuple[str, str, str]]:
    """Code, place and sentence of everything that speaks against a file."""
    for each in found.against:
        if isinstance(each, Fault):
            place = words.of(each.place) if isinstance(each.place, Phrase) else str(each.place)
            yield each.code, place, words.fault(each)
        else:
            yield each.code, "", " ".join(words.refusal(each).split())


def say(words: Words, found: Sequence[Checked], team: CurrentTeam | None, age: int) -> None:
    """Say how many hold, and by which team that was judged."""
    said = words.count("check.held", sum(each.holds for each in found), of=len(found))
    if team is None:
        print(f"{said} {words('check.no_team')}", file=sys.stderr)
        return
    issued = words.date(local_date(moment(team.team.issued_at)))
    aged = words.count("team.aged", age, number=team.team.number, issued=issued)
    print(f"{said} {words('check.by_team', name=team.team.name, aged=aged)}", file=sys.stderr)


def team_data(team: CurrentTeam | None, age: int) -> dict[str, object] | None:
    """The team by which files were judged, as data."""
    if team is None:
        return None
    return {"name": team.team.name, "number": team.team.number, "issued_at": team.team.issued_at, "days": age, "digest": team.digest}


def _place(document: Document) -> dict[str, str]:
    """Agency and round, as far as a document has them."""
    agency = getattr(document, "agency", None)
    return {"agency": "" if agency is None else agency.code, "round": getattr(document, "round", "")}


def data(
    words: Words, path: Path, found: Checked, links: Sequence[Link] = (), ended: Ended | None = None, status: str = ""
) -> dict[str, object]:
    """What was found of a file, as data."""
    document, signature = found.document, found.signature
    told = None
    if document is not None:
        told = {"kind": document.kind, "status": status or kinds.status(document), **_place(document)}
        if isinstance(document, Verified):
            told |= {
                "verdict": document.verdict.code,
                "recommended": document.recommendation.code,
                "recommended_by_its_answers": found.recommended,
            }
        if isinstance(document, VerdictFile):
            told["valid_until"] = document.valid_until
    return {
        "file": str(path),
        "holds": found.holds,
        "digest": found.digest,
        "document": told,
        "fingerprint": signature.fingerprint,
        "signer": None if signature.signer is None else asdict(signature.signer),
        "endorsed_by": list(signature.endorsed_by),
        "ended": None if ended is None else asdict(ended),
        "rests_on": [_link_data(link) for link in links],
        "against": [{"code": code, "place": place, "sentence": sentence} for code, place, sentence in _against(words, found)],
    }


def _link_data(link: Link) -> dict[str, object]:
    is_here = link.found is not None
    return {"kind": link.kind, "digest": link.digest, "at_hand": is_here, "holds": link.found is not None and link.found.holds}

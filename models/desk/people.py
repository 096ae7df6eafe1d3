"""The people of this laptop: founding a profile, its owner."""

from typing import Final

from sqlalchemy import exc, insert, select, update

from models import register
from models.checklists import for_day
from models.desk import opening, reading
from models.errors import Refusal
from models.ledger import dialects
from models.ledger.tables import Access, Agency, Person, Round, table
from models.ledger.transaction import Actor, Transaction
from models.moments import local_date
from models.rules.permissions import ROLES, Standing
from models.text import line
from models.views import Profile
from models.words import LANGUAGES

owner = reading.owner
_ACCESS: Final = table(Access)


def admitted(name: str, region: str) -> tuple[str, str]:
    """Name and region of an owner as they may be stored; Refusal `profile.name_missing` or `text.too_long`."""
    name, region = line(name, "first.name"), line(region, "first.region")
    if not name:
        raise Refusal("profile.name_missing")
    return name, region


def found(tx: Transaction, *, name: str, role: str, language: str, region: str = "", key: str | None = None) -> Profile:
    """Found the profile: its owner, the register of agencies and the first round (`<year>-1`) with the shipped checklist of its day.

    At a server, where others have begun before, only somebody more works there: whom its team knows by their `key` as the team calls them.

    Raises:
        Refusal: what `admitted` refuses, or `profile.exists` where somebody owns it already.
    """
    if role not in ROLES or language not in LANGUAGES:
        raise ValueError(role, language)
    name, region = admitted(name, region)
    if owner(tx) is not None:
        raise Refusal("profile.exists", folder=tx.folder)
    person, name = _known(tx, key) or (tx.actor.person, name)
    tx.actor = Actor(person, name, role)
    # First, for at a server each gives a name to themselves alone.
    _log_in(tx, person)
    tx.put(Person, {"id": person}, name=name, role=role, region=region, language=language, is_owner=True)
    if not _is_begun(tx):
        _fill_register(tx)
        today = local_date(tx.moment)
        opening.put_round(tx, f"{today.year}-1", for_day(today.isoformat()), today)
    return Profile(person, name, role, region, language)


def choose_language(tx: Transaction, language: str) -> None:
    """Keep the owner's language for the next start."""
    tx.require("profile.change", Standing())
    tx.put(Person, {"id": tx.actor.person}, language=language)


def correct(tx: Transaction, *, name: str, role: str = "", region: str | None = None) -> Profile:
    """Let the owner be called otherwise, and have another role or region where one is given: what was mistyped when they began.

    Raises:
        Refusal: what `admitted` refuses, or `profile.of_team` where a team says who one is.
    """
    tx.require("profile.change", Standing())
    before, why = owner(tx), why_not_correct(tx)
    if before is None:
        raise Refusal("profile.missing", folder=tx.folder)
    if why is not None:
        raise why
    if role and role not in ROLES:
        raise ValueError(role)
    name, region = admitted(name, before.region if region is None else region)
    tx.actor = Actor(tx.actor.person, name, role or before.role)
    tx.put(Person, {"id": tx.actor.person}, name=name, role=tx.actor.role, region=region)
    return Profile(before.person, name, tx.actor.role, region, before.language)


def why_not_correct(tx: Transaction) -> Refusal | None:
    """`profile.of_team` where a team says who the owner is, whose list is changed for that; else None."""
    return Refusal("profile.of_team", name=tx.actor.name) if reading.has_team(tx) else None


def _known(tx: Transaction, key: str | None) -> tuple[str, str] | None:
    """Id and name of the member of the team whose key this is; None where there is none, or another role is them already.

    Of somebody who worked here before a backup was put back, or comes from a laptop: as somebody else they would have none of their
    work, and no team takes one key for two.
    """
    if not (key and reading.has_team(tx)):
        return None
    from models.desk import taken_teams  # takes long to import, and a laptop has no team yet

    teams = taken_teams.held(tx)
    people = teams[-1][1].people if teams else {}
    found_ = ((id_, each.name) for id_, each in people.items() if each.key == key and each.status == "active" and _is_free(tx, id_))
    return next(found_, None)


def _is_free(tx: Transaction, person: str) -> bool:
    """Whether nobody logs in as this person; tried, for whoever is of a region sees of no other role who that is."""
    trying = tx.connection.begin_nested()
    try:
        tx.connection.execute(update(_ACCESS).where(_ACCESS.c.role == dialects.login(tx.connection)).values(person_id=person))
    except exc.IntegrityError:
        return False
    finally:
        trying.rollback()
    return True


def _log_in(tx: Transaction, person: str) -> None:
    """Let who logs in as this role be this person."""
    role = dialects.login(tx.connection)
    if role:
        unless_known = {"region": ""} if tx.is_new(Access, {"role": role}) else {}
        tx.put(Access, {"role": role}, person_id=person, **unless_known)


def _is_begun(tx: Transaction) -> bool:
    return tx.connection.execute(select(table(Round).c.id).limit(1)).first() is not None


def _fill_register(tx: Transaction) -> None:
    """Put the register there, unless a server has it already since its database was made: who is of a region could not."""
    if tx.connection.execute(select(table(Agency).c.code).limit(1)).first() is None:
        tx.connection.execute(insert(table(Agency)), list(register.rows()))

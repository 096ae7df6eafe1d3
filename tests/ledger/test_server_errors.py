"""What a server, or the way to it, says is told as what it is: why one is not let in, and of saving only to whoever changed something."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import exc

from models.causes import Cause
from models.desk.desk import opened
from models.errors import Refusal
from models.ledger import server, server_errors
from models.words import LANGUAGES, Words
from tests.desk.acts import refused

_AT = 'connection failed: connection to server at "10.0.0.2", port 5432 failed: '
KEPT_OUT = [
    (_AT + 'FATAL:  password authentication failed for user "ani"', "server.login", None),
    (_AT + 'FATAL:  role "ani" is not permitted to log in', "server.login", None),
    (_AT + "fe_sendauth: no password supplied", "server.no_password", None),
    (
        _AT + 'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "ani", database "verifier", no encryption',
        "server.not_from_here",
        None,
    ),
    (_AT + 'FATAL:  database "verifier" does not exist', "server.no_database", None),
    (
        _AT + 'FATAL:  permission denied for database "verifier"\nDETAIL:  User does not have CONNECT privilege.',
        "server.not_from_here",
        None,
    ),
    (_AT + "SSL error: certificate verify failed", "server.certificate", "server_certificate"),
    (
        _AT + 'server certificate for "hq.example.go.id" (and 1 other name) does not match host name "10.0.0.2"',
        "server.certificate",
        "certificate_name",
    ),
    (_AT + 'root certificate file "/root/.postgresql/root.crt" does not exist', "server.certificate", "server_no_root"),
    (_AT + "server does not support SSL, but SSL was required", "server.certificate", "server_no_tls"),
    ('connection is bad: definition of service "hq" not found', "server.address", None),
    ('connection is bad: invalid sslmode value: "full"', "server.address", None),
]
"""As PostgreSQL 15 says it, the refusal, and its cause."""
PASSING = [
    (_AT + "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?", "no_server"),
    (_AT + "No such file or directory\n\tIs the server running locally and accepting connections on that socket?", "no_server"),
    (_AT + "FATAL:  sorry, too many clients already", "server_crowded"),
    (_AT + "FATAL:  remaining connection slots are reserved for non-replication superuser connections", "server_crowded"),
    (_AT + 'FATAL:  too many connections for role "ani"', "server_crowded"),
    (_AT + "FATAL:  the database system is starting up", "server_starts"),
]


def _error(said: str) -> exc.DBAPIError:
    """As the engine gives it where no connection came about."""
    return exc.OperationalError(None, None, psycopg.OperationalError(said))


@pytest.mark.parametrize(("said", "code", "cause"), KEPT_OUT)
def test_who_was_kept_out_was_told_to_look_at_the_network_or_at_a_password_that_was_right(said: str, code: str, cause: str | None) -> None:
    found = server_errors.refusal("hq/verifier", _error(said))
    assert found is not None
    assert found.code == code
    assert found.is_of_disk
    if cause is not None:
        assert found.fields["cause"] == Cause(cause)
    for language in LANGUAGES:
        assert "hq/verifier" in Words(language).refusal(found)


@pytest.mark.parametrize("said", [said for said, _, _ in KEPT_OUT])
def test_who_is_kept_out_is_told_at_once_and_not_after_five_attempts(said: str) -> None:
    assert not server_errors.may_pass(_error(said))


@pytest.mark.parametrize(("said", "cause"), PASSING)
def test_what_passes_is_tried_again_and_told_by_its_cause(said: str, cause: str) -> None:
    assert server_errors.may_pass(_error(said))
    for writing, code in ((True, "server.unreachable"), (False, "server.away")):
        found = server_errors.refusal("hq/verifier", _error(said), writing=writing)
        assert found is not None
        assert (found.code, found.fields["cause"]) == (code, Cause(cause))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["server.away", "server.unanswered"])
def test_who_only_read_was_told_that_their_change_was_not_saved(code: str, language: str) -> None:
    said = Words(language).refusal(Refusal(code, place="hq/verifier", cause=Cause("server_busy")))
    assert "tersimpan" not in said
    assert "saved" not in said


@pytest.mark.parametrize("option", ["sslmodee=verify-full", "connect_timeout=soon", "sslmode=full"])
def test_a_misspelled_option_of_the_address_ended_in_an_error_of_the_program(folder: Path, option: str) -> None:
    server.choose(folder, f"postgresql+psycopg://ani@127.0.0.1:1/verifier?{option}")
    try:
        assert refused(lambda: opened(folder)) == "server.address"
    finally:
        server.choose(folder, "")

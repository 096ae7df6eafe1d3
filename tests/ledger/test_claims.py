"""What one process at a server claimed is left to it by the others, until it is done, killed, or the server is lost."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine

from models.ledger import claims
from tests.postgres import Server, server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with server(is_durable=True) as running:
        yield running


@pytest.fixture
def engines(postgres: Server) -> Iterator[tuple[Engine, Engine]]:
    made = create_engine(postgres.url()), create_engine(postgres.url())
    yield made
    for each in made:
        each.dispose()


def test_what_is_claimed_is_claimed_by_one(engines: tuple[Engine, Engine]) -> None:
    one, two = engines
    with claims.claimed(one, "hq/a") as first, claims.claimed(two, "hq/a") as second, claims.claimed(two, "hq/b") as other:
        assert (first, second, other) == (True, False, True)
    with claims.claimed(two, "hq/a") as again:
        assert again


def test_what_ends_in_an_error_is_claimed_no_more(engines: tuple[Engine, Engine]) -> None:
    one, two = engines
    with pytest.raises(ValueError, match="carrier"), claims.claimed(one, "hq/a"):
        raise ValueError("carrier")
    with claims.claimed(two, "hq/a") as again:
        assert again


def test_a_server_that_was_away_holds_no_claim_and_breaks_none_of_what_is_done(engines: tuple[Engine, Engine], postgres: Server) -> None:
    one, two = engines
    with claims.claimed(two, "hq/b"):
        pass
    with claims.claimed(one, "hq/a"):
        postgres.kill()
        postgres.start()
        with claims.claimed(two, "hq/a") as is_free:
            assert is_free

"""What people are told of an address: which database it is, and never who logs in there."""

import pytest

from models.database_address import has_password, is_address, place


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+psycopg://ani@hq.example.go.id:5433/verifier", "hq.example.go.id:5433/verifier"),
        ("postgresql+psycopg://ani@/verifier", "localhost/verifier"),
        ("postgresql+psycopg://ani@/verifier?host=/run/pg", "/run/pg/verifier"),
        ("postgresql+psycopg://ani@/verifier?service=hq", "hq/verifier"),
        ("postgresql+psycopg://?service=hq", "hq"),
    ],
)
def test_a_database_is_named_by_where_it_is(url: str, told: str) -> None:
    assert is_address(url)
    assert place(url) == told


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://ani:pw@hq/verifier", "postgresql+psycopg://hq/v?password=", "postgresql+psycopg://hq/v?sslpassword=x"]
)
def test_a_password_in_an_address_is_seen(url: str) -> None:
    assert has_password(url)

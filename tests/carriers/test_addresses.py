"""Addresses of carriers: read as people write them, or refused with what they may say."""

from pathlib import Path

import pytest

from models.carriers.address import parsed
from models.errors import Refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/media/ani/STICK", ("folder", "", None, "", "/media/ani/STICK")),
        ("sftp://ani@10.0.0.1:2222/srv/tim", ("sftp", "10.0.0.1", 2222, "ani", "srv/tim")),
        ("https://a%40b@awan.example/dav/a%20b/", ("https", "awan.example", None, "a@b", "dav/a b")),
        ("s3://wadah/2026/a", ("s3", "wadah", None, "", "2026/a")),
    ],
)
def test_it_is_read(text: str, expected: tuple[object, ...]) -> None:
    found = parsed("hq", text)
    assert (found.scheme, found.host, found.port, found.user, found.path) == expected


def test_a_tilde_is_the_home_of_whoever_is_here() -> None:
    assert parsed("hq", "~/Syncthing/tim").path == str(Path.home() / "Syncthing/tim")


def test_a_fingerprint_keeps_its_plus() -> None:
    assert parsed("hq", "sftp://a@b/c?host_key=SHA256:a+b/c").options == {"host_key": "SHA256:a+b/c"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "carrier.address"),
        ("stick", "carrier.address"),
        ("ftp://a/b", "carrier.address"),
        ("folder:///a", "carrier.address"),
        ("sftp:///a", "carrier.address"),
        ("https://a:port/b", "carrier.address"),
        ("https://[a/b", "carrier.address"),
        ("sftp://ani:rahasia@b/c", "carrier.password"),
        ("sftp://b/c?hostkey=x", "carrier.option"),
        ("https://b/c?host_key=x", "carrier.option"),
        ("sftp://b/c?host_key=", "carrier.option"),
        ("http://awan.example/dav", "carrier.plain"),
        ("s3://a/b?endpoint=http://awan.example", "carrier.plain"),
        ("s3://a/b?endpoint=awan.example", "carrier.address"),
        ("s3://a/b?endpoint=https://awan.example:port", "carrier.address"),
        ("s3://a/b?endpoint=https://ani:rahasia@awan.example", "carrier.password"),
    ],
)
def test_it_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        parsed("hq", text)
    assert caught.value.code == code
    assert "rahasia" not in str(caught.value.fields)

"""Reaching a carrier: what it needs is asked for once and kept to oneself, and what is not installed is said."""

import sys
import traceback

import pytest

from models.carriers import connected, parsed
from models.carriers.passwords import password_of, variable
from models.errors import Refusal
from models.extras import installing
from models.words import LANGUAGES, Words
from tests.carriers.servers import PASSWORD, free_port


@pytest.mark.parametrize(("text", "extra"), [("https://ani@awan.example/dav", "webdav"), ("s3://ani@wadah/tim", "s3")])
def test_what_is_not_installed_is_said_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch, text: str, extra: str) -> None:
    for module in [name for name in sys.modules if name.startswith(("models.carriers.webdav", "models.carriers.s3"))]:
        monkeypatch.delitem(sys.modules, module)
    for library in ("webdav4.client", "webdav4.multistatus", "obstore"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Refusal) as caught:
        connected(parsed("hq", text), PASSWORD)
    assert caught.value.code == "carrier.extra"
    for language in LANGUAGES:
        # A `pip` that stands on the path is seldom that of the program.
        assert f'{sys.executable} -m pip install "verifier-tui[{extra}]"' in Words(language).refusal(caught.value)


def test_an_environment_without_pip_was_told_to_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.extras.find_spec", lambda _: None)
    assert installing("s3") == f'uv pip install --python {sys.executable} "verifier-tui[s3]"'
    monkeypatch.setattr("sys.executable", "/home/ani lestari/bin/python")
    assert installing("s3").startswith("uv pip install --python '/home/ani lestari/bin/python' ")


def test_the_password_comes_from_the_environment_or_whoever_is_there() -> None:
    address = parsed("kantor-pusat", "sftp://ani@127.0.0.1/tim")
    assert variable("kantor-pusat") == "VERIFIER_PASSWORD_KANTOR_PUSAT"
    assert password_of(address, {"VERIFIER_PASSWORD_KANTOR_PUSAT": "dari sini"}, lambda _: pytest.fail("asked")) == "dari sini"
    assert password_of(address, {"VERIFIER_PASSWORD_KANTOR_PUSAT": ""}, lambda asked: f"ditanya {asked.name}") == "ditanya kantor-pusat"
    assert password_of(parsed("stik", "/media/stik"), {"VERIFIER_PASSWORD_STIK": "x"}, lambda _: pytest.fail("asked")) == ""


@pytest.mark.parametrize(
    "text", ["sftp://ani@127.0.0.1:{}/tim", "http://ani@127.0.0.1:{}/dav", "s3://ani@wadah?endpoint=http://127.0.0.1:{}"]
)
@pytest.mark.parametrize("password", [PASSWORD, f"{PASSWORD}\udc80"])
def test_the_password_is_in_nothing_that_can_be_shown(text: str, password: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    with pytest.raises(Refusal) as caught:
        connected(parsed("hq", text.replace("{}", str(free_port()))), password)
    shown = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in f"{shown} {caught.value!r} {caught.value.fields} {caplog.text}"
    assert caught.value.code == ("carrier.away" if password == PASSWORD else "carrier.denied")

"""A read replica of headquarters: it is read as the server itself, and whoever would write there is told where to."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import headquarters
from models.desk import listed, people, verifications
from models.errors import Refusal
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters
from tests.postgres import _NOBODY, PASSWORD, Server, _free, _program, server


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[tuple[Headquarters, Headquarters]]:
    """Headquarters, and the same at a replica of its server."""
    with server() as at:
        hq = Headquarters(at, "guarded", tmp_path / "people")
        headquarters.init(hq.url)
        headquarters.admit(hq.url, "dian", password=PASSWORD)
        with hq.laptop("dian") as dian:
            dian.desk.do(people.found, name="Dian", role="verifier", language="id")
        copy = Server(at.folder / "replica", _free(), dict(at.settings))
        copy.folder.mkdir()
        if _NOBODY is not None:
            shutil.chown(copy.folder, _NOBODY)
        command = [_program("pg_basebackup"), "-D", str(copy.folder / "data"), "-h", "127.0.0.1", "-p", str(at.port), "-U", "postgres"]
        environment = {**os.environ, "PGPASSWORD": PASSWORD}
        subprocess.run([*command, "-R", "-X", "stream", "-c", "fast"], check=True, user=_NOBODY, env=environment, cwd=copy.folder)
        copy.start()
        try:
            shutil.copytree(hq.folder, tmp_path / "readers")
            yield hq, Headquarters(copy, hq.database, tmp_path / "readers")
        finally:
            copy.stop("immediate")


@pytest.mark.slow
def test_who_wrote_at_a_replica_met_an_error_of_the_program(replica: tuple[Headquarters, Headquarters]) -> None:
    hq, there = replica
    with hq.laptop("dian") as dian:
        dian.desk.do(verifications.begin, ELSEWHERE)
    with there.laptop("dian") as reader:
        while not reader.desk.ask(listed.lines):
            pass
        with pytest.raises(Refusal) as caught:
            reader.desk.do(verifications.begin, PLACE)
        assert caught.value.code == "server.read_only"

"""Servers of WebDAV and S3, as `servers` has those of SFTP."""

import base64
import hashlib
import http.client
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.carriers.servers import PASSWORD, USER, Place, free_port, open_folder, program, running

_APACHE: Final = """
ServerRoot {folder}
ServerName 127.0.0.1
PidFile {folder}/pid
ErrorLog {folder}/log
DefaultRuntimeDir {folder}
Listen 127.0.0.1:{port}
{modules}
User www-data
Group www-data
StartServers 1
ThreadsPerChild 8
MinSpareThreads 1
MaxSpareThreads 8
MaxRequestWorkers 8
DocumentRoot {folder}/root
DAVLockDB {folder}/locks/db
SSLEngine on
SSLCertificateFile {folder}/certificate
SSLCertificateKeyFile {folder}/certificate.key
<Directory {folder}/root>
    Dav On
    AuthType Basic
    AuthName hq
    AuthUserFile {folder}/users
    Require valid-user
</Directory>
<Directory {folder}/root/closed>
    <LimitExcept GET PROPFIND OPTIONS>
        Require all denied
    </LimitExcept>
</Directory>
"""
_MODULES: Final = ("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dav", "dav_fs", "ssl")


@contextmanager
def apache() -> Iterator[Place]:
    """The WebDAV server that most have, over TLS with a certificate of its own."""
    with open_folder() as folder:
        for name in ("root", "locks"):
            (folder / name).mkdir()
            (folder / name).chmod(0o777)
        (folder / "root" / "closed").mkdir()
        certify(folder / "certificate")
        hashed = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
        (folder / "users").write_text(f"{USER}:{{SHA}}{hashed}\n")
        modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _MODULES)
        port = free_port()
        (folder / "config").write_text(_APACHE.format(folder=folder, port=port, modules=modules))
        to = f"https://{USER}@127.0.0.1:{port}"
        with running([program("apache2"), "-X", "-f", str(folder / "config")], port):
            trusted = f"certificate={folder}/certificate"
            yield Place("apache", f"{to}/{{}}?{trusted}", folder / "root", closed=f"{to}/closed?{trusted}")


def certify(file: Path, host: str = "127.0.0.1", days: int = 30) -> None:
    """Write a certificate that vouches for itself, and its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hq")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(60), now + timedelta(days))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    file.with_suffix(".key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )


@contextmanager
def rclone_webdav() -> Iterator[Place]:
    """A WebDAV server that does not keep `If-None-Match`, and that takes the old file away before it renames."""
    with open_folder() as folder:
        port, closed = free_port(), free_port()
        command = [_beside_python("rclone"), "serve", "webdav", str(folder), "--config", os.devnull, "--user", USER, "--pass", PASSWORD]
        with (
            running([*command, "--addr", f"127.0.0.1:{port}"], port),
            running([*command, "--addr", f"127.0.0.1:{closed}", "--read-only"], closed),
        ):
            to = f"http://{USER}@127.0.0.1"
            # It keeps what it listed for minutes: a folder has to be made by itself.
            yield Place("rclone-webdav", f"{to}:{port}/{{}}", closed=f"{to}:{closed}", is_gapless=False, make=partial(_make, port))


def _make(port: int, folder: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("MKCOL", f"/{folder}/", headers={"Authorization": f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"})
    assert line.getresponse().status == 201
    line.close()


@contextmanager
def rclone_s3() -> Iterator[Place]:
    """An S3 server that does not keep `If-None-Match`."""
    with open_folder() as folder:
        port, closed = free_port(), free_port()
        (folder / "wadah").mkdir()
        command = [_beside_python("rclone"), "serve", "s3", str(folder), "--config", os.devnull, "--auth-key", f"{USER},{PASSWORD}"]
        with (
            running([*command, "--addr", f"127.0.0.1:{port}"], port),
            running([*command, "--addr", f"127.0.0.1:{closed}", "--read-only"], closed),
        ):
            yield Place("rclone-s3", _bucket(port, "/{}"), closed=_bucket(closed), is_gapless=False)


@contextmanager
def moto() -> Iterator[Place]:
    """An S3 server that keeps `If-None-Match`, and lets everybody in."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        line = http.client.HTTPConnection("127.0.0.1", port)
        line.request("PUT", "/wadah")
        assert line.getresponse().status == 200
        line.close()
        yield Place("moto", _bucket(port, "/{}"), is_guarded=False)


def _bucket(port: int, folder: str = "") -> str:
    return f"s3://{USER}@wadah{folder}?endpoint=http://127.0.0.1:{port}"


def _beside_python(name: str) -> str:
    found = Path(sys.executable).with_name(name)
    return str(found) if found.exists() else program(name)

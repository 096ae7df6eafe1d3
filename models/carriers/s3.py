"""A folder in a bucket of S3, or of what speaks like it, as a carrier."""

import asyncio
import os
import re
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import obstore
from obstore import exceptions
from obstore.store import S3Store

from models.carriers import telling
from models.carriers.address import Address
from models.carriers.waiting import Waiting
from models.causes import Cause
from models.errors import Refusal

if TYPE_CHECKING:
    from obstore import ListResult, ObjectMeta
    from obstore.store import ClientConfig

_MUCH: Final = 250_000
"""Bytes from which on a bad line may take more than a minute."""
_LISTING: Final = 180
"""Most seconds for a listing, which may be of many pages."""
_HELD: Final = 200_000_000
"""Most bytes by which the program may grow while something is listed: of a hundred thousand names it does by half of that."""
_STATUS: Final = re.compile(r"status code: (\d{3})")
_CODE: Final = re.compile(r"<Code>(\w+)</Code>")
_LINE: Final = re.compile(r"HttpError \{\s*kind: (\w+)")
_CERTIFICATE: Final = re.compile(r"InvalidCertificate|invalid peer certificate")
_CERTIFICATES: Final = {"Expired": "certificate_late", "NotValidYet": "certificate_early", "NotValidForName": "certificate_name"}
"""Why a certificate is not trusted, by the word of the library; else nobody who is trusted vouches for it."""
_UNENCRYPTED: Final = "InvalidContentType"
"""What the library calls an answer that is not encrypted at all."""
_BARE: Final = "extract metadata from headers"
"""What it says of an answer that no storage gives, as a page that asks for a login."""
_ELSEWHERE: Final = re.compile(r"<Code>(AuthorizationHeaderMalformed|IllegalLocationConstraintException)</Code>|redirect without LOCATION")
_SKEWED: Final = frozenset({"RequestTimeTooSkewed", "RequestExpired"})
_REFUSED: Final = frozenset({"AccessDenied", "AllAccessDisabled", "MethodNotAllowed"})
_CAUSES: Final = {403: "eacces", 404: "enoent", 507: "enospc"}


class S3:
    """A folder of a bucket that must exist: `s3://key@bucket/folder?endpoint=https://host&region=…`; the password is the secret key."""

    def __init__(self, address: Address, password: str = "") -> None:
        self._address = address
        self._folder = f"{address.path}/" if address.path else ""
        user = address.user or os.environ.get("AWS_ACCESS_KEY_ID", "")
        if not user or not password:
            raise telling.denied(address)
        endpoint = address.options.get("endpoint")
        options: dict[str, Any] = {
            "access_key_id": user,
            "secret_access_key": password,
            "region": address.options.get("region", "us-east-1"),
            "retry_config": {"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
            **({"endpoint": endpoint, "virtual_hosted_style_request": False} if endpoint else {}),
        }
        line: ClientConfig = {"connect_timeout": "20s", "allow_http": (endpoint or "").startswith("http://")}
        try:
            # While something goes up nothing comes down: only of a reader can it be asked to hear something each minute.
            self._reads = S3Store(address.host, client_options={**line, "timeout": "10m", "read_timeout": "60s"}, **options)
            self._writes = S3Store(address.host, client_options={**line, "timeout": "60s"}, **options)
            self._writes_much = S3Store(address.host, client_options={**line, "timeout": "10m"}, **options)
        except Exception as error:  # of whatever the library finds wrong with a name or an address, each kind has its own
            raise Refusal("carrier.address", carrier=address.name, address=address.text) from error
        self._waiting = Waiting()
        try:
            # Whoever shares the bucket may keep a million objects beside the folder, or names that the library cannot read.
            self.names("w")
        except BaseException:
            self.close()
            raise

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        prefix = self._folder + (f"{folder}/" if folder else "")
        try:
            found = self._waiting.result(self._listed(folder, prefix))
        except Refusal:
            raise
        except Exception as error:
            # Here and below: a hostile server can make the library stumble in any way, and no traceback may reach a user.
            raise self._refused(folder, error) from error
        paths = [*found["common_prefixes"], *(each["path"] for each in found["objects"])]
        return frozenset(path.rstrip("/").rpartition("/")[2] for path in paths)

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes of an object."""
        try:
            answer = obstore.get(self._reads, self._folder + path)
            content = None if answer.meta["size"] > limit else bytes(answer.bytes())
        except Exception as error:
            if isinstance(error, FileNotFoundError) and not _is_of_bucket(error):
                return None
            raise self._refused(path, error) from error
        if content is None:
            raise telling.too_large(self._address, path, limit)
        return content

    def put(self, path: str, content: bytes) -> None:
        """Look, then put on the condition that nothing stands there; a server that keeps no conditions has the last of two at once."""
        try:
            obstore.head(self._reads, self._folder + path)
        except FileNotFoundError as error:
            if _is_of_bucket(error):
                raise self._refused(path, error) from error
        except Exception as error:
            raise self._refused(path, error) from error
        else:
            raise telling.taken(self._address, path)
        try:
            self._send(path, content, "create")
        except exceptions.AlreadyExistsError as error:
            # The library may have tried twice, and the first try was carried out though its answer was lost.
            if not self._is_there(path, content):
                raise telling.taken(self._address, path) from error
        except exceptions.NotSupportedError:
            self.put_over(path, content)
        except Exception as error:
            if _status(error) != 501:
                raise self._refused(path, error) from error
            self.put_over(path, content)

    def put_over(self, path: str, content: bytes) -> None:
        """Put an object, whatever stands there."""
        try:
            self._send(path, content, "overwrite")
        except Exception as error:
            raise self._refused(path, error) from error

    def close(self) -> None:
        """Nothing is held but a thread that waits."""
        self._waiting.close()

    async def _listed(self, folder: str, prefix: str) -> "ListResult[Sequence[ObjectMeta]]":
        # The library keeps page by page of a listing and shows none before the last: a server without a last one would fill the memory.
        listing, before, until = asyncio.ensure_future(_all(self._reads, prefix)), _peak(), time.monotonic() + _LISTING
        try:
            while not (await asyncio.wait((listing,), timeout=0.1))[0]:
                if time.monotonic() > until or _peak() - before > _HELD:
                    raise telling.endless(self._address, folder)
            return listing.result()
        finally:
            listing.cancel()

    def _is_there(self, path: str, content: bytes) -> bool:
        try:
            return self.get(path, len(content)) == content
        except Refusal as refused:
            if refused.code != "carrier.too_large":
                raise
            return False

    def _send(self, path: str, content: bytes, mode: Literal["create", "overwrite"]) -> None:
        store = self._writes_much if len(content) > _MUCH else self._writes
        try:
            obstore.put(store, self._folder + path, content, mode=mode, use_multipart=False)
        except exceptions.GenericError as error:
            # What is put on a condition the library tries again after some breaks of a line and not after others; here that is always safe.
            if not _is_broken(error):
                raise
            obstore.put(store, self._folder + path, content, mode=mode, use_multipart=False)

    def _refused(self, path: str, error: Exception) -> Refusal:
        """What an error of the library means; it says so only in its text."""
        text = str(error)
        status, code = _status(error), _CODE.search(text)
        if _ELSEWHERE.search(text):
            return telling.away(self._address, Cause("region"))
        if code and code[1] in _SKEWED:
            # The password may be right: a signature holds for a quarter of an hour.
            return telling.away(self._address, Cause("clock"))
        if status is None:
            if _LINE.search(text):
                if found := _CERTIFICATE.search(text):
                    told = text[found.start() :]
                    cause = Cause(next((each for word, each in _CERTIFICATES.items() if word in told), "certificate_unknown"))
                    return Refusal("carrier.certificate", carrier=self._address.name, host=self._endpoint(), cause=cause)
                if _UNENCRYPTED in text:
                    return telling.away(self._address, telling.OTHER)
                cause = {"Connect": Cause("no_server"), "Timeout": telling.NO_ANSWER}.get(_LINE.findall(text)[-1], telling.LOST)
                return telling.away(self._address, cause)
            if _BARE in text:
                return telling.away(self._address, telling.OTHER)
            cause = Cause("odd_name") if "InvalidPath" in text else telling.SERVER
            return telling.failed(self._address, path, cause)
        if _is_of_bucket(error):
            return telling.away(self._address, Cause("enoent"))
        if status == 401 or (status == 403 and code and code[1] not in _REFUSED):
            return telling.denied(self._address)
        cause = Cause(_CAUSES[status]) if status in _CAUSES else Cause("http", {"answer": status})
        return telling.failed(self._address, path, cause)

    def _endpoint(self) -> str:
        return urlsplit(self._address.options.get("endpoint", "")).hostname or self._address.host


async def _all(store: S3Store, prefix: str) -> "ListResult[Sequence[ObjectMeta]]":
    return await obstore.list_with_delimiter_async(store, prefix or None)


def _peak() -> int:
    """The most bytes that the program ever held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _status(error: Exception) -> int | None:
    found = _STATUS.search(str(error))
    return int(found[1]) if found else None


def _is_broken(error: Exception) -> bool:
    return _status(error) is None and _LINE.findall(str(error))[-1:] == ["Interrupted"]


def _is_of_bucket(error: Exception) -> bool:
    return "NoSuchBucket" in str(error)

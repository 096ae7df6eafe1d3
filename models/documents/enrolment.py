"""Requests to a team, signed with the keys they name to prove that those are the asker's: to be let in, or to sign its documents."""

from collections.abc import Iterable
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from models.documents import keys, signatures, toml
from models.documents.parts import MAJOR, STRICT, Moment, tables
from models.documents.team import Id, Key, Line, SealingKey, faults_of_keys, seals, signs
from models.errors import Refusal

LONGEST: Final = 10_000
"""Most bytes of a request."""


class Enrolment(BaseModel):
    """A request for enrolment; the sealing key cannot sign and stands under the signature of the person's."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["enrolment"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    person: Id
    name: Line
    key: Key
    sealing_key: SealingKey
    device: Id
    device_key: Key
    made_at: Moment


def requested(*, person: str, name: str, key: str, sealing_key: str, device: str, device_key: str, made_at: str) -> Enrolment:
    """A new request with the public halves of three keys; its bytes are to be signed with two of them."""
    return Enrolment(
        format="verifier",
        kind="enrolment",
        major=MAJOR,
        minor=0,
        person=person,
        name=name,
        key=key,
        sealing_key=sealing_key,
        device=device,
        device_key=device_key,
        made_at=made_at,
    )


def opened_request(body: bytes, given: Iterable[bytes], file: str) -> Enrolment:
    """The request in `body` that the signatures `given`, in any order, prove to come from the holder of both keys.

    Raises:
        Refusal: what `parts.tables` refuses, `document.faults` with every fault and its place, `signature.*` where the signature of a
            key does not fit, `enrolment.signature` where a key has none.
    """
    request = toml.read(Enrolment, tables(body, "enrolment", file, LONGEST), file)
    faults = (
        *faults_of_keys((("key", request.key), ("device_key", request.device_key)), signs, "key"),
        *faults_of_keys((("sealing_key", request.sealing_key),), seals, "sealing_key"),
    )
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)
    by_key = {signatures.signer(signature, file): signature for signature in given}
    for label, key in (("enrolment.key", request.key), ("enrolment.device_key", request.device_key)):
        if key not in by_key:
            raise Refusal("enrolment.signature", file=file, label=label)
        signatures.check(body, by_key[key], key, "enrolment", file)
    return request


class RootRequest(BaseModel):
    """A request to be one of those who sign team documents, with a key that is for nothing else."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["root"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    person: Id
    name: Line
    key: Key
    made_at: Moment


def root_requested(*, person: str, name: str, key: str, made_at: str) -> RootRequest:
    """A new request with the public half of a root key; its bytes are to be signed with that key."""
    return RootRequest(format="verifier", kind="root", major=MAJOR, minor=0, person=person, name=name, key=key, made_at=made_at)


def opened_root(body: bytes, given: Iterable[bytes], file: str) -> RootRequest:
    """The request in `body` that one of the signatures `given` proves to come from the holder of its key; Refusal as `opened_request`."""
    request = toml.read(RootRequest, tables(body, "root", file, LONGEST), file)
    faults = tuple(faults_of_keys((("key", request.key),), signs, "key"))
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)
    by_key = {signatures.signer(signature, file): signature for signature in given}
    if request.key not in by_key:
        raise Refusal("enrolment.signature", file=file, label="enrolment.root_key")
    signatures.check(body, by_key[request.key], request.key, "root", file)
    return request


def compare(request: Enrolment | RootRequest, said: str, file: str) -> None:
    """Nothing, if `said` are the six words of the key that asks, or its fingerprint; Refusal `enrolment.words`."""
    if said.strip() != keys.fingerprint(request.key) and keys.spoken(said) != keys.six_words(request.key):
        raise Refusal("enrolment.words", file=file, name=request.name)

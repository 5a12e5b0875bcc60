"""Keys: their files, their public halves, and that nothing of them is told."""

from __future__ import annotations

import json
import logging
import os
import pickle
import stat
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.documents.proofs.keys import new_key, private_key, public_keys


def test_a_new_key_is_for_its_owner_alone_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "key.json"
    made = new_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name != "posix"
    before = file.read_bytes()
    with pytest.raises(UnsafeOutput, match="lost for good"):
        new_key(file)
    assert file.read_bytes() == before
    assert private_key(file).id == made.id


def test_a_key_is_known_by_its_thumbprint_whatever_its_file_says(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key.json")
    other = new_key(tmp_path / "other.json")
    jwk = made.public.jwk()
    assert jwk["kid"] == OKPKey.import_key({n: jwk[n] for n in ("kty", "crv", "x")}).thumbprint()
    renamed: dict[str, object] = {**other.public.jwk(), "kid": made.id}
    assert list(public_keys(renamed)) == [other.id]
    assert list(public_keys({"keys": [jwk, other.public.jwk()]})) == [made.id, other.id]


def test_nothing_of_a_private_key_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    file = tmp_path / "key.json"
    made = new_key(file)
    secret = json.loads(file.read_text())["d"]
    file.chmod(0o644)
    private_key(file)
    for text in (repr(made), str(made), json.dumps(made.public.jwk()), caplog.text):
        assert secret not in text
    assert "chmod 600" in caplog.text
    with pytest.raises(TypeError):
        pickle.dumps(made)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kty": "OKP", "crv": "X25519", "x": "AA"},
        {"kty": "OKP", "crv": "Ed25519", "x": "AA"},
        {"kty": "oct", "k": "AA"},
        {"keys": []},
        {"keys": [1]},
    ],
)
def test_what_is_no_key_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(UnreadableInput, match="Ed25519"):
        public_keys(values)


def test_a_private_key_with_the_public_half_of_another_is_refused(tmp_path: Path) -> None:
    one, other = (new_key(tmp_path / name) for name in ("one.json", "other.json"))
    secret = json.loads((tmp_path / "one.json").read_text())["d"]
    with pytest.raises(UnreadableInput):
        private_key({**other.public.jwk(), "d": secret})
    with pytest.raises(UnreadableInput, match="public key"):
        private_key(one.public.jwk())


def test_what_is_no_key_of_ours_is_refused_with_its_kind(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key.json")
    jwk = json.loads((tmp_path / "key.json").read_text())
    other = new_key(tmp_path / "other.json").public.jwk()
    locked = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj\n-----END ENCRYPTED PRIVATE KEY-----\n"
    for given, said in (
        (locked, "PEM"),
        (json.dumps(RSAKey.generate_key(2048).as_dict(private=True)).encode(), "RSA"),
        (json.dumps(ECKey.generate_key("P-256").as_dict(private=True)).encode(), "P-256"),
        (json.dumps({**jwk, "x": other["x"]}).encode(), "halves"),
        (b"", "no Ed25519 key"),
        (b'{"keys": []}', "no Ed25519 key"),
    ):
        for take in (private_key, public_keys):
            with pytest.raises(UnreadableInput, match=said) as refused:
                take(given)
            assert len({refused.value.text(lang) for lang in ("kk", "ru", "en")}) == 3
    with pytest.raises(UnreadableInput, match="public key"):
        private_key({"keys": [made.public.jwk()]})

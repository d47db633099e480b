"""Detached signatures: what is read, and what is refused before any key is looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kernel import jws
from kernel.jws import MalformedSignature


def written(header: Any, *, content: str = "", signature: bytes = b"signed") -> str:
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return f"{jws.url_safe(head).decode()}.{content}.{jws.url_safe(signature).decode()}"


SALEORS = {"alg": "RS256", "b64": False, "crit": ["b64"], "kid": "first", "typ": "JWT"}


def test_saleors_signature_is_over_the_bytes_as_they_are() -> None:
    text = written(SALEORS)

    read = jws.parse(text)

    assert (read.key_id, read.signature, read.is_encoded) == ("first", b"signed", False)
    assert read.signed(b'{"a": "\xc8\x99"}') == text.split(".")[0].encode() + b'.{"a": "\xc8\x99"}'


def test_without_b64_the_content_is_signed_in_base64url() -> None:
    text = written({"alg": "RS256", "kid": "first"})

    assert jws.parse(text).signed(b"\xfb\xff") == text.split(".")[0].encode() + b".-_8"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a detached JWS"),
        ("a.b", "not a detached JWS"),
        (written(SALEORS, content="e30"), "not a detached JWS"),
        (written({**SALEORS, "alg": "none"}), "algorithm is not RS256"),
        (written({**SALEORS, "alg": "HS256"}), "algorithm is not RS256"),
        (written({**SALEORS, "alg": None}), "algorithm is not RS256"),
        (written({**SALEORS, "kid": ""}), "does not name its key"),
        (written({**SALEORS, "kid": 7}), "does not name its key"),
        (written({**SALEORS, "crit": ["b64", "exp"]}), "extension"),
        (written({**SALEORS, "crit": "b64"}), "extension"),
        (written({**SALEORS, "crit": []}), "named in crit"),
        (written({**SALEORS, "b64": "no"}), "named in crit"),
        (written([]), "header cannot be read"),
        (written(b"\xff{"), "header cannot be read"),
        (f"{written(SALEORS).rpartition('.')[0]}.a+/=", "base64url"),
        (f"{written(SALEORS)}{'a' * jws.LONGEST}", "too long"),
    ],
)
def test_what_cannot_be_verified_is_refused(text: str, words: str) -> None:
    with pytest.raises(MalformedSignature, match=words):
        jws.parse(text)

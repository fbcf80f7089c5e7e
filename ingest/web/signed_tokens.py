"""Tokens that a private key signs (RFC 7519): sent as they are, or given for one by a server."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import SourceRejected
from ingest.web.asking import Api, Asker
from ingest.web.auth import Token
from ingest.web.oauth import token_of

MINUTES = 15  # Apple takes no token of more than twenty, Google none of more than sixty
EARLY_SECONDS = 60  # clocks differ
ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"  # RFC 7523


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfSigned:
    """Tokens that a server takes from whoever has the key, by ES256.

    Attributes:
        key_id: by which the server knows the key.
        claims: of every token beside its times, as pairs.
        private_key: PEM.
    """

    key_id: str
    claims: tuple[tuple[str, str], ...]
    private_key: str = field(repr=False)

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:  # noqa: ARG002
        """Sign a token; nobody is asked.

        Raises:
            SourceRejected: the key is none.
        """
        header = {"alg": "ES256", "kid": self.key_id}
        value = _signed(source, self.private_key, header, dict(self.claims))
        ends_at = time.monotonic() + 60 * MINUTES - EARLY_SECONDS
        return Token(value=value, ends_at=ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccount:
    """Tokens of Google's for an account that is a program's, by RS256.

    Attributes:
        token_url: where they are got.
        email: of the account.
        scope: what they are for.
        key_id: by which Google knows the key.
        private_key: PEM.
    """

    token_url: str
    email: str
    scope: str
    key_id: str
    private_key: str = field(repr=False)

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:  # noqa: ARG002
        """Get a token.

        Raises:
            SourceError: the server gives none, or the key is none.
        """
        header = {"alg": "RS256", "kid": self.key_id}
        claims = {"iss": self.email, "scope": self.scope, "aud": self.token_url}
        assertion = _signed(source, self.private_key, header, claims)
        api = Api(source=source, base_url=self.token_url)
        form = {"grant_type": ASSERTION, "assertion": assertion}
        return token_of(source, asker.post_json(api, form=form).data)


def key_text(source: str, held: str, begin: str) -> str:
    """What an environment variable holds of a key: its text, or the path of a file with it.

    Args:
        source: named in errors.
        held: the variable's value.
        begin: what such a text begins with.

    Raises:
        SourceRejected: it is neither.
    """
    if held.lstrip().startswith(begin):
        return held.lstrip()
    try:
        text = Path(held.strip()).expanduser().read_text(encoding="utf-8").lstrip()
    except (OSError, UnicodeDecodeError, ValueError):
        text = ""
    if not text.startswith(begin):
        told = f"the key is neither text that begins with {begin} nor the path of a file with it"
        raise SourceRejected(f"{source}: {told}")
    return text


def _signed(source: str, key: str, header: Mapping[str, str], claims: Mapping[str, Any]) -> str:
    now = int(time.time())
    times = {"iat": now - EARLY_SECONDS // 2, "exp": now + 60 * MINUTES}
    parts = ({**header, "typ": "JWT"}, {**claims, **times})
    content = ".".join(_encoded(json.dumps(part).encode()) for part in parts)
    return f"{content}.{_encoded(_signature(source, key, header['alg'], content.encode()))}"


def _signature(source: str, key: str, algorithm: str, content: bytes) -> bytes:
    # Only who signs waits for the library.
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils  # noqa: PLC0415

    try:
        # In one line, as some keep it, its line ends are written out.
        pem = key.replace("\\n", "\n").encode()
        private = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # Without the cause: it might quote the key.
        raise SourceRejected(f"{source}: the private key cannot be read") from None
    if algorithm == "RS256" and isinstance(private, rsa.RSAPrivateKey):
        return private.sign(content, padding.PKCS1v15(), hashes.SHA256())
    if (
        algorithm == "ES256"
        and isinstance(private, ec.EllipticCurvePrivateKey)
        and isinstance(private.curve, ec.SECP256R1)
    ):
        r, s = utils.decode_dss_signature(private.sign(content, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    raise SourceRejected(f"{source}: the private key is of another kind than {algorithm} needs")


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

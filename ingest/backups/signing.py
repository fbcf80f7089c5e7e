"""AWS Signature Version 4 of one question to S3.

Docs: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, whose worked
examples are the tests. boto3 would bring 80 MB for the few calls that backups need.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Key:
    """Who asks, and in which region."""

    access: str
    secret: str
    region: str


def signed(
    method: str, url: str, headers: Mapping[str, str], body: bytes, *, key: Key, at: datetime
) -> dict[str, str]:
    """The headers that go with a question, signature included.

    Args:
        method: in capitals.
        url: as it is sent: path and parameters percent-encoded (RFC 3986, capital letters).
        headers: to be signed beside host, time and the body's hash.
        body: may be empty.
        key: whose.
        at: aware; the server refuses what is 15 minutes off its clock.
    """
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    parts = urlsplit(url)
    digest = hashlib.sha256(body).hexdigest()
    sent = {
        **{name.lower(): " ".join(value.split()) for name, value in headers.items()},
        "host": parts.netloc,
        "x-amz-content-sha256": digest,
        "x-amz-date": stamp,
    }
    names = ";".join(sorted(sent))
    lines = "".join(f"{name}:{sent[name]}\n" for name in sorted(sent))
    query = "&".join(sorted(_pair(one) for one in parts.query.split("&") if one))
    asked = "\n".join((method, parts.path or "/", query, lines, names, digest))
    scope = f"{stamp[:8]}/{key.region}/s3/aws4_request"
    hashed = hashlib.sha256(asked.encode()).hexdigest()
    signature = _signature(key, scope, f"{ALGORITHM}\n{stamp}\n{scope}\n{hashed}")
    credential = f"{ALGORITHM} Credential={key.access}/{scope}"
    sent["authorization"] = f"{credential},SignedHeaders={names},Signature={signature}"
    return sent


def _pair(text: str) -> str:
    """A parameter as it is signed: with "=", also where it has no value."""
    return text if "=" in text else f"{text}="


def _signature(key: Key, scope: str, text: str) -> str:
    secret = f"AWS4{key.secret}".encode()
    for part in scope.split("/"):
        secret = hmac.digest(secret, part.encode(), "sha256")
    return hmac.digest(secret, text.encode(), "sha256").hex()

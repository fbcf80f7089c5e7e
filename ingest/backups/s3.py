"""A bucket of any service that speaks S3, as far as backups need it.

Docs: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
Limits: an object of more than one part is uploaded in up to 10,000 parts of 5 MiB or more.
Gaps: keys of your own only; no temporary credentials, no encryption with keys of your own.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import stamina

from ingest.backups.signing import Key, signed
from ingest.errors import BackupError, BackupUnavailable

PART_BYTES = 16 * 2**20
MOST_PARTS = 9_000  # of the 10,000 that S3 takes
ATTEMPTS = 4
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
UNRESERVED = "-_.~"
LONGEST_ERROR = 300
_CONTENTS = re.compile(r"<Contents>(.*?)</Contents>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """Objects below a prefix.

    Attributes:
        name: of the bucket.
        prefix: of all keys, without slashes around it; may be empty.
        key: credentials and region.
        endpoint: address of the service; None is Amazon's.
        part_bytes: of an upload in parts.
        pause_seconds: before the second try of a question; it doubles with every further one.
    """

    name: str
    prefix: str
    key: Key
    endpoint: str | None = None
    part_bytes: int = PART_BYTES
    pause_seconds: float = 1.0

    def address(self, name: str) -> str:
        """How people write where an object is."""
        return f"s3://{self.name}/{self._object(name)}"

    def names(self) -> dict[str, int]:
        """Names of the objects right below the prefix, with their bytes.

        Raises:
            BackupError: the service refuses, or cannot be reached.
        """
        found: dict[str, int] = {}
        folder = f"{self.prefix}/" if self.prefix else ""
        asked = {"delimiter": "/", "list-type": "2", "prefix": folder}
        while True:
            told = self._ask("GET", "", asked).text
            for entry in _CONTENTS.findall(told):
                name = _tag(entry, "Key").removeprefix(folder)
                size = _tag(entry, "Size")
                found[name] = int(size) if size.isascii() and size.isdigit() else 0
            after = _tag(told, "NextContinuationToken")
            if _tag(told, "IsTruncated") != "true" or after in (
                "",
                asked.get("continuation-token"),
            ):
                return found
            asked["continuation-token"] = after

    def put(self, file: Path, name: str) -> None:
        """Upload a file, in parts where it is large; what is cut off leaves no object.

        Raises:
            BackupError: the service refuses, or cannot be reached.
        """
        size = file.stat().st_size
        if size <= self.part_bytes:
            self._ask("PUT", self._object(name), body=file.read_bytes())
            return
        key = self._object(name)
        upload = _tag(self._ask("POST", key, {"uploads": ""}).text, "UploadId")
        if not upload:
            raise BackupError(f"{self.address(name)}: the service began no upload in parts")
        try:
            self._put_parts(file, key, upload, max(self.part_bytes, -(-size // MOST_PARTS)))
        except BaseException:
            with suppress(BackupError):  # parts that stay are paid for
                self._ask("DELETE", key, {"uploadId": upload})
            raise

    def get(self, name: str, file: Path) -> None:
        """Download an object to a file.

        Raises:
            BackupError: there is none, the service refuses, or cannot be reached.
        """
        for attempt in self._tries():
            with attempt, self._asked("GET", self._object(name)) as answer, file.open("wb") as to:
                for part in answer.iter_bytes():
                    to.write(part)

    def delete(self, name: str) -> None:
        """Take an object away; one that is not there is no error.

        Raises:
            BackupError: the service refuses, or cannot be reached.
        """
        self._ask("DELETE", self._object(name))

    def _put_parts(self, file: Path, key: str, upload: str, part_bytes: int) -> None:
        tags: list[str] = []
        with file.open("rb") as whole:
            while part := whole.read(part_bytes):
                asked = {"partNumber": str(len(tags) + 1), "uploadId": upload}
                tags.append(self._ask("PUT", key, asked, part).headers.get("etag", ""))
        listed = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"
            for number, tag in enumerate(tags, start=1)
        )
        body = f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode()
        told = self._ask("POST", key, {"uploadId": upload}, body).text
        if "<Error>" in told:  # S3 says 200 first, and then whether it worked
            raise BackupError(f"s3://{self.name}/{key}: {_told(told)}")

    def _object(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def url(self, key: str, asked: dict[str, str]) -> str:
        """What is asked for an object, percent-encoded as it is signed.

        A bucket with dots in its name has no certificate of its own.
        """
        path = quote(key, safe=f"/{UNRESERVED}")
        if self.endpoint is not None:
            base = f"{self.endpoint.rstrip('/')}/{self.name}"
        elif "." in self.name:
            base = f"https://s3.{self.key.region}.amazonaws.com/{self.name}"
        else:
            base = f"https://{self.name}.s3.{self.key.region}.amazonaws.com"
        query = urlencode(sorted(asked.items()), quote_via=quote, safe=UNRESERVED)
        return f"{base}/{path}{'?' if query else ''}{query}"

    def _ask(
        self, method: str, key: str, asked: dict[str, str] | None = None, body: bytes = b""
    ) -> httpx.Response:
        for attempt in self._tries():
            with attempt, self._asked(method, key, asked, body) as answer:
                answer.read()
                return answer
        raise AssertionError("unreachable")

    def _tries(self) -> Iterable[stamina.Attempt]:
        return stamina.retry_context(
            on=BackupUnavailable,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=self.pause_seconds,
            wait_max=self.pause_seconds * 30,
            wait_jitter=self.pause_seconds,
        )

    @contextmanager
    def _asked(
        self, method: str, key: str, asked: dict[str, str] | None = None, body: bytes = b""
    ) -> Iterator[httpx.Response]:
        """One question, signed now; its answer is good, and its body is not read yet."""
        url = self.url(key, asked or {})
        headers = signed(method, url, {}, body, key=self.key, at=datetime.now(UTC))
        place = f"s3://{self.name}/{key}".rstrip("/")
        try:
            with httpx.stream(
                method, url, headers=headers, content=body, timeout=TIMEOUT, follow_redirects=False
            ) as answer:
                if not answer.is_success:
                    answer.read()
                    kind = _kind(answer.status_code)
                    raise kind(f"{place}: {answer.status_code} {_told(answer.text)}".rstrip())
                yield answer
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            told = str(error) or type(error).__name__
            raise BackupUnavailable(
                f"{place}: no answer of {url.partition('?')[0]}: {told}"
            ) from error


def _kind(status: int) -> type[BackupError]:
    return BackupUnavailable if status in (408, 429) or status >= 500 else BackupError


def _told(text: str) -> str:
    """What a refusal says; a redirect names the region that the bucket is in."""
    told = [_tag(text, name) for name in ("Code", "Message", "Region", "Endpoint")]
    return " ".join(": ".join(one for one in told if one).split())[:LONGEST_ERROR]


def _tag(text: str, name: str) -> str:
    """What stands in the first tag of a name. S3's lists nest no two of one name.

    A parser of XML would also take what a hostile service can put into it.
    """
    found = re.search(rf"<{name}>([^<]*)</{name}>", text)
    return unescape(found[1]) if found else ""

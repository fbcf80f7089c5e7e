"""A server that speaks S3 as far as backups do, and refuses what is not signed as it should be.

It signs what arrived itself and compares: what is sent differently from how it was signed, as a
path that a library encodes once more, is refused as Amazon refuses it.
"""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, unquote, urlencode
from xml.sax.saxutils import escape

from ingest.backups.signing import Key, signed
from tests.ingest.web.server import Reply

KEY = Key("AKIDEXAMPLE", "very+secret/words", "eu-test-1")
PAGE = 2  # keys of one page of a list


class Bucket:
    """Objects by key, uploads by id; trouble holds replies that come before all others."""

    def __init__(self):
        self.objects = {}
        self.uploads = {}
        self.trouble = []

    def __call__(self, request):
        if self.trouble:
            return self.trouble.pop(0)
        if not is_signed(request):
            return refusal(403, "SignatureDoesNotMatch", "The signature does not match")
        bucket, _, key = request.path.removeprefix("/").partition("/")
        if bucket != "acme":
            return refusal(404, "NoSuchBucket", "The bucket does not exist")
        key = unquote(key)
        if request.method == "GET" and not key:
            return self._listed(request.query)
        asked = request.raw_query
        if "uploadId=" in asked or asked.startswith("uploads"):
            return self._parts(request, key)
        return self._one(request, key)

    def _one(self, request, key):
        if request.method == "PUT":
            self.objects[key] = request.body
            return Reply(headers={"ETag": '"x"'})
        if request.method == "DELETE":
            self.objects.pop(key, None)
            return Reply(status=204)
        if key not in self.objects:
            return refusal(404, "NoSuchKey", "The key does not exist")
        return Reply(self.objects[key])

    def _parts(self, request, key):
        upload = request.query.get("uploadId", "id/+1")
        if request.method == "PUT":
            self.uploads[upload][int(request.query["partNumber"])] = request.body
            return Reply(headers={"ETag": f'"{request.query["partNumber"]}"'})
        if request.method == "DELETE":
            del self.uploads[upload]
            return Reply(status=204)
        if "uploadId" not in request.query:
            self.uploads[upload] = {}
            return Reply(f"<R><UploadId>{upload}</UploadId></R>")
        parts = self.uploads.pop(upload)
        told = re.findall(
            r"<PartNumber>(\d+)</PartNumber><ETag>\"(\d+)\"</ETag>", str(request.body)
        )
        assert told == [(str(number), str(number)) for number in sorted(parts)]
        self.objects[key] = b"".join(parts[number] for number in sorted(parts))
        return Reply("<CompleteMultipartUploadResult/>")

    def _listed(self, query):
        prefix, after = query.get("prefix", ""), query.get("continuation-token", "")
        keys = sorted(
            key
            for key in self.objects
            if key.startswith(prefix) and "/" not in key[len(prefix) :] and key > after
        )
        page = keys[:PAGE]
        more = len(keys) > PAGE
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.objects[key])}</Size></Contents>"
            for key in page
        )
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        return Reply(f"<L><IsTruncated>{str(more).lower()}</IsTruncated>{token}{entries}</L>")


def is_signed(request):
    at = datetime.strptime(request.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    raw = f"http://{request.headers['host']}{request.path}"
    raw += f"?{request.raw_query}" if request.raw_query else ""
    expected = signed(request.method, raw, {}, request.body, key=KEY, at=at)
    encoded = urlencode(
        sorted(parse_qs(request.raw_query, keep_blank_values=True).items()),
        doseq=True,
        quote_via=quote,
        safe="-_.~",
    )
    is_canonical = request.raw_query in (encoded, encoded.rstrip("="))
    return is_canonical and request.headers["authorization"] == expected["authorization"]


def refusal(status, code, message):
    return Reply(f"<Error><Code>{code}</Code><Message>{message}</Message></Error>", status)

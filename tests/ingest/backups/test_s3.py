"""A bucket over a real server that checks every signature."""

from dataclasses import replace

import pytest

from ingest.backups.s3 import Bucket as Store
from ingest.errors import BackupError, BackupUnavailable
from tests.ingest.backups.bucket import KEY, Bucket, refusal
from tests.ingest.web.server import Reply, Server

PREFIX = "ümlaut & more/night+day=$~"


@pytest.fixture
def bucket():
    return Bucket()


@pytest.fixture
def store(bucket):
    with Server(bucket) as server:
        yield Store(name="acme", prefix=PREFIX, key=KEY, endpoint=server.url, part_bytes=1000,
                    pause_seconds=0)  # fmt: skip


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file"


@pytest.mark.parametrize("size", [0, 999, 1000, 1001, 3500])
def test_what_is_put_is_got_whole_or_in_parts(store, bucket, file, size):
    """At the limit of one part, and around it; keys with signs that are encoded."""
    held = bytes(n % 251 for n in range(size))
    file.write_bytes(held)
    store.put(file, "a b.duckdb")
    store.get("a b.duckdb", file.with_suffix(".back"))

    assert {f"{PREFIX}/a b.duckdb": held} == bucket.objects
    assert {} == bucket.uploads
    assert held == file.with_suffix(".back").read_bytes()


def test_names_are_those_right_below_the_prefix_over_several_pages(store, bucket):
    bucket.objects = {f"{PREFIX}/{n}&.x": b"abc" for n in range(5)}
    bucket.objects |= {f"{PREFIX}/deeper/x": b"", "other": b"", f"{PREFIX}er": b""}

    assert store.names() == {f"{n}&.x": 3 for n in range(5)}


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store, bucket):
    bucket.objects = {f"{PREFIX}/x": b"", f"{PREFIX}/y": b""}
    store.delete("x")
    store.delete("x")

    assert [f"{PREFIX}/y"] == list(bucket.objects)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_asked_again(store, bucket, file, status):
    file.write_bytes(b"held")
    bucket.trouble = [Reply(status=status), Reply("torn", torn=True)]
    store.put(file, "x")

    assert [b"held"] == list(bucket.objects.values())


def test_a_download_that_is_cut_off_begins_again(store, bucket, file):
    bucket.objects = {f"{PREFIX}/x": b"whole"}
    bucket.trouble = [Reply("who", torn=True)]
    store.get("x", file)

    assert b"whole" == file.read_bytes()


def test_an_upload_in_parts_that_fails_is_taken_back(store, bucket, file):
    file.write_bytes(bytes(2500))
    begun = Reply("<R><UploadId>id/+1</UploadId></R>")
    bucket.uploads = {"id/+1": {}}
    bucket.trouble = [begun, Reply(headers={"ETag": "1"}), refusal(403, "AccessDenied", "No")]
    with pytest.raises(BackupError, match="403 AccessDenied: No"):
        store.put(file, "x")

    assert ({}, {}) == (bucket.objects, bucket.uploads)


def test_a_refusal_that_comes_with_status_200_is_one(store, bucket, file):
    file.write_bytes(bytes(1500))
    bucket.trouble = [
        Reply("<R><UploadId>id/+1</UploadId></R>"),
        Reply(headers={"ETag": "1"}),
        Reply(headers={"ETag": "2"}),
        Reply("<Error><Code>InternalError</Code><Message>Later</Message></Error>"),
    ]
    bucket.uploads = {"id/+1": {}}
    with pytest.raises(BackupError, match="InternalError: Later"):
        store.put(file, "x")

    assert ({}, {}) == (bucket.objects, bucket.uploads)


def test_refusals_are_told_and_asked_once(store, bucket, file):
    """A wrong secret, a bucket that is none, an object that is none; no secret in what is said."""
    wrong = replace(store, key=replace(KEY, secret="other words here"))
    for asked, said in [
        (wrong.names, "403 SignatureDoesNotMatch: The signature does not match"),
        (lambda: replace(store, name="none").names(), "404 NoSuchBucket"),
        (lambda: store.get("x", file), f"s3://acme/{PREFIX}/x: 404 NoSuchKey"),
    ]:
        with pytest.raises(BackupError) as told:
            asked()
        assert said in str(told.value)
        assert not isinstance(told.value, BackupUnavailable)


def test_a_redirect_is_not_followed_and_names_the_region(store, bucket):
    body = "<Error><Code>PermanentRedirect</Code><Region>eu-north-1</Region></Error>"
    bucket.trouble = [Reply(body, 301, {"Location": "http://127.0.0.1:1/"})]
    with pytest.raises(BackupError, match="301 PermanentRedirect: eu-north-1"):
        store.names()


def test_a_server_that_is_not_there_is_named(bucket):
    with Server(bucket) as server:
        url = server.url
    store = Store(name="acme", prefix="", key=KEY, endpoint=url, pause_seconds=0)
    with pytest.raises(BackupUnavailable, match=f"s3://acme: no answer of {url}/acme/"):
        store.names()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("acme", "https://acme.s3.eu-test-1.amazonaws.com/p/x"),
        ("acme.backups", "https://s3.eu-test-1.amazonaws.com/acme.backups/p/x"),
    ],
)
def test_amazons_own_addresses(name, address):
    """The certificate of Amazon's servers holds no bucket with dots in its name."""
    assert address == Store(name=name, prefix="p", key=KEY).url("p/x", {})

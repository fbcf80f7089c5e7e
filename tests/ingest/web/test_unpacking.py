"""Packed bodies: unpacked whole, or refused while they unpack."""

import gzip
import tracemalloc
import zlib

import pytest
import zstandard

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.asking import Api
from ingest.web.unpacking import ACCEPTED, unpacked
from tests.ingest.web.server import Reply, Server, in_order, quick_client

TEXT = b"What the public says about Acme. " * 9000  # more than a piece of the reader
MOST = 1_000_000
LEAST_CODE = 9


def raw(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def zstd(data):
    return zstandard.ZstdCompressor(level=19).compress(data)


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), " X-GZIP "),
        (gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]), "gzip"),
        (gzip.compress(TEXT) + b"\0" * 100, "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (raw(TEXT), "deflate"),
        (zstd(TEXT), "zstd"),
        (zstd(TEXT[:1000]) + zstd(TEXT[1000:]), "zstd"),
        (gzip.compress(zlib.compress(TEXT)), "deflate, gzip"),
        (gzip.compress(zstd(TEXT)), "identity, zstd,gzip"),
    ],
    ids=["none", "identity", "gzip", "x-gzip", "members", "padding", "deflate", "raw deflate",
         "zstd", "frames", "two layers", "two and none"],
)  # fmt: skip
def test_what_servers_pack_is_unpacked(body, encodings):
    assert TEXT == unpacked("blog", body, encodings, MOST)


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "zstd"])
def test_nothing_stays_nothing(encodings):
    """An answer without a body may say how it would be packed."""
    assert b"" == unpacked("blog", b"", encodings, MOST)


def bomb(name):
    zeros = b"\0" * 50_000_000
    if name == "gzip in gzip":
        return gzip.compress(gzip.compress(zeros)), "gzip, gzip"
    return {"gzip": gzip.compress, "deflate": zlib.compress, "zstd": zstd}[name](zeros), name


@pytest.mark.parametrize("name", ["gzip", "deflate", "zstd", "gzip in gzip"])
def test_a_bomb_is_refused_while_it_unpacks(name):
    """Fifty megabytes in a few kilobytes: no more than the limit is ever held."""
    body, encodings = bomb(name)
    tracemalloc.start()
    with pytest.raises(SourceRejected, match="blog: more than 1,000,000 bytes, unpacked"):
        unpacked("blog", body, encodings, MOST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(body) < 60_000
    assert peak < 4 * MOST


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (gzip.compress(TEXT)[:-30], "gzip"),
        (gzip.compress(TEXT) + b"and more", "gzip"),
        (gzip.compress(b"") * 2000, "gzip"),
        (b"no gzip", "gzip"),
        (zlib.compress(TEXT)[:-30], "deflate"),
        (b"no zstd", "zstd"),
    ],
    ids=["cut off", "with rubbish", "members without end", "none", "deflate cut off", "no zstd"],
)
def test_what_is_torn_may_be_whole_the_next_time(body, encodings):
    with pytest.raises(SourceUnavailable, match=r"blog: no answer .torn "):
        unpacked("blog", body, encodings, MOST)


def test_a_window_of_gigabytes_is_not_opened():
    """A frame of a few bytes may ask for it."""
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    body = packer.compress(TEXT) + packer.flush()
    with pytest.raises(SourceUnavailable, match=r"torn zstd: .*memory"):
        unpacked("blog", body, "zstd", MOST)


@pytest.mark.parametrize("encoding", ["br", "compress", "x" * 500])
def test_what_nobody_asked_for_is_refused_by_name(encoding):
    reply = Reply(b"?", headers={"Content-Encoding": encoding})
    refused = pytest.raises(SourceRejected, match=f"blog: the answer is packed as '{encoding[:40]}")
    with Server(in_order(reply)) as server, quick_client() as client, refused:
        client.get(Api(source="blog", base_url=server.url))

    assert ACCEPTED == server.requests[0].headers["accept-encoding"]
    assert 1 == len(server.requests)


def test_layer_upon_layer_is_refused():
    with pytest.raises(SourceRejected, match="packed 9 times over"):
        unpacked("blog", b"?", ", ".join(["gzip"] * LEAST_CODE), MOST)

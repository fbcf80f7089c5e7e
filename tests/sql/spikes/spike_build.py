"""A brand with a known past and one known spike in it, loaded as a user would."""

from datetime import timedelta
from functools import partial

from ingest.loading.load import finish, load
from ingest.loading.source_state import succeeded
from ingest.mention import Post
from sql.warehouse import writer
from tests.build import ACME, START, copied, once, prepared, work

DAYS = 18
SPIKE = START + timedelta(days=DAYS)
USUAL = ("delivery slow parcel", "lovely parcel wrapping", "parcel price question", "shop window")
RETOLD = "the guitar arrived broken in two pieces and nobody answers"


def post(number, at, text, **more):
    more = {"author_id": f"author {number}", "brand": "acme", "source": "x"} | more
    return Post(post_id=f"p{number}", created_at=at, text=text, **more)


def usual():
    """Two posts an hour for 18 days; every tenth is on another source."""
    return [
        post(
            n,
            START + timedelta(minutes=30 * n),
            USUAL[n % 4],
            source="forum" if n % 10 == 0 else "x",
        )
        for n in range(DAYS * 48)
    ]


def burst():
    """60 posts in an hour: 20 tell of a guitar, 10 repeat that, 10 are reposts, 20 are as usual."""
    found = []
    for n in range(60):
        number, at = 5000 + n, SPIKE + timedelta(minutes=n)
        more = {"author_id": f"fan {n % 12}"} if n < 20 else {}
        if n < 20:
            text = f"guitar broken {'abcdefghijklmnopqrst'[n] * 5} {USUAL[n % 4]}"
        elif n < 30:
            text = f"{RETOLD} {'!' * (n - 20)}"
        elif n < 40:
            text, more = f"RT {RETOLD}", {"kind": "repost"}
        else:
            text = USUAL[n % 4]
        shares = 300 if n == 7 else None
        found.append(post(number, at, text, share_count=shares, author_followers=1000, **more))
    return found


def spiked(data, *more, hours=6, opened=work):
    """The past, the spike, and what the test adds; watched for so many hours from its start."""
    if more or hours != 6:
        fill(prepared(data), *more, hours=hours, opened=opened)
        return data
    return copied(once("spiked", partial(fill, opened=writer)), data)


def fill(data, *more, hours=6, opened=work):
    until = SPIKE + timedelta(hours=hours)
    with opened(data) as con:
        load(con, [*usual(), *burst(), *more], config=ACME, run_id="spiked", now=until)
        for source in ("x", "forum"):
            succeeded(con, source, kind="file", run_id="spiked", since=START, until=until, at=until)
        finish(con)

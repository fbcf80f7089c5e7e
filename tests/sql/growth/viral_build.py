"""Short ways to watch a post grow in a test."""

from datetime import UTC, datetime, timedelta

from ingest.config_file import parse_config
from ingest.loading.load import load
from ingest.loading.source_state import succeeded
from ingest.mention import Engagement, Post
from sql.derive.growth import refresh_viral, touch_viral
from tests.build import row, work

BORN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BRANDS = {"acme": {"own_accounts": ["acme"]}}
RISK = "select * exclude (observed_at), epoch(observed_at) as observed from viral_risk"


def said(post_id="p", *, born=BORN, text="acme broke my guitar", followers=1000, **more):
    return Post(
        source="x",
        post_id=post_id,
        created_at=born,
        text=text,
        author_id=more.pop("author_id", f"by {post_id}"),
        author_followers=followers,
        brand="acme",
        observed_at=None,
        **more,
    )


def seen(shares, *, post_id="p", born=BORN, views=None):
    """Snapshots from {hours after publication: shares}; all with the same views."""
    return [
        Engagement(
            source="x",
            post_id=post_id,
            observed_at=born + timedelta(hours=h),
            share_count=n,
            view_count=views,
        )
        for h, n in shares.items()
    ]


def take_in(data, records, **cutoffs):
    config = parse_config({"brands": BRANDS, "cutoffs": cutoffs})
    with work(data) as con:
        load(con, list(records), config=config, run_id="r", now=BORN + timedelta(days=9))
        touch_viral(con)
        until = BORN + timedelta(days=9)
        succeeded(con, "x", kind="file", run_id="r", since=BORN, until=until, at=until)
        refresh_viral(con)


def risk(data, post_id="p"):
    return row(data, f"{RISK} where post_id = ?", f"x:{post_id}")

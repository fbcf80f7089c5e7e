"""The committed sample story keeps its promises."""

import csv
import gzip
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from ingest.mention import Post
from ingest.reading.matching import Matcher
from sample_data.generate import COMMITTED_END, files, write
from tests.places import ROOT

HERE = ROOT / "sample_data"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STOCK = re.compile(
    r"any inconvenience caused|visit our help centre|we apologise for your experience"
    r"|take all feedback seriously"
)


def stock_share(replies: list[Post]) -> float:
    return sum(bool(STOCK.search(post.text)) for post in replies) / len(replies)


def raw_rows() -> Iterator[dict[str, str]]:
    for path, options in files(HERE):
        if options["format"] == "posts":
            with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
                yield from csv.DictReader(lines)


def test_committed_files_are_what_the_generator_writes(tmp_path):
    """The same minute gives the same bytes; packing alone may differ with another zlib."""
    write(tmp_path, COMMITTED_END)

    for name in sorted(path.name for path in tmp_path.iterdir()):
        packed = name.endswith(".gz")
        unpack = gzip.decompress if packed else bytes
        assert unpack((HERE / name).read_bytes()) == unpack((tmp_path / name).read_bytes()), name


def test_files_are_small_and_hold_no_time_of_packing():
    """Less than 4 MB in all, and the gzip header's time is 0."""
    packed = [path for path, _ in files(HERE)]

    assert sum(path.stat().st_size for path in packed) < 4_000_000
    assert {b"\0\0\0\0"} == {path.read_bytes()[4:8] for path in packed}


def test_every_row_can_be_loaded(told):
    """No row is rejected, and every mention names its brand or is found by the matcher."""
    matcher = Matcher(told.config.brands.values())
    nameless = [
        post
        for post in told.posts
        if post.brand is None and not matcher.match(f"{post.title or ''} {post.text}")[0]
    ]

    assert [] == told.rejects
    assert [] == nameless


def test_about_twenty_thousand_mentions_in_120_days(told):
    """Every source speaks up to the end, three brands are spoken of."""
    times = [post.created_at for post in told.posts]

    assert 18_000 <= len(told.posts) <= 24_000
    assert 119 * DAY < max(times) - min(times) <= 120 * DAY
    assert {"chirp", "gatelounge", "farestars", "appshelf", "inkwire"} == {
        post.source for post in told.posts
    }
    assert ["own", "competitor", "competitor"] == [b.role for b in told.config.brands.values()]


def test_inbound_texts_are_varied(told):
    """At least 85 % of the texts that are no reposts are different."""
    texts = [post.text for post in told.inbound if post.kind != "repost"]

    assert len(set(texts)) / len(texts) >= 0.85


def test_some_mentions_are_in_other_languages(told):
    """German, Spanish and French make 2 to 6 % of first posts."""
    langs = Counter(post.lang for post in told.inbound if post.kind == "post")
    declared = langs.total() - langs[None]

    assert {"en", "de", "es", "fr", None} == set(langs)
    assert 0.02 <= sum(langs[lang] for lang in ("de", "es", "fr")) / declared <= 0.06


def test_followers_reach_from_tens_to_millions_and_some_are_unknown(told):
    """Unknown is empty, never 0."""
    followers = [post.author_followers for post in told.inbound if post.source == "chirp"]
    known = [count for count in followers if count is not None]

    assert 0.08 <= 1 - len(known) / len(followers) <= 0.16
    assert 0 < min(known) < 50
    assert max(known) > 1_000_000


def test_the_crisis_multiplies_volume_and_leaves_most_unanswered(told):
    """Double billing: at least eight times the usual day, and the desk cannot keep up."""
    begin = told.at("billing")
    usual = told.first_posts(begin - 28 * DAY, begin - 4 * DAY)
    crisis = told.first_posts(begin, begin + DAY)

    assert len(crisis) >= 8 * len(usual) / 24
    assert len(told.unanswered(usual)) / len(usual) <= 0.35
    assert len(told.unanswered(crisis)) / len(crisis) >= 0.5
    assert sum("twice" in post.text or "two" in post.text.lower() for post in crisis) > 60


def test_the_outage_hides_one_source_only(told):
    """For 48 hours nobody's chirps are held; the other sources go on; the files say so."""
    begin, end = told.at("outage"), told.at("outage_end")
    hidden = [post for post in told.inbound if begin <= post.created_at < end]
    spans = {
        path.name: (options["observed_since"], options["observed_until"])
        for path, options in told.files
        if options["format"] == "posts"
    }

    assert 48 * HOUR == end - begin
    assert {"gatelounge", "farestars", "appshelf", "inkwire"} >= {post.source for post in hidden}
    assert len(hidden) > 10
    assert begin == spans["chirp_until_outage.csv.gz"][1]
    assert end == spans["chirp_since_outage.csv.gz"][0]
    assert COMMITTED_END == spans["elsewhere.csv.gz"][1]


def test_ten_days_of_copy_and_paste(told):
    """The outside call centre answers fast, and two replies in three are one of four texts."""
    begin, end = told.at("copying"), told.at("copying_end")
    before = told.replies(begin - 21 * DAY, begin)

    assert 10 * DAY < end - begin < 11 * DAY
    assert stock_share(told.replies(begin, end)) >= 0.65
    assert stock_share(before) <= 0.1


def test_agents_sign(told):
    """At least 85 % of the help desk's own words end in ^XX, the public account's in -Name."""
    care = [
        post
        for post in told.replies(told.at("sale"), told.end)
        if post.author_handle == "tavornaycare"
    ]
    voice = [
        post for post in told.replies(told.at("sale"), told.end) if post.author_handle == "tavornay"
    ]

    assert statistics.mean(bool(re.search(r"\^[A-Z]{2}$", post.text)) for post in care) >= 0.85
    assert statistics.mean(bool(re.search(r"-[A-Z][a-z]+$", post.text)) for post in voice) >= 0.85


def test_machines_answer_within_seconds(told):
    """A declared bot, and one stock text of a human account in the crisis."""
    waits = {
        (post.author_is_bot, post.author_handle): post.created_at
        - told.by_id[post.parent_id].created_at
        for post in told.outbound
        if re.search(r"received your message|more messages than usual", post.text)
    }
    bodies = Counter(
        post.text.split(" ", 1)[1]
        for post in told.outbound
        if not post.author_is_bot and "more messages than usual" in post.text
    )

    assert {(True, "tavornaybot"), (False, "tavornaycare")} == set(waits)
    assert max(waits.values()) <= timedelta(seconds=5)
    assert [True] == [count >= 50 for count in bodies.values()]


def test_the_torvelline_video_spreads_for_days_and_is_answered_late(told):
    """A stock reply to the claim; then a song; the answer comes after two thirds of its reach."""
    song = next(p for p in told.posts if "I wrote them a song" in p.text and p.kind == "post")
    claim = next(p for p in told.posts if "I begged your staff" in p.text)
    [answer] = [p for p in told.outbound if p.parent_id == song.post_id]
    [stock] = [p for p in told.outbound if p.parent_id == claim.post_id]
    seen = told.snapshots[song.post_id]
    before = [s.share_count for s in seen if s.observed_at <= answer.created_at][-1]

    assert song.author_id == claim.author_id
    assert STOCK.search(stock.text)
    assert 14 * DAY < song.created_at - claim.created_at < 30 * DAY
    assert 3 * DAY < answer.created_at - song.created_at < 5 * DAY
    assert 0.66 < before / seen[-1].share_count < 0.95
    assert seen[-1].share_count > 30_000
    assert seen[-1].view_count > 1_000_000


def test_polling_shows_growth(told):
    """Hundreds of posts, five minutes apart at first, counters that never fall."""
    steps = Counter()
    for seen in told.snapshots.values():
        times = [snapshot.observed_at for snapshot in seen]
        counts = [(s.share_count, s.like_count, s.view_count) for s in seen]
        assert times == sorted(set(times))
        assert all(a <= b for one, two in pairwise(counts) for a, b in zip(one, two, strict=True))
        if len(times) > 1:
            steps[times[1] - times[0]] += 1

    assert 400 <= len(told.snapshots) <= 1500
    assert set(told.snapshots) <= set(told.by_id)
    assert steps[timedelta(minutes=5)] / steps.total() > 0.95


def test_reviews_have_stars_and_company_answers(told):
    """Ratings are whole stars from 1 to 5, and many reviews are answered."""
    reviews = {post.post_id: post for post in told.inbound if post.kind == "review"}
    answers = [post for post in told.outbound if post.parent_id in reviews]

    assert {1, 2, 3, 4, 5} == {post.rating for post in reviews.values()}
    assert 0.4 <= len(answers) / len(reviews) <= 0.8


def test_people_nudge_without_an_answer(told):
    """Hundreds of customers reply to their own unanswered post."""
    nudges = [
        post
        for post in told.inbound
        if (parent := told.by_id.get(post.parent_id)) and parent.author_id == post.author_id
    ]

    assert len(nudges) > 300


def test_some_posts_are_removed(told):
    """By their authors, after they were written and before the end."""
    removed = [post for post in told.inbound if post.removed_at]

    assert 0.005 <= len(removed) / len(told.inbound) <= 0.02
    assert all(post.created_at < post.removed_at < COMMITTED_END for post in removed)


def test_near_copies_and_reposts_exist(told):
    """One wording of the crisis goes round under many names; the video is reposted."""
    copies = {p.author_id for p in told.inbound if "hide it" in p.text and p.kind == "post"}
    reposts = [p for p in told.inbound if p.kind == "repost"]

    assert len(copies) >= 30
    assert sum("I wrote them a song" in p.text for p in reposts) >= 100


def test_nothing_points_outside(told):
    """Every address is under .example, which belongs to nobody."""
    addresses = {
        host
        for post in told.posts
        for host in re.findall(r"https?://([^/\s]+)", f"{post.url} {post.text}", re.IGNORECASE)
    }

    assert [] == [host for host in addresses if not host.lower().endswith(".example")]


def test_ids_are_too_wide_for_a_spreadsheet():
    """Ids of the social network are text of 18 digits, and none comes twice."""
    ids = [row["post_id"] for row in raw_rows()]

    assert len(ids) == len(set(ids))
    assert {18} == {len(row["post_id"]) for row in raw_rows() if row["source"] == "chirp"}


def test_readme_states_the_files_and_dates(told):
    """Rows of every file and date of every event stand in the README as they are."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for path, _ in told.files:
        rows = gzip.decompress(path.read_bytes()).decode().count("\n") - 1
        assert f"| `{path.name}` | {rows:,} |" in readme
    for event in told.config.brands["tavornay"].events:
        assert f"| {event.date} | {event.label} |" in readme
    assert "invented" in readme.splitlines()[2]


def test_manifest_names_files_options_and_order(tmp_path):
    """Posts come before engagement; without a story there is nothing to load."""
    listed = files(HERE)

    assert ["posts", "posts", "posts", "engagement"] == [o["format"] for _, o in listed]
    assert all(path.is_file() for path, _ in listed)
    assert {"format"} == set(listed[-1][1])
    assert UTC == listed[0][1]["observed_since"].tzinfo
    with pytest.raises(FileNotFoundError):
        files(tmp_path)


def test_a_naive_now_is_refused(tmp_path):
    """Nobody guesses a time zone."""
    with pytest.raises(ValueError, match="no time zone"):
        write(tmp_path, datetime(2026, 9, 30, 18))  # noqa: DTZ001 - the point of the test

"""`earshot brands` and what of `earshot sources` writes earshot.toml."""

import json
import tomllib

from tests.commands.door import earshot


def written(folder):
    return tomllib.loads((folder / "earshot.toml").read_text(encoding="utf-8"))


def test_a_brand_is_added_by_its_options(tmp_path):
    """Options may be repeated, or hold several parted by commas."""
    done = earshot(
        *("brands", "add", "Acme", "--names", "Acme Corp,AcmeCorp", "--handle", "acme"),
        *("--nickname", "Crapme", "--nickname", "Acne", "--target", "30", "--hours"),
        *("mon-fri 09:00-17:00", "--timezone", "Europe/Berlin", "--business-hours"),
        cwd=tmp_path,
    )
    listed = earshot("brands", "list", "--json", cwd=tmp_path)

    assert 0 == done.returncode, done.stderr
    assert {
        "name": "Acme",
        "names": ["Acme Corp", "AcmeCorp"],
        "nicknames": ["Crapme", "Acne"],
        "handles": ["acme"],
        "own_accounts": ["acme"],
        "time_zone": "Europe/Berlin",
        "hours": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
        "targets": {"first_reply_minutes": 30, "clock": "business"},
    } == written(tmp_path)["brands"]["acme"]
    assert ["acme"] == [one["key"] for one in json.loads(listed.stdout)["brands"]]


def test_a_brand_is_changed_by_the_same_options(tmp_path):
    earshot("brands", "add", "Acme", "--handle", "acme", "--nickname", "Crapme", cwd=tmp_path)
    done = earshot(
        *("brands", "change", "acme", "--nicknames=", "--competitor", "--target", "15"),
        cwd=tmp_path,
    )

    assert 0 == done.returncode, done.stderr
    assert {
        "name": "Acme",
        "handles": ["acme"],
        "own_accounts": ["acme"],
        "role": "competitor",
        "targets": {"first_reply_minutes": 15},
    } == written(tmp_path)["brands"]["acme"]


def test_without_brands_the_list_says_how_to_go_on(tmp_path):
    assert "earshot brands add" in earshot("brands", "list", cwd=tmp_path).stdout


def test_a_source_is_added_tried_changed_and_taken_out(tmp_path, monkeypatch):
    """Each verb says what comes next; nothing listens at the address."""
    added = earshot(
        *("sources", "add", "rss", "blog", "url=http://127.0.0.1:1/?t=${BLOG_TOKEN}"), cwd=tmp_path
    )
    missing = earshot("sources", "test", "blog", cwd=tmp_path)
    changed = earshot(
        "sources", "change", "blog", "url=http://127.0.0.1:1/", "every_minutes=5", cwd=tmp_path
    )
    unreachable = earshot("sources", "test", "blog", "--json", cwd=tmp_path)
    entry = written(tmp_path)["sources"]["blog"]
    earshot("sources", "remove", "blog", cwd=tmp_path)

    assert "BLOG_TOKEN: set it" in added.stdout
    assert "earshot sources test blog" in added.stdout
    assert (1, 0, 1) == (missing.returncode, changed.returncode, unreachable.returncode)
    assert "BLOG_TOKEN" in missing.stdout
    assert "unreachable" == json.loads(unreachable.stdout)["state"]
    assert {"kind": "rss", "url": "http://127.0.0.1:1/", "every_minutes": 5} == entry
    assert {} == written(tmp_path)


def test_a_draft_is_tried_before_it_is_written(tmp_path):
    call = ("sources", "test", "blog", "url=http://127.0.0.1:1/", "--kind", "rss", "--json")
    done = earshot(*call, cwd=tmp_path)

    assert "unreachable" == json.loads(done.stdout)["state"]
    assert not (tmp_path / "earshot.toml").exists()


def test_wrong_calls_say_what_is_right(tmp_path):
    for call, said in (
        (("sources", "add", "rss", "blog", "https://x.example"), "write key=value"),
        (("sources", "test", "blog"), "no source is called blog; there are none"),
        (("sources", "add", "rss", "blog", "every_minutes=5"), "sources.blog.url"),
    ):
        done = earshot(*call, cwd=tmp_path)

        assert (2, True) == (done.returncode, said in done.stderr), done.stderr

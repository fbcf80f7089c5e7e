"""The command, files and mails, over a real mail server; hostile texts stay texts."""

import json
from datetime import timedelta

import pytest

from ingest.config_file import parse_config
from tests.build import NOW, answers, asks, published_same
from tests.commands.door import earshot
from tests.digests.post_office import PostOffice
from tests.digests.test_digest import Parsed
from tests.ingest.web.server import Reply, Server

BRAND = {"name": "Acme <b>&", "handles": ["acme"], "own_accounts": ["acme"]}
HOSTILE = (
    '</div><script>alert(1)</script><img src="http://evil.example/x"> {title} %s \u202e terrible'
)


def posts(*more):
    text = f"@acme worst service ever, never again {HOSTILE}"
    return [
        asks("p1", 0, text=text, author_handle='"><b>x', url="https://x.example/p1"),
        answers("voice", 10, None, text="We are open."),
        *more,
    ]


def load(folder, *more, now=NOW):
    config = parse_config({"brands": {"acme": BRAND}})
    published_same(folder / "data", posts(*more), config=config, until=60, now=now)


def write(folder, *people):
    told = "".join(f'[people.p{n}]\nto = ["{to}"]\n' for n, to in enumerate(people))
    (folder / "earshot.toml").write_text(
        f'[brands.acme]\nname = "Acme <b>&"\nhandles = ["acme"]\nown_accounts = ["acme"]\n{told}'
    )


def digest(folder, *more, audience="marketing"):
    return earshot("digest", "--for", audience, *more, cwd=folder)


@pytest.fixture
def folder(tmp_path):
    load(tmp_path)
    write(tmp_path)
    return tmp_path


def test_hostile_texts_are_shown_as_written(folder):
    done = digest(folder, "--html", "d.html")
    html = (folder / "d.html").read_text(encoding="utf-8")
    parsed = Parsed(html)

    assert done.returncode == 0, done.stderr
    assert "&lt;script&gt;alert(1)" in html
    assert "script" not in parsed.elements
    assert [one for one in parsed.pictures if "evil" in one] == []
    assert "https://x.example/p1" in parsed.links
    assert "\u202e" not in html


def test_a_mail_has_text_html_and_the_picture_that_it_shows(folder):
    with PostOffice() as office:
        write(folder, office.address)
        done = digest(folder, "--to", "p0")
    (letter,) = office.letters
    html, plain = letter.get_body(("html",)), letter.get_body(("plain",))
    (picture,) = Parsed(html.get_content()).pictures
    related = [one for one in letter.walk() if one["Content-ID"] == "<picture@earshot>"]

    assert done.returncode == 0, done.stderr
    assert letter["To"] == "anna@acme.example"
    assert letter["Subject"].startswith("Acme <b>&: the week")
    assert picture == "cid:picture@earshot"
    assert [one.get_content_type() for one in related] == ["image/png"]
    assert "What do people complain about?" in plain.get_content()
    assert office.recipients == ["rcpt TO:<anna@acme.example>"]


def test_other_addresses_get_the_text(folder):
    with Server(lambda _: Reply("{}")) as server:
        write(folder, server.url.replace("http://", "json://"))
        done = digest(folder, "--to", "p0", audience="support")
        (told,) = [json.loads(one.body) for one in server.requests]

    assert done.returncode == 0, done.stderr
    assert "Who waits?" in told["message"]


def test_who_cannot_be_told_is_named_without_the_address(folder):
    with PostOffice(refuses=True) as office:
        write(folder, office.address)
        done = digest(folder, "--to", "p0")

    assert done.returncode == 1
    assert "not taken by address 1 of p0 (mailto)" in done.stdout
    assert "anna@" not in done.stdout + done.stderr


def test_a_late_post_restates_what_the_last_digest_said(folder):
    digest(folder, "--html", "first.html")
    late = asks("p2", 1, author="b", text="@acme the worst, broken again", author_handle="b")
    load(folder, late, now=NOW + timedelta(hours=1))
    done = digest(folder, "--dry-run")

    assert "Mentions of " in done.stdout, done.stdout
    assert "1 was said (n = 1), it is 2 today (n = 2)." in done.stdout
    assert "Why: 1 post that came later." in done.stdout
    assert "last digest: 1" in done.stdout


def test_nothing_is_remembered_of_a_dry_run(folder):
    digest(folder, "--dry-run")

    assert "this is the first of its kind" in digest(folder, "--dry-run").stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--for", "lawyers"), "none of executive, marketing, support"),
        (("--for", "support", "--days", "3"), "neither 1 nor 7"),
        (("--for", "support", "--brand", "umbrella"), "there is no brand 'umbrella'"),
        (("--for", "support", "--to", "zoe"), "zoe is nobody of [people]"),
    ],
)
def test_what_cannot_be_done_is_said(folder, asked, said):
    done = earshot("digest", *asked, cwd=folder)

    assert done.returncode == 2
    assert said in done.stdout + done.stderr


def test_who_may_hear_of_other_brands_only_is_told_nothing(folder):
    """Neither when it is due nor when somebody asks for it by hand."""
    with PostOffice() as office:
        write(folder, office.address)
        with (folder / "earshot.toml").open("a") as file:
            file.write('brands = ["bolt"]\n[brands.bolt]\nname = "Bolt"\n')
        done = digest(folder, "--brand", "acme", "--to", "p0")

    assert done.returncode == 2
    assert office.letters == []
    assert "p0 may be told about other brands only" in done.stdout + done.stderr


def test_a_brief_of_no_spike_is_none(folder):
    done = earshot("brief", cwd=folder)

    assert done.returncode == 2
    assert "no brief: acme has no spike" in done.stdout + done.stderr


def test_without_own_posts_nothing_is_claimed_about_answers(tmp_path):
    config = parse_config({"brands": {"acme": BRAND}})
    published_same(tmp_path / "data", posts()[:1], config=config, until=60)
    write(tmp_path)
    done = digest(tmp_path, audience="support")

    assert "not known: nothing by the brand itself is loaded" in done.stdout
    assert "Nobody waits" not in done.stdout

"""What is offered for checking once chance has enough: copies once, and many of them first."""

from sql.feedback import Action, record
from tests.build import NOW, asks, load_posts, rows, work

TALE = "@acme my grandmother's guitar came back from you in three pieces and nobody says a word"
DOUBTFUL = "select post_id from review_queue('acme', null, null) where origin = 'uncertain'"


def says(subject, origin="browse"):
    return Action(
        kind="label",
        subject=subject,
        brand="acme",
        field="polarity",
        value="negative",
        origin=origin,
        who="mia",
        said_at=NOW,
    )


def doubtful(data):
    return [one["post_id"] for one in rows(data, f"{DOUBTFUL} order by block, place")]


def test_copies_are_asked_about_once_and_first(tmp_path):
    """60 posts sure by half, 60 copies by .8: .2 of 60 posts is more than .5 of one."""
    posts = [asks(f"p{n}", n, author=f"p{n}", text="@acme hm") for n in range(60)]
    posts += [asks(f"c{n}", n, author=f"c{n}", text=f"{TALE} {'!' * n}") for n in range(60)]
    load_posts(tmp_path, posts)
    with work(tmp_path) as con:
        con.execute("update posts set certainty = case when copy_group is null then .5 else .8 end")
    record(tmp_path, [says(f"x:gone{n}", "random") for n in range(200)])
    load_posts(tmp_path, [])
    found = doubtful(tmp_path)

    assert 1 == sum(one.startswith("x:c") for one in found)
    assert found[0].startswith("x:c")
    record(tmp_path, [says(found[0])])
    load_posts(tmp_path, [])
    assert not any(one.startswith("x:c") for one in doubtful(tmp_path))

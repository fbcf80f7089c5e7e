"""Several brands at once: the address, who may see which, and what each page says of them."""

from contextlib import nullcontext

import pandas as pd
import pytest

from dashboard.mentions.facets import FACETS, of_mentions
from dashboard.ui.closer import OF_ALL, OF_ONE, TOGETHER
from sql import permitted
from sql.access import Asker, NotPermitted
from tests.dashboard.conftest import run, troubles, words
from tests.dashboard.test_pages import PAGES
from wording.numbers import count, percent, percents, points

TWO = ["tavornay", "osterlune"]
NAMES = ["Tavornay", "Osterlune"]
PERIOD = "'2026-09-02 23:00Z', '2026-09-30 18:00Z'"
WAITING = "reply_queue('{}') where not is_never_answered"


def element(app, kind, key):
    return next(one for one in app.get(kind) if one.key == key)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_for_two_brands_and_says_of_which_it_speaks(story, page):
    app = run(page, brand=TWO, author="chirp:c-ilka")
    title = app.title[0].value

    assert not app.exception
    assert [] == troubles(app)
    assert NAMES == app.query_params["brand"]
    assert app.caption[0].value.startswith("Tavornay and Osterlune · ")
    is_of_one = title not in (*TOGETHER, *OF_ALL)
    assert is_of_one == ("these are of Tavornay" in words(app))
    assert is_of_one == ("of" in app.query_params)


@pytest.mark.parametrize("brands", ["tavornay,osterlune", NAMES, [*TWO, "Osterlune"]])
def test_a_link_names_several_brands_by_key_or_name_once_each(story, brands):
    app = run("sentiment", brand=brands)

    assert TWO == app.multiselect(key="brand").value
    assert NAMES == app.query_params["brand"]


def test_of_several_brands_the_one_that_there_is_not_is_told_and_left_out(story):
    app = run("sentiment", brand=["nobody", "osterlune", "tavornay"])

    assert ["osterlune", "tavornay"] == app.multiselect(key="brand").value
    assert app.warning[0].value == (
        "There is no brand “nobody” here that you may see: Tavornay and Osterlune are shown."
    )


def test_the_last_brand_that_is_taken_out_comes_back(story):
    app = run("sentiment", brand=TWO)
    app.multiselect(key="brand").set_value([]).run()

    assert TWO == app.multiselect(key="brand").value


def test_one_of_them_is_looked_at_closer_and_its_figures_are_its_own(story):
    """Turned by the choice above the page, named by its key in the address."""
    app = run("sentiment", brand=TWO, of="osterlune")
    alone = run("sentiment", brand="osterlune")

    assert {one.label: one.value for one in alone.metric} == {
        one.label: one.value for one in app.metric
    }
    app.segmented_control(key="closer-choice").set_value("tavornay").run()
    assert app.query_params["of"] in ("tavornay", ["tavornay"])


def test_the_overview_sets_each_brands_own_figures_beside_each_other(story):
    """None is averaged: every one stands on the brand's own Overview, too."""
    app = run(brand=["osterlune", "tavornay"])
    table = next(one.value for one in app.dataframe if "Brand health" in one.value)

    # A spike runs and a post is at risk: worst first, whatever the order of the choice.
    assert NAMES == list(table["Brand"])
    assert "First Tavornay: A spike is running" in app.warning[0].proto.title
    for _, row in table.iterrows():
        own = {one.label: one.value for one in run(brand=row["Brand"]).metric}
        for label in ("Net sentiment", "Answered in time", "Waiting now"):
            assert row[label].startswith(
                own[label].removesuffix(" pts").split("%")[0].split(".")[0]
            )
        assert f"{row['Brand health'].split(' ')[0]} of 100" == own["Brand health"]
    element(app, "button", "closer-osterlune").click().run()
    assert "Mentions" in {one.label for one in app.metric}
    assert app.query_params["of"] in ("osterlune", ["osterlune"])


@pytest.mark.parametrize(
    ("brand", "named", "may"),
    [
        (None, "acme", True),
        (None, "acme\nzorv", False),
        ("zorv", "acme", False),
        ("acme", "zorv", False),
        (None, None, False),
    ],
)
def test_nobody_is_told_of_a_brand_that_they_may_not_see_by_naming_several(brand, named, may):
    """Named as the brand or among the brands of the filters: each of them has to be theirs."""
    reader = Asker(name="kim", role="viewer", brands=frozenset({"acme"}))
    asked = {"brand": brand, "filters": {} if named is None else {"brand": named}}

    with nullcontext() if may else pytest.raises(NotPermitted):
        permitted.refuse(reader, asked)


def test_mentions_lists_each_post_of_two_brands_once_and_names_both(story, sample_reader):
    """As many as posts are negative about either; each brand's own number stands there."""
    query = """
        select brand, post_id
        from mentions
        where brand in ('tavornay', 'osterlune') and polarity = 'negative' and direction = 'inbound'
        and created_at >= timestamptz '2026-09-02 23:00Z' and created_at < '2026-09-30 18:00Z'
    """
    found = sample_reader.query(query)
    posts, shared = found["post_id"].nunique(), int(found["post_id"].duplicated().sum())
    app = run("mentions", brand=TWO, polarity="negative", direction="inbound")

    assert not app.exception
    assert f"{posts} mentions" in words(app).replace(",", "")
    assert len(found) > posts > 0
    assert f"{shared} posts speak of more than one of them" in words(app)
    own = found["brand"].value_counts()
    for key, name in zip(TWO, NAMES, strict=True):
        assert f"{name}: {own[key]}" == element(app, "button", f"closer-{key}").label.replace(
            ",", ""
        )
    element(app, "button", "closer-osterlune").click().run()
    assert f"{own['osterlune']} mentions" in words(app)


def test_what_is_asked_by_rules_of_one_brand_is_shown_of_one(story):
    assert set(FACETS) - OF_ONE <= set(of_mentions(dict.fromkeys(FACETS, "x")))
    app = run("mentions", brand=TWO, waiting="yes")

    assert "these are of Tavornay" in words(app)
    assert not app.exception


def test_a_restricted_reader_gets_counts_of_named_brands_and_of_no_others():
    """A count has no column that says of whom it is: the names that were asked for do."""
    reader = Asker(name="kim", role="viewer", brands=frozenset({"acme", "bolt"}))
    counted = pd.DataFrame({"post_count": [3]})
    named = {"filters": {"brand": "acme\nbolt"}}

    assert len(permitted.kept(reader, "mentions_once", named, counted)) == 1
    for name, asked in (("mentions_once", {"filters": {}}), ("period_summary", named)):
        with pytest.raises(NotPermitted):
            permitted.kept(reader, name, asked, counted)


def test_the_desk_lists_who_waits_at_two_brands_once(story, sample_reader):
    turns = [
        set(sample_reader.query(f"select turn_id from {WAITING.format(brand)}")["turn_id"])
        for brand in TWO
    ]
    together = len(turns[0] | turns[1])
    app = run("response_desk", brand=TWO)
    table = next(one.value for one in app.dataframe if "Priority" in one.value)

    assert f"50 of {together} are listed" in words(app)
    assert together < len(turns[0]) + len(turns[1])
    assert {*NAMES} <= set(table["Brand"])
    assert list(table["Priority"]) == sorted(table["Priority"], reverse=True)
    for name, found in zip(NAMES, turns, strict=True):
        assert f" of {len(found)} past " in words(app).partition(f"{name}: ")[2][:40]
    assert "response-desk?brand=tavornay&turn=" in table["Open"][0]


def test_spikes_and_live_risk_list_each_brands_own_rows(story, sample_reader):
    """As many as each brand's own page lists, one below the other."""
    app = run("spikes", brand=TWO, period="90d")
    table = next(one.value for one in app.dataframe if "Severity" in one.value)
    own = [run("spikes", brand=brand, period="90d") for brand in TWO]
    lists = [next((f.value for f in one.dataframe if "Severity" in f.value), []) for one in own]

    assert len(table) == len(lists[0]) + len(lists[1])
    assert dict(table["Brand"].value_counts()) == {
        name: len(found) for name, found in zip(NAMES, lists, strict=True) if len(found)
    }
    app = run("live_risk", brand=TWO)
    table = next(one.value for one in app.dataframe if "Harm to come" in one.value)
    posts = "select distinct post_id from live_risk where brand in ('tavornay', 'osterlune')"
    assert len(table) == len(sample_reader.query(posts)) > 0


def shown(row, *names):
    """Figures of a metric's row as a table beside brands has them: share, interval, of how many."""
    share, low, high, n = (row[name] for name in names)
    return f"{percent(share)} ({percents(low, high)}) of {count(n)}"


def test_sentiment_sets_each_brands_own_figures_beside_each_other(story, sample_reader):
    """Of each brand the metric's own row, the worst first whatever the order of the choice."""
    app = run("sentiment", brand=[*TWO, "brindlewing"])
    table = next(one.value for one in app.dataframe if "Against before" in one.value)
    order = list(table["Brand"])

    assert not app.exception
    assert [] == troubles(app)
    assert {*NAMES, "Brindlewing"} == {*order}
    for _, row in table.iterrows():
        key = row["Brand"].lower()
        own = sample_reader.query(
            f"""
            select summary.*, negative.*
            from period_summary('{key}', {PERIOD}) as summary, negative_share('{key}', {PERIOD})
            as negative
            """
        ).iloc[0]
        ends = ("complaint_share_low", "complaint_share_high", "mention_count")
        assert shown(own, "complaint_share", *ends) == row["Complaint rate"]
        ends = ("negative_share_low", "negative_share_high", "scored_count")
        assert shown(own, "negative_share", *ends) == row["Negative share"]
        assert row["Net sentiment"].startswith(points(own["net_sentiment"]))
    again = run("sentiment", brand=["brindlewing", *reversed(TWO)])
    assert order == list(
        next(one.value for one in again.dataframe if "Against before" in one.value)["Brand"]
    )
    assert f"First {order[0]}: " in app.warning[0].proto.title
    element(app, "button", "alone-osterlune").click().run()
    assert "Not scored" in {one.label for one in app.metric}
    assert app.query_params["of"] in ("osterlune", ["osterlune"])


def test_replies_sets_each_brands_own_answers_beside_each_other(story, sample_reader):
    """Of a brand that nobody loaded the answers of nothing is claimed."""
    app = run("replies", brand=TWO)
    table = next(one.value for one in app.dataframe if "Generic replies" in one.value)
    names = ("generic_share", "generic_low", "generic_high", "judged_count")

    assert not app.exception
    assert [] == troubles(app)
    assert {*NAMES} == {*table["Brand"]}
    for _, row in table.iterrows():
        own = sample_reader.query(
            f"from generic_replies('{row['Brand'].lower()}', {PERIOD}, 'all')"
        )
        if own.empty:
            assert row["Generic replies"] == "–"
        else:
            assert shown(own.iloc[0], *names) == row["Generic replies"]
    element(app, "button", "closer-tavornay").click().run()
    assert "Generic replies" in {one.label for one in app.metric}

"""Views by name: kept, opened, renamed and deleted; whose they are where people log in."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.ui import query, saved_views, who
from sql import access, feedback
from sql.access import Asker, NotPermitted
from sql.feedback import FILE, Action
from tests.build import NOW
from tests.dashboard.conftest import APP, run, troubles, words
from tests.dashboard.ui.test_who import RULES


@pytest.fixture
def signed(tmp_path, monkeypatch):
    """People log in; call with a name, a role and the brands that they may see."""
    (tmp_path / "access.json").write_text(json.dumps(RULES), encoding="utf-8")
    monkeypatch.setenv(access.VARIABLE, str(tmp_path / "access.json"))

    def be(name, role, brands=None):
        reader = Asker(name=name, role=role, brands=brands and frozenset(brands))
        monkeypatch.setattr(who, "asker", lambda: reader)

    return be


def view(name="Late ones", **more):
    asked = {"page": "mentions", "query": {"period": ["90d"], "text": ["late"]}, "brand": "acme"}
    return saved_views.SavedView(**{"name": name, "is_shared": True} | asked | more)


def names():
    return [one.name for one in saved_views.all_mine()]


def press(app, key):
    return app.button(key=key).click().run()


def test_a_view_is_kept_renamed_and_deleted(few):
    """It holds the page, its filters and the brand; saving the same name again changes it."""
    app = run("mentions", period="90d", text="late", day="2026-03-02")
    app.text_input(key="view-name").set_value("Late ones")
    press(app, "FormSubmitter:view-Save this view")
    assert not app.exception
    assert [] == troubles(app)
    (kept,) = saved_views.all_mine()
    link = urlsplit(app.get("link_button")[0].proto.url)
    assert ("Late ones", "mentions", "acme") == (kept.name, link.path, kept.brand)
    assert {"period": ["90d"], "text": ["late"], "day": ["2026-03-02"], "brand": ["acme"]} == (
        parse_qs(link.query)
    )

    app = run(period="7d")
    app.text_input(key="view-name").set_value("late ONES")
    press(app, "FormSubmitter:view-Save this view")
    (changed,) = saved_views.all_mine()
    assert (changed.view_id, changed.address("acme")) == (kept.view_id, "./?brand=acme&period=7d")

    press(app, f"rename-{kept.view_id}")
    app.text_input(key="view-new-name").set_value("The week")
    press(app, f"renamed-{kept.view_id}")
    assert ["The week"] == names()
    press(app, f"delete-{kept.view_id}")
    assert [] == names()
    assert "The week" not in words(app)
    assert not app.exception


def test_a_view_without_a_name_is_none(few):
    app = run("mentions")
    app.text_input(key="view-name").set_value("  ")
    press(app, "FormSubmitter:view-Save this view")

    assert not (few / FILE).exists()


def test_what_is_private_is_its_owners_and_what_is_shared_is_everybodys(few, signed):
    """A viewer keeps views of their own only; a lead may rename and delete what is shared."""
    signed("kim", "viewer")
    saved_views.save(view("mine", is_shared=False))
    with pytest.raises(NotPermitted, match="for the role analyst"):
        saved_views.save(view("for all"))
    signed("anna", "analyst")
    saved_views.save(view("for all"))
    assert ["for all"] == names()
    signed("kim", "viewer")
    assert [("for all", False), ("mine", True)] == [
        (one.name, one.is_mine) for one in saved_views.all_mine()
    ]
    app = run("mentions")
    assert "Mentions · acme · only you" in words(app)
    assert "by anna" in words(app)
    signed("lea", "lead")
    (shared,) = saved_views.all_mine()
    saved_views.rename(shared, "for us all")
    signed("anna", "analyst")
    (shared,) = saved_views.all_mine()

    assert ("for us all", "anna", True) == (shared.name, shared.owner, shared.is_mine)


def test_a_view_of_a_brand_that_one_may_not_see_is_not_listed(few, signed):
    signed("anna", "analyst")
    saved_views.save(view("of acme"))
    saved_views.save(view("of bolt", brand="bolt"))
    signed("kim", "viewer", ["acme"])

    assert ["of acme"] == names()


def test_a_view_of_several_brands_is_listed_for_whoever_may_see_all_of_them(few, signed):
    """Half of it in its place would be read as the whole; its link names them all."""
    signed("anna", "analyst")
    saved_views.save(view("both", query={"brand": ["acme", "bolt"], "period": ["7d"]}))
    (both,) = saved_views.all_mine()
    assert "mentions?brand=acme&brand=bolt&period=7d" == both.address("acme")
    signed("kim", "viewer", ["acme", "bolt"])
    assert ["both"] == names()
    signed("kim", "viewer", ["acme"])
    assert [] == names()


def test_where_nobody_logs_in_there_is_one_list(few):
    """Also of what was private while people did."""
    told = {"name": "old", "page": "replies", "query": {}}
    kept = {"kind": saved_views.KIND, "subject": "v1", "brand": "acme", "who": "kim"}
    feedback.record(few, [Action(field="private", value=json.dumps(told), said_at=NOW, **kept)])

    assert ["old"] == names()


def test_a_name_is_shown_as_written_and_a_page_that_is_gone_is_no_link(few):
    saved_views.save(view("*bold* [x](https://evil.example)"))
    saved_views.save(view("Gone", page="no-such-page"))
    app = run("mentions")

    (link,) = [one.proto for one in app.get("link_button")]
    assert r"\*bold\* \[x\]" in link.label
    assert link.url.startswith("mentions?")
    assert "Gone" in [one.value for one in app.text]
    assert "a page that you cannot open" in words(app)


def test_a_page_of_the_past_lists_later_views(few, monkeypatch):
    """They lead away from it; what it shows is not theirs to change."""
    saved_views.save(view())
    monkeypatch.setattr(query, "_moment", lambda: NOW - timedelta(days=365))

    assert ["Late ones"] == names()


def test_a_ledger_that_cannot_be_read_is_told(few):
    (few / FILE).write_text("no ledger")

    assert "Views cannot be read" in words(run("mentions"))


def test_the_title_of_every_page_names_it_in_the_address():
    """Views are kept by that path."""
    pages = re.findall(r' title=mark\("(.+?)"\),\s+icon=.+?,\s+url_path="(.+?)",', APP.read_text())

    assert ("Response desk", "response-desk") in pages
    assert pages == [(title, saved_views.page_of(title)) for title, _ in pages]

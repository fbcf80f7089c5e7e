"""Every mistake in earshot.toml is named with its key and what is allowed."""

import re

import pytest

from ingest.config_file import load_config, parse_config
from ingest.errors import ConfigError

BRAND = {"brands": {"acme": {}}}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"time_zone": "Europe/Berln"}, "brands.acme.time_zone.*did you mean 'Europe/Berlin'"),
        ({"time_zone": "Mars"}, "brands.acme.time_zone.*no IANA time zone"),
        ({"hours": {"mon": "9-5"}}, r'brands.acme.hours.mon.*write "09:00-17:30"'),
        ({"hours": {"mon": "09:00-25:00"}}, "brands.acme.hours.mon.*00:00.*24:00"),
        ({"hours": {"monday": "09:00-17:00"}}, "brands.acme.hours.monday: unknown key"),
        ({"targets": {"first_reply_minutes": 0}}, "first_reply_minutes: 0 .*greater than 0"),
        ({"targets": {"clock": "office"}}, "clock: 'office' .*'calendar' or 'business'"),
        ({"role": "rival"}, "brands.acme.role: 'rival' .*'own' or 'competitor'"),
        ({"handle": ["x"]}, "brands.acme.handle: unknown key"),
        ({"automated_patterns": ["("]}, "automated_patterns.0.*not a regular expression"),
        ({"automated_patterns": ["(?=x)y"]}, r"not a regular expression \(RE2\)"),
        ({"automated_patterns": ["x*"]}, "automated_patterns.0.*matches every text"),
        ({"naem": "Acme"}, "brands.acme.naem: unknown key; did you mean 'name'. there are name, "),
        ({"name": "  "}, "brands.acme.name: '  ' is too short; write something"),
        ({"nicknames": ["x "]}, "nicknames.0: 'x ' is too short; write 2 characters"),
        ({"targets": {"first_reply_minutes": float("inf")}}, "inf input should be a finite"),
        ({"targets": {"first_reply_minutes": 1e9}}, "less than or equal to 527040"),
        ({"hours": {"mon": ["9:00-12:00", "11:00-13:00"]}}, "hours: two spans overlap on mon"),
        ({"hours": {"mon": "22:00-02:00", "tue": "01:00-05:00"}}, "two spans overlap on tue"),
        ({"hours": {"mon": "01:00-05:00", "sun": "22:00-02:00"}}, "two spans overlap on mon"),
        ({"events": [{"date": "2026-01-01", "label": ""}]}, "events.0.label: '' is too short"),
        ({"holidays": ["yesterday"]}, "brands.acme.holidays.0"),
        ({"hours": {}}, "brands.acme.hours: no day is open"),
        ({"hours": {"mon": []}}, "brands.acme.hours: no day is open"),
        ({"api_token": "s3cret"}, "brands.acme.api_token: secrets are read from the environment"),
    ],
)
def test_a_mistake_is_named(entry, said):
    with pytest.raises(ConfigError, match=said):
        parse_config({"brands": {"acme": entry}})


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"handles": ["x"]}, {"handles": ["@X"]}, "brands.b: the account 'x' means brands.a"),
        ({"own_accounts": ["care"]}, {"handles": ["care"]}, "the account 'care' means brands.a"),
        ({"name": "Acme"}, {"nicknames": ["ACME"]}, "the name 'acme' means brands.a already"),
    ],
)
def test_one_name_of_two_brands_is_a_mistake(first, second, said):
    with pytest.raises(ConfigError, match=said):
        parse_config({"brands": {"a": first, "b": second}})


def test_spans_that_meet_do_not_overlap():
    hours = {"mon": ["09:00-12:00", "12:00-17:00"], "sun": "22:00-02:00"}

    assert parse_config({"brands": {"acme": {"hours": hours}}})


def test_weights_that_sum_to_nothing_are_a_mistake():
    parts = ("net_sentiment", "complaint_rate", "answered_in_target", "silence", "viral_risk")
    with pytest.raises(ConfigError, match="health: all weights are 0"):
        parse_config({"health": dict.fromkeys(parts, 0)})


def test_a_key_of_the_file_itself_is_named():
    with pytest.raises(ConfigError, match="brand: unknown key; did you mean 'brands'"):
        parse_config({"brand": {}})


def test_a_secret_in_the_file_is_not_repeated():
    with pytest.raises(ConfigError) as raised:
        parse_config({"brands": {"acme": {"password": "hunter2"}}})

    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"kind": "gopher"}, "sources.s.kind: 'gopher' is no kind of source; there are rss, hack"),
        ({}, "sources.s.kind: field required; there are rss, hackernews"),
        ({"kind": "rss"}, "sources.s.url: field required"),
        ({"kind": "rss", "url": "https://x.example", "terms": ["a"]}, "sources.s.terms: unknown"),
        ({"kind": "rss", "url": "ftp://x"}, "sources.s.url"),
        ({"kind": "hackernews", "brands": ["bolt"]}, "sources.s.brands: bolt is no brand"),
        ({"kind": "hackernews", "every_minutes": 0}, "sources.s.every_minutes: 0"),
    ],
)
def test_a_wrong_source_is_named(source, said):
    with pytest.raises(ConfigError, match=said):
        parse_config({**BRAND, "sources": {"s": source}})


def test_all_mistakes_are_named_at_once():
    with pytest.raises(ConfigError) as raised:
        parse_config({"brands": {"acme": {"role": "x", "time_zone": "y", "foo": 1}}})

    assert 3 == str(raised.value).count("brands.acme.")


def test_a_missing_file_and_broken_toml_are_named(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "earshot.toml")
    (tmp_path / "earshot.toml").write_text("[brands", encoding="utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load_config(tmp_path / "earshot.toml")


def test_a_file_may_begin_with_a_mark_but_is_utf8(tmp_path):
    """Some editors write a mark before UTF-8; others write another encoding without a word."""
    file, text = tmp_path / "earshot.toml", '[brands.acme]\nnames = ["Weiß"]\n'
    file.write_text(text, encoding="utf-8-sig")
    assert ("Weiß",) == load_config(file).brands["acme"].names
    file.write_text(text, encoding="latin-1")
    with pytest.raises(ConfigError, match=r"line 2 holds a character that is not UTF-8; save"):
        load_config(file)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"handles": "acme"}, r"brands\.acme\.handles: 'acme' is no list; write \[\"acme\"\]"),
        ({"targets": 5}, r"brands\.acme\.targets: 5 is no table; write \[brands\.acme\.targets\]"),
        ({"handles": ["ac\0me"]}, r"handles\.0: 'ac\\x00me' holds a character that nobody sees"),
        ({"handles": ["ac\u202eme"]}, r"holds a character that nobody sees"),
        ({"holidays": ["2026-02-30"]}, r"holidays\.0: '2026-02-30' is no day; write 2026-12-25"),
        ({"topics": {"bills": [" "]}}, r"topics\.bills\.0: ' ' is too short; write something"),
    ],
)
def test_what_a_value_is_to_be_is_said_in_words(entry, told):
    with pytest.raises(ConfigError, match=told):
        parse_config({"brands": {"acme": entry}})


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"alerts": {"name": "x"}}, r"alerts: is one table; write each entry as \[\[alerts\]\]"),
        ({"alerts": [{"name": " ", "kind": "silence"}]}, r"alerts\.0\.name: ' ' is too short"),
        (
            {"digests": [{"at": "8:00"}]},
            r"digests\.0\.at: '8:00' is no time of the day",
        ),
        ({"brands": {"a" * 65: {}}}, r"brands\.a+: a key holds .* 64 at most"),
    ],
)
def test_what_a_table_is_to_be_is_said_in_words(table, told):
    with pytest.raises(ConfigError, match=told):
        parse_config(table)


def test_a_password_in_an_address_is_refused_and_not_repeated():
    def source(url):
        parse_config({"brands": {"acme": {}}, "sources": {"x": {"kind": "rss", "url": url}}})

    with pytest.raises(ConfigError, match=r"holds a password; write \$\{NAME\}") as raised:
        source("https://pat:hunter2@blog.example/feed")
    assert "hunter2" not in str(raised.value)
    source("https://pat:${BLOG_PASSWORD}@blog.example/feed")
    source("https://pat@blog.example/feed?at=12:30")


def test_hours_may_cross_midnight_and_have_breaks():
    config = parse_config(
        {"brands": {"acme": {"hours": {"fri": ["22:00-02:00", "09:00 - 12:00"], "sat": []}}}}
    )

    spans = [(day, str(span)) for day, span in config.brands["acme"].hours.spans()]
    assert [(4, "22:00-02:00"), (4, "09:00-12:00")] == spans


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"kind": "spike", "level": 11}, "the level of a spike alert is 1 to 10, not 11"),
        ({"kind": "health", "level": 0}, "the level of a health alert is 1 to 100, not 0"),
        (
            {"kind": "noise", "level": 3},
            "'noise' is no kind of alert; use one of spike, viral,",
        ),
        ({"kind": "spike", "level": 3, "brand": "bolt"}, "'bolt', which is no brand"),
        ({"kind": "spike"}, "alerts.0.level: field required"),
        ({"kind": "spike", "level": 3, "size": 3}, "alerts.0.size: unknown key"),
    ],
)
def test_a_wrong_alert_rule_is_named(rule, said):
    with pytest.raises(ConfigError, match=re.escape(said)):
        parse_config({"brands": {"acme": {}}, "alerts": [{"name": "r", "brand": "acme"} | rule]})


def test_two_alert_rules_of_one_name_are_refused():
    """The ledger tells rules apart by their names."""
    rule = {"name": "r", "brand": "acme", "kind": "spike", "level": 3}
    with pytest.raises(ConfigError, match="a name of its own"):
        parse_config({"brands": {"acme": {}}, "alerts": [rule, rule]})


@pytest.mark.parametrize(
    ("brands", "named", "expected"),
    [
        ({"acme": {}}, None, ("acme",)),
        ({"acme": {}, "bolt": {}}, None, ()),
        ({"acme": {}, "bolt": {}}, ["bolt"], ("bolt",)),
        ({}, None, ()),
    ],
)
def test_a_source_is_of_the_only_brand_there_is(brands, named, expected):
    """What is said to a brand on its own pages is known by the brand of the source."""
    entry = {"kind": "hackernews"} | ({"brands": named} if named else {})
    config = parse_config({"brands": brands, "sources": {"hn": entry}})

    assert expected == config.sources["hn"].brands

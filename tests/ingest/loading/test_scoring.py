"""[scorer] end to end: from the configuration to scored mentions, and what a change reads again."""

import pytest

from ingest.config import Config
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from ingest.reading.scorers import huggingface
from ingest.training.command import go_back, teach
from tests.build import NOW, asks, load_posts, loaded_same, row, rows
from tests.ingest.reading.scorers.endpoint import endpoint
from tests.ingest.reading.scorers.tiny_model import labelled, tiny

BRANDS = {"acme": {"handles": ["acme"], "own_accounts": ["acme"]}}
GOOD, BAD, PLAIN = "@acme good and great", "@acme bad and awful", "@acme the shop opens at noon"
GERMAN = "@acme Die Lieferung kam drei Tage zu spät, nie wieder"
POSTS = [asks(str(n), n, text=text) for n, text in enumerate((GOOD, BAD, PLAIN, GERMAN))]


def configured(**tables):
    return parse_config({"brands": {"acme": dict(BRANDS["acme"])}, **tables})


def scored(data):
    """Scorer and class by post."""
    found = rows(data, "select post_id, scorer, polarity from mentions order by post_id")
    return [(one["scorer"], one["polarity"]) for one in found]


def load(data, posts=(), **tables):
    fill = load_posts if tables else loaded_same  # a scorer of a test's own reads there and then
    fill(data, posts, config=configured(**tables), until=60)
    return scored(data)


def linear(*polarities):
    return [("earshot-en" if polarity else None, polarity) for polarity in polarities]


def vader(*polarities):
    return [("vader" if polarity else None, polarity) for polarity in polarities]


def test_the_linear_scorer_reads_unless_another_is_named(tmp_path):
    assert linear("positive", "negative", "neutral", None) == load(tmp_path, POSTS)


def test_a_change_of_scorer_reads_all_held_texts_again(tmp_path):
    """With the next run, though it brings nothing; and back again."""
    load(tmp_path, POSTS)
    changed = load(tmp_path, scorer={"kind": "vader"})
    turns = rows(tmp_path, "select polarity from turn_facts order by started_at")
    back = load(tmp_path)

    assert vader("positive", "negative", "neutral", None) == changed
    # Praise asks for no reply: it is no turn.
    assert ["negative", "neutral", None] == [turn["polarity"] for turn in turns]
    assert linear("positive", "negative", "neutral", None) == back


@pytest.mark.parametrize("kind", ["vader", "openai"])
def test_a_post_that_comes_again_with_the_change_is_read_again_too(tmp_path, kind):
    """As it was, and with other counts."""
    load(tmp_path, POSTS)
    again = [POSTS[0], asks("1", 1, text=BAD, share_count=5)]
    with endpoint() as (url, _):
        options = {"base_url": url, "model": "tiny"} if kind == "openai" else {}
        found = load(tmp_path, again, scorer={"kind": kind, **options})

    assert [kind, kind, kind] == [scorer for scorer, _ in found[:3]]


def test_cut_offs_make_classes_of_a_bare_score(tmp_path):
    """VADER gives 0.79 and -0.74: at 0.9 neither is a class, which is read again at once."""
    usual = load(tmp_path, POSTS, scorer={"kind": "vader"})
    far = load(tmp_path, scorer={"kind": "vader"}, cutoffs={"positive": 0.9, "negative": -0.9})
    scores = rows(tmp_path, "select sentiment from mentions order by post_id limit 3")

    assert vader("positive", "negative", "neutral", None) == usual
    assert vader("neutral", "neutral", "neutral", None) == far
    assert [True, True, True] == [abs(one["sentiment"]) < 0.9 for one in scores]


def test_cut_offs_say_nothing_to_a_scorer_with_classes_of_its_own(tmp_path):
    usual = load(tmp_path, POSTS)
    far = load(tmp_path, POSTS, cutoffs={"positive": 0.99, "negative": -0.99})

    assert usual == far


def test_a_command_without_a_configuration_reads_as_was_read_before(tmp_path):
    """With the scorer and its cut-offs; nothing is read again for want of a file."""
    far = {"positive": 0.9, "negative": -0.9}
    load(tmp_path, POSTS, scorer={"kind": "vader"}, cutoffs=far)
    load_posts(tmp_path, [asks("9", 9, text=GOOD)], config=Config(), until=60)

    assert vader("neutral", "neutral", "neutral", None, "neutral") == scored(tmp_path)


def test_a_language_model_reads_the_newest_first_and_the_rest_in_the_runs_that_follow(tmp_path):
    """Two texts a run: what waits keeps the score that it had; all languages in the end."""
    with endpoint() as (url, asked):
        options = {"kind": "openai", "base_url": url, "model": "tiny", "texts_per_run": 2}
        load(tmp_path, POSTS)
        first = load(tmp_path, scorer=options)
        second = load(tmp_path, scorer=options)
        third = load(tmp_path, scorer=options)

    old = linear("positive", "negative")
    assert [*old, ("openai", "negative"), ("openai", "negative")] == first
    assert [("openai", one) for one in ("positive", "negative", "negative", "negative")] == second
    assert second == third
    assert 2 == len(asked)
    version = row(tmp_path, "select distinct scorer_version from mentions")["scorer_version"]
    assert version.startswith("tiny/")


def test_a_language_model_gets_its_languages_only(tmp_path):
    """A text of another language loses the score of the scorer before."""
    with endpoint() as (url, asked):
        options = {"kind": "openai", "base_url": url, "model": "tiny", "languages": ["de"]}
        load(tmp_path, POSTS)
        found = load(tmp_path, scorer=options)
        again = load(tmp_path, scorer=options)

    assert [(None, None), (None, None), (None, None), ("openai", "negative")] == found == again
    assert 1 == len(asked)


def test_the_key_comes_from_the_variable_that_the_configuration_names(tmp_path, monkeypatch):
    with endpoint() as (url, asked):
        options = {"kind": "openai", "base_url": url, "model": "tiny", "api_key": "${MODEL_KEY}"}
        monkeypatch.delenv("MODEL_KEY", raising=False)
        with pytest.raises(ConfigError, match="the environment variable MODEL_KEY is not set"):
            load(tmp_path, POSTS, scorer=options)
        monkeypatch.setenv("MODEL_KEY", "sesame")
        load(tmp_path, POSTS, scorer=options)

    assert ["Bearer sesame"] == [key for _, key, _ in asked]
    noted = row(tmp_path, "select scorer from warehouse_state")["scorer"]
    assert "MODEL_KEY" in noted
    assert "sesame" not in noted


@pytest.mark.extra
def test_a_model_on_disk_reads(tmp_path):
    (tmp_path / "model").mkdir()
    folder = tiny(tmp_path / "model")
    found = load(tmp_path / "data", POSTS, scorer={"kind": "huggingface", "model": str(folder)})

    assert ["huggingface"] * 4 == [scorer for scorer, _ in found]
    assert not [polarity for _, polarity in found if polarity is None]


def test_a_model_on_disk_names_the_extra_that_is_missing(tmp_path, monkeypatch):
    """The configuration reaches it; nothing is stored by a run that cannot read."""
    monkeypatch.setattr(huggingface, "_LIBRARIES", ("no_such_library",))
    folder = labelled(tmp_path, "NEG", "POS")

    with pytest.raises(ConfigError, match=r'pip install "earshot\[huggingface\]"'):
        load(tmp_path / "data", POSTS, scorer={"kind": "huggingface", "model": str(folder)})
    assert [] == rows(tmp_path / "data", "select * from posts")


@pytest.mark.parametrize("verb", [teach, go_back])
def test_another_scorer_learns_nothing_and_says_so(tmp_path, verb):
    done = verb(tmp_path, configured(scorer={"kind": "vader"}), now=NOW)

    assert not done.is_adopted
    assert "only the kind linear learns" in done.reason
    assert "vader" == done.model

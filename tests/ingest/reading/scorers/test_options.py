"""[scorer] of earshot.toml: what each kind takes, and how a mistake is named."""

import pytest

from ingest.config import Config
from ingest.config_file import load_config, parse_config
from ingest.errors import ConfigError
from ingest.reading.scorers.options import HuggingFaceOptions, LinearOptions, OpenAIOptions
from tests.places import ROOT

OPENAI = {"kind": "openai", "base_url": "http://127.0.0.1:11434/v1", "model": "tiny"}


def scorer(**table):
    return parse_config({"scorer": table}).scorer


def test_a_file_without_the_table_names_the_linear_one():
    """And no file at all names nobody: then the scorer stays whoever it was."""
    assert LinearOptions() == parse_config({}).scorer == scorer(kind="linear") == scorer()
    assert LinearOptions() == load_config(ROOT / "earshot.toml").scorer
    assert Config().scorer is None


def test_each_kind_takes_its_own_options():
    asked = scorer(**OPENAI, api_key="${MY_KEY}", languages=["en", "de"], texts_per_run=7)
    model = scorer(kind="huggingface", model="models/x", labels={"LABEL_0": "negative"})

    assert isinstance(asked, OpenAIOptions)
    assert ("${MY_KEY}", ("en", "de"), 7) == (
        str(asked.api_key),
        asked.languages,
        asked.texts_per_run,
    )
    assert isinstance(model, HuggingFaceOptions)
    assert {"LABEL_0": "negative"} == model.labels


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "magic"}, "scorer.kind: 'magic' is none of 'linear', 'vader', 'huggingface'"),
        ({"kind": "vader", "model": "x"}, "scorer: model: unknown key; kind vader takes no option"),
        ({"url": "x"}, "scorer: url: unknown key; kind linear takes no option"),
        ({**OPENAI, "url": "x"}, "url: unknown key; kind openai takes base_url, model, api_key"),
        ({"kind": "huggingface"}, "scorer.model: field required"),
        ({**OPENAI, "base_url": "ollama"}, "scorer.base_url: 'ollama' is no address: write"),
        ({**OPENAI, "api_key": "sk-1"}, "scorer.api_key: secrets are read from the environment"),
        ({**OPENAI, "languages": ["English"]}, "scorer.languages.0: 'English' is no language code"),
        ({**OPENAI, "texts_per_run": 0}, "scorer.texts_per_run: 0 input should be greater"),
        (
            {"kind": "huggingface", "model": "x", "labels": {"LABEL_0": "angry"}},
            "scorer.labels.LABEL_0: 'angry' input should be 'negative', 'neutral' or 'positive'",
        ),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(table, said):
    with pytest.raises(ConfigError) as raised:
        scorer(**table)

    assert said in str(raised.value)


def test_something_else_than_a_table_is_named():
    with pytest.raises(ConfigError, match=r"scorer: write it as a table of its own, \[scorer\]"):
        parse_config({"scorer": "vader"})

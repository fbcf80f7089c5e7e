"""Any Hugging Face text-classification model; needs the extra "huggingface" and a model on disk.

Docs    https://huggingface.co/docs/transformers/tasks/sequence_classification
Gaps    texts are cut at 512 tokens; a model in a hub is fetched by transformers, not by Earshot
"""

import importlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.errors import ConfigError
from ingest.reading.scorer import POLARITIES, Polarity, Score

_BATCH = 32
_MAX_TOKENS = 512
_STARS = re.compile(r"([1-5]) stars?")


class HuggingFace:
    """Scores by a model's own labels, which must tell negative from positive."""

    def __init__(
        self,
        model: str,
        *,
        languages: frozenset[str] = frozenset(),
        labels: Mapping[str, Polarity] | None = None,
    ) -> None:
        """Load a model.

        Args:
            model: a folder, or a name that transformers knows.
            languages: codes that the model was made for; empty takes any.
            labels: the model's labels → classes, where their names do not say it.

        Raises:
            ConfigError: the extra is not installed, the model is not there, or its labels say
                nothing about sentiment.
        """
        self.name = "huggingface"
        self.languages = languages
        self._torch, transformers = _libraries()
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(model)
            self._model = transformers.AutoModelForSequenceClassification.from_pretrained(model)
        except (OSError, ValueError) as error:
            raise ConfigError(f"scorer huggingface: {model} cannot be loaded: {error}") from error
        self._model.eval()
        self._classes = _classes(self._model.config.id2label, labels or {})
        self.version = f"{model}@{getattr(self._model.config, '_commit_hash', None) or 'local'}"

    def score(self, texts: Sequence[str]) -> list[Score | None]:
        """One score per masked text."""
        scores: list[Score | None] = []
        for start in range(0, len(texts), _BATCH):
            scores += self._batch(list(texts[start : start + _BATCH]))
        return scores

    def _batch(self, texts: list[str]) -> list[Score]:
        read = self._tokenizer(
            texts, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
        )
        with self._torch.inference_mode():
            likely = self._model(**read).logits.softmax(dim=-1).tolist()
        return [self._score(row) for row in likely]

    def _score(self, likely: Sequence[float]) -> Score:
        shares = dict.fromkeys(POLARITIES, 0.0)
        for polarity, share in zip(self._classes, likely, strict=True):
            shares[polarity] += share
        best = max(POLARITIES, key=shares.__getitem__)
        sentiment = round(shares["positive"] - shares["negative"], 4)
        return Score(sentiment, best, round(shares[best], 4))


def _libraries() -> tuple[Any, Any]:
    try:
        # An extra: gigabytes that few need.
        return importlib.import_module("torch"), importlib.import_module("transformers")
    except ImportError as error:
        raise ConfigError(
            'scorer huggingface: install the extra first: pip install "earshot[huggingface]"'
        ) from error


def _classes(names: Mapping[int, str], given: Mapping[str, Polarity]) -> list[Polarity]:
    """One class per label, in the model's order.

    Raises:
        ConfigError: a label says nothing about sentiment.
    """
    classes = [given.get(names[i]) or _class(names[i]) for i in sorted(names)]
    unclear = [names[i] for i, found in zip(sorted(names), classes, strict=True) if found is None]
    if unclear:
        raise ConfigError(f"scorer huggingface: say what the labels mean: {', '.join(unclear)}")
    return [found for found in classes if found is not None]


def _class(label: str) -> Polarity | None:
    plain = label.lower()
    if stars := _STARS.fullmatch(plain):
        count = int(stars.group(1))
        return "neutral" if count == 3 else "positive" if count > 3 else "negative"
    return next((polarity for polarity in POLARITIES if plain in (polarity, polarity[:3])), None)

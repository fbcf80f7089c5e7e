"""Any Hugging Face text-classification model; needs the extra "huggingface" and a model on disk.

Docs    https://huggingface.co/docs/transformers/tasks/sequence_classification
Gaps    texts are cut at 512 tokens; a model in a hub is fetched by its own tools, not by Earshot
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.errors import ConfigError
from ingest.reading.scorer import POLARITIES, Polarity, Score

_BATCH = 32
_MAX_TOKENS = 512
_STARS = re.compile(r"([1-5]) stars?")
# An extra: gigabytes that few need.
_LIBRARIES = ("torch", "transformers")


class HuggingFace:
    """Scores by a model's own labels, which must tell negative from positive.

    The model is loaded with the first text: a run that brings none pays for its checksum only.
    """

    name = "huggingface"
    texts_per_run = None

    def __init__(
        self,
        model: Path,
        *,
        languages: frozenset[str] = frozenset(),
        labels: Mapping[str, Polarity] | None = None,
    ) -> None:
        """Look at a model without loading it.

        Args:
            model: its folder, with config.json, weights and tokenizer.
            languages: codes that the model was made for; empty takes any.
            labels: the model's labels → classes, where their names do not say it.

        Raises:
            ConfigError: the extra is not installed, the model is not there, or its labels say
                nothing about sentiment.
        """
        self.languages = languages
        self._model = model
        self._classes = _classes(_labels(model), labels or {})
        if not all(map(find_spec, _LIBRARIES)):
            raise ConfigError(
                'scorer huggingface: install the extra first: pip install "earshot[huggingface]"'
            )
        # A label explained otherwise is another class for the same text.
        self.version = f"{model.name}@{_checksum(model)}/{','.join(self._classes)}"

    def score(self, texts: Sequence[str]) -> list[Score | None]:
        """One score per masked text.

        Raises:
            ConfigError: the model cannot be loaded.
        """
        scores: list[Score | None] = []
        for start in range(0, len(texts), _BATCH):
            scores += self._batch(list(texts[start : start + _BATCH]))
        return scores

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """Tokenizer and model; never from the network."""
        transformers = import_module("transformers")
        try:
            return (
                transformers.AutoTokenizer.from_pretrained(self._model, local_files_only=True),
                transformers.AutoModelForSequenceClassification.from_pretrained(
                    self._model, local_files_only=True
                ).eval(),
            )
        except (OSError, ValueError) as error:
            raise ConfigError(f"scorer.model: {self._model} cannot be loaded: {error}") from error

    def _batch(self, texts: list[str]) -> list[Score]:
        tokenizer, model = self._loaded
        read = tokenizer(
            texts, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
        )
        with import_module("torch").inference_mode():
            likely = model(**read).logits.softmax(dim=-1).tolist()
        return [self._score(row) for row in likely]

    def _score(self, likely: Sequence[float]) -> Score:
        shares = dict.fromkeys(POLARITIES, 0.0)
        for polarity, share in zip(self._classes, likely, strict=True):
            shares[polarity] += share
        best = max(POLARITIES, key=shares.__getitem__)
        sentiment = round(shares["positive"] - shares["negative"], 4)
        return Score(sentiment, best, round(shares[best], 4))


def _labels(model: Path) -> list[str]:
    """The model's labels, in its order.

    Raises:
        ConfigError: there is no model in the folder.
    """
    try:
        names = json.loads((model / "config.json").read_text(encoding="utf-8"))["id2label"]
        return [names[number] for number in sorted(names, key=int)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"scorer.model: {model} is no folder of a text-classification model: its config.json "
            f"with id2label cannot be read ({type(error).__name__})"
        ) from error


def _checksum(model: Path) -> str:
    """Of everything in the folder: the same text may be scored differently by anything else."""
    digest = hashlib.sha256()
    for file in sorted(path for path in model.iterdir() if path.is_file()):
        about = file.stat()
        digest.update(_digest(file, about.st_size, about.st_mtime_ns))
    return digest.hexdigest()[:12]


@cache
def _digest(file: Path, _size: int, _mtime_ns: int) -> bytes:
    """Read again only where a file changed: a schedule asks at every pass."""
    with file.open("rb") as content:
        return file.name.encode() + hashlib.file_digest(content, "sha256").digest()


def _classes(names: Sequence[str], given: Mapping[str, Polarity]) -> list[Polarity]:
    """One class per label, in the model's order.

    Raises:
        ConfigError: a label says nothing about sentiment.
    """
    classes = [given.get(name) or _class(name) for name in names]
    if unclear := [name for name, found in zip(names, classes, strict=True) if found is None]:
        raise ConfigError(
            f"scorer.labels: say what the model's labels mean: {', '.join(unclear)}; each is one "
            f"of {', '.join(POLARITIES)}"
        )
    return [found for found in classes if found is not None]


def _class(label: str) -> Polarity | None:
    plain = label.lower()
    if stars := _STARS.fullmatch(plain):
        count = int(stars.group(1))
        return "neutral" if count == 3 else "positive" if count > 3 else "negative"
    return next((polarity for polarity in POLARITIES if plain in (polarity, polarity[:3])), None)

"""[scorer] of earshot.toml: which scorer reads the texts, and what each kind has to be told.

Options are never named like a language: a table [scorer.de] stays free for a scorer per language.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from ingest.brand import Strict
from ingest.reading.scorer import Polarity
from ingest.web.config_text import Address, Secret


def _code(text: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", text):
        raise ValueError("is no language code of two or three letters, as en is")
    return text


Code = Annotated[str, AfterValidator(_code)]


class _Options(Strict):
    @model_validator(mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:
        """Name what is allowed: the options of another kind are an easy mistake."""
        unknown = sorted(set(value) - set(cls.model_fields)) if isinstance(value, dict) else []
        if unknown:
            kind = value.get("kind", "linear")
            allowed = ", ".join(name for name in cls.model_fields if name != "kind") or "no option"
            raise ValueError(f"{', '.join(unknown)}: unknown key; kind {kind} takes {allowed}")
        return value


class LinearOptions(_Options):
    """The shipped model, and what `earshot learn` learned on top of it."""

    kind: Literal["linear"] = "linear"


class VaderOptions(_Options):
    """VADER; [cutoffs] make classes of its score."""

    kind: Literal["vader"]


class HuggingFaceOptions(_Options):
    """A text-classification model on disk.

    Attributes:
        model: its folder.
        languages: codes that it was made for; none takes any.
        labels: its labels → classes, where their names do not say it.
    """

    kind: Literal["huggingface"]
    model: Path
    languages: tuple[Code, ...] = ()
    labels: dict[str, Polarity] = Field(default_factory=dict)


class OpenAIOptions(_Options):
    """A language model behind OpenAI's chat API.

    Attributes:
        base_url: up to and with "/v1".
        model: as the endpoint names it.
        api_key: names the environment variable that holds it; without one none is sent.
        languages: codes to send; none sends any.
        texts_per_run: asked for at most; the others wait for the next run, the newest first.
        seconds_per_run: no question is begun after it.
        seconds_per_answer: how long one question may take.
        answers: file in which answers are remembered; without one they are not.
    """

    kind: Literal["openai"]
    base_url: Address
    model: str = Field(min_length=1)
    api_key: Secret | None = None
    languages: tuple[Code, ...] = ()
    texts_per_run: int = Field(default=5_000, ge=1)
    seconds_per_run: float = Field(default=600, gt=0)
    seconds_per_answer: float = Field(default=60, gt=0)
    answers: Path | None = None


def _kind(value: Any) -> Any:
    """The tag; linear where none is named."""
    return value.get("kind", "linear") if isinstance(value, dict) else getattr(value, "kind", None)


ScorerOptions = Annotated[
    Annotated[LinearOptions, Tag("linear")]
    | Annotated[VaderOptions, Tag("vader")]
    | Annotated[HuggingFaceOptions, Tag("huggingface")]
    | Annotated[OpenAIOptions, Tag("openai")],
    Discriminator(_kind),
]

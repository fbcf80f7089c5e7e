"""earshot.toml → Brand, Source, Cutoffs; every mistake is named with what is allowed."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from ingest.errors import ConfigError
from ingest.hours import WEEKDAYS, HourSpan, parse_span, time_zone
from ingest.web.redaction import ConfigText
from sql.alert_kinds import alert_kinds

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
ADDRESS = re.compile(r"https?://\S+")
SECRET = re.compile(r"(token|secret|password|api_?key)$", re.IGNORECASE)


def _handle(text: str) -> str:
    return text.strip().removeprefix("@")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return text


def _address(text: ConfigText) -> ConfigText:
    if not ADDRESS.fullmatch(text.template):
        raise ValueError('is no address: write "https://…"')
    return text


def _spans(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Handle = Annotated[str, AfterValidator(_handle), Field(min_length=1)]
Name = Annotated[str, Field(min_length=2)]
Address = Annotated[ConfigText, AfterValidator(_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Zone = Annotated[str, AfterValidator(time_zone)]
Span = Annotated[str, AfterValidator(lambda text: str(parse_span(text)))]
Day = Annotated[tuple[Span, ...], BeforeValidator(_spans)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Strict):
    """Weekly opening hours in the brand's time zone; a day without spans is closed."""

    mon: Day = ()
    tue: Day = ()
    wed: Day = ()
    thu: Day = ()
    fri: Day = ()
    sat: Day = ()
    sun: Day = ()

    def spans(self) -> list[tuple[int, HourSpan]]:
        """(weekday, span) with Monday 0, in order of the week."""
        return [
            (index, parse_span(text))
            for index, weekday in enumerate(WEEKDAYS)
            for text in getattr(self, weekday)
        ]

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        # Always closed, no business time would ever pass: every wait would be 0, and every target
        # met.
        if not self.spans():
            raise ValueError("no day is open; a brand that is always open has no hours at all")
        return self


class Targets(_Strict):
    """What the brand promises; clock says whether nights and weekends count."""

    first_reply_minutes: float = Field(default=60, gt=0)
    clock: Literal["calendar", "business"] = "calendar"


class Event(_Strict):
    """A campaign, release or incident, drawn beside the figures."""

    date: date
    label: str


class Brand(_Strict):
    """One brand to listen for, the user's own or a competitor's."""

    key: str
    name: str
    names: tuple[Name, ...] = ()
    nicknames: tuple[Name, ...] = ()
    handles: tuple[Handle, ...] = ()
    own_accounts: tuple[Handle, ...] = ()
    products: tuple[Name, ...] = ()
    exclude: tuple[Name, ...] = ()
    role: Literal["own", "competitor"] = "own"
    time_zone: Zone = "UTC"
    hours: Hours | None = None
    holidays: tuple[date, ...] = ()
    targets: Targets = Targets()
    automated_patterns: tuple[Pattern, ...] = ()
    events: tuple[Event, ...] = ()
    topics: dict[str, tuple[str, ...]] = {}


class Source(_Strict):
    """One place to fetch from."""

    name: str
    kind: Literal["rss", "hackernews"]
    url: Address | None = None
    base_url: Address | None = None
    brands: tuple[str, ...] = ()
    terms: tuple[Name, ...] = ()
    every_minutes: int = Field(default=30, ge=1, le=7 * 24 * 60)
    max_items: int = Field(default=2000, ge=1, le=100_000)
    rejected_share_limit: float = Field(default=0.1, ge=0, le=1)
    language: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "rss" and self.url is None:
            raise ValueError('an rss source needs url = "https://…"')
        return self


class Cutoffs(_Strict):
    """Where a score becomes a class, and a wait or a crowd becomes a matter."""

    positive: float = Field(default=0.05, gt=0, le=1)
    negative: float = Field(default=-0.05, lt=0, ge=-1)
    never_answered_days: int = Field(default=7, ge=1)
    rejected_share: float = Field(default=0.1, ge=0, le=1)
    viral_multiple: float = Field(default=20, gt=1)
    alert_level: float = Field(
        default_factory=lambda: alert_kinds()["viral"].default_level, ge=1, le=100
    )


class HealthWeights(_Strict):
    """What each component weighs in brand health; only their proportion matters."""

    net_sentiment: float = Field(default=30, ge=0)
    complaint_rate: float = Field(default=20, ge=0)
    answered_in_target: float = Field(default=25, ge=0)
    silence: float = Field(default=15, ge=0)
    viral_risk: float = Field(default=10, ge=0)


def _alert_kind(text: str) -> str:
    if text not in alert_kinds():
        raise ValueError(f"is no kind of alert; use one of {', '.join(alert_kinds())}")
    return text


AlertKindName = Annotated[str, AfterValidator(_alert_kind)]


class Alert(_Strict):
    """A rule that tells people something, judged by `earshot alerts` and after every pass.

    Attributes:
        name: how people and the ledger call it.
        brand: key of the brand that it watches.
        kind: what it watches, one of sql/views/alert_kinds.sql.
        level: on the scale of its kind.
    """

    name: str = Field(min_length=1, max_length=80)
    brand: str
    kind: AlertKindName
    level: float

    @model_validator(mode="after")
    def _level_of_its_kind(self) -> Self:
        known = alert_kinds()[self.kind]
        if not known.lowest_level <= self.level <= known.highest_level:
            raise ValueError(
                f"{self.name!r}: the level of a {self.kind} alert is {known.lowest_level:g} to "
                f"{known.highest_level:g}, not {self.level:g}"
            )
        return self


class Config(_Strict):
    """The whole of earshot.toml."""

    brands: dict[str, Brand] = {}
    sources: dict[str, Source] = {}
    cutoffs: Cutoffs = Field(default_factory=Cutoffs)
    health: HealthWeights = HealthWeights()
    alerts: tuple[Alert, ...] = ()

    @model_validator(mode="after")
    def _known_alerts(self) -> Self:
        names = [alert.name for alert in self.alerts]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"alerts: {', '.join(twice)}: every rule needs a name of its own")
        for alert in self.alerts:
            if alert.brand not in self.brands:
                raise ValueError(
                    f"alerts: {alert.name!r} watches {alert.brand!r}, which is no brand of this "
                    f"file; there are {', '.join(self.brands) or 'none'}"
                )
        return self

    @model_validator(mode="after")
    def _known_brands(self) -> Self:
        for source in self.sources.values():
            if unknown := [brand for brand in source.brands if brand not in self.brands]:
                raise ValueError(
                    f"sources.{source.name}.brands: {', '.join(unknown)} is no brand of this "
                    f"file; there are {', '.join(self.brands) or 'none'}"
                )
        return self


def load_config(path: Path) -> Config:
    """Read and check earshot.toml.

    Raises:
        ConfigError: the file is missing, is no TOML, or a key is wrong; every mistake is named.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; copy earshot.toml from the project") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    return parse_config(raw, str(path))


def parse_config(raw: dict[str, Any], place: str = "earshot.toml") -> Config:
    """Check a parsed earshot.toml; place is named in the errors.

    Raises:
        ConfigError: a key is wrong; every mistake is named.
    """
    problems = [*_secrets(raw, ())]
    for table, field in (("brands", "key"), ("sources", "name")):
        problems += _name_entries(raw, table, field)
    if not problems:
        try:
            return Config.model_validate(raw)
        except ValidationError as error:
            problems = [_sentence(detail) for detail in error.errors()]
    raise ConfigError(f"{place}:\n" + "\n".join(f"  {problem}" for problem in problems))


def _name_entries(raw: dict[str, Any], table: str, field: str) -> list[str]:
    entries = raw.get(table, {})
    if not isinstance(entries, dict) or not all(isinstance(e, dict) for e in entries.values()):
        return [f"{table}: write each entry as a table of its own, [{table}.some_key]"]
    raw[table] = {key: {field: key, "name": key, **entry} for key, entry in entries.items()}
    return [
        f"{table}.{key}: a key holds lower-case letters, digits, - and _ only"
        for key in entries
        if not KEY.fullmatch(key)
    ]


def _secrets(value: Any, path: tuple[str, ...]) -> list[str]:
    """Secrets belong in the environment: a file is copied, mailed and committed."""
    if not isinstance(value, dict):
        return []
    found = []
    for key, inner in value.items():
        if SECRET.search(key) and isinstance(inner, str):
            found.append(f"{'.'.join((*path, key))}: secrets are read from the environment only")
        found += _secrets(inner, (*path, key))
    return found


def _sentence(detail: Any) -> str:
    place = ".".join(str(part) for part in detail["loc"]) or "file"
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return f"{place}: unknown key"
    held = detail["input"]
    shown = f"{held!r} " if isinstance(held, str | int | float | bool) else ""
    return message if not detail["loc"] else f"{place}: {shown}{message[0].lower()}{message[1:]}"

"""A brand, its hours and its promises, as earshot.toml tells them."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from ingest.hours import WEEKDAYS, HourSpan, parse_span, time_zone


def _handle(text: str) -> str:
    return text.strip().removeprefix("@")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    return text


def _spans(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Handle = Annotated[str, AfterValidator(_handle), Field(min_length=1)]
Name = Annotated[str, Field(min_length=2)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Zone = Annotated[str, AfterValidator(time_zone)]
Span = Annotated[str, AfterValidator(lambda text: str(parse_span(text)))]
Day = Annotated[tuple[Span, ...], BeforeValidator(_spans)]


class Strict(BaseModel):
    """A table of earshot.toml: a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(Strict):
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


class Targets(Strict):
    """What the brand promises; clock says whether nights and weekends count."""

    first_reply_minutes: float = Field(default=60, gt=0)
    clock: Literal["calendar", "business"] = "calendar"


class Event(Strict):
    """A campaign, release or incident, drawn beside the figures."""

    date: date
    label: str


class Brand(Strict):
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

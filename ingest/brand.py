"""A brand, its hours and its promises, as earshot.toml tells them."""

import atexit
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

import duckdb
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from ingest.hours import DAY_MINUTES, WEEKDAYS, HourSpan, parse_span, time_zone
from ingest.reading.topics import needs_for

WEEK = len(WEEKDAYS) * DAY_MINUTES


def _handle(text: str) -> str:
    if not text.isprintable():
        raise ValueError("holds a character that nobody sees; write it again by hand")
    return text.strip().removeprefix("@")


@cache
def _re2() -> duckdb.DuckDBPyConnection:
    """One for the process: opening a database takes as long as two statements of a small run."""
    con = duckdb.connect(":memory:", config={"threads": 1})
    atexit.register(con.close)
    return con


@cache
def _pattern(text: str) -> str:
    """A pattern as the warehouse takes it: RE2, which never runs away, has no lookarounds."""
    with _re2().cursor() as con:
        try:
            found = con.execute("select regexp_matches('', ?)", [text]).fetchone()
        except duckdb.Error as error:
            told = str(error).partition("\n")[0]
            raise ValueError(f"is not a regular expression (RE2): {told}") from error
    if found and found[0]:
        raise ValueError("matches every text, so no reply of the brand would ever count")
    return text


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _spans(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Handle = Annotated[str, AfterValidator(_handle), Field(min_length=1)]
Label = Annotated[str, BeforeValidator(_trimmed), Field(min_length=1)]
Name = Annotated[str, BeforeValidator(_trimmed), Field(min_length=2)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Zone = Annotated[str, AfterValidator(time_zone)]
Span = Annotated[str, AfterValidator(lambda text: str(parse_span(text)))]
Day = Annotated[tuple[Span, ...], BeforeValidator(_spans)]


class Strict(BaseModel):
    """A table of earshot.toml: a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


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

    @model_validator(mode="after")
    def _apart(self) -> Self:
        opened = sorted(_minutes(day, span) for day, span in self.spans())
        # The week goes round: what begins on Sunday night may reach into Monday.
        round_again = [(start + WEEK, end + WEEK) for start, end in opened[:1]]
        for (_, ends), (starts, _) in pairwise([*opened, *round_again]):
            if starts < ends:
                day = WEEKDAYS[starts // DAY_MINUTES % len(WEEKDAYS)]
                raise ValueError(f"two spans overlap on {day}; write them as one")
        return self


def _minutes(day: int, span: HourSpan) -> tuple[int, int]:
    """Begin and end in minutes of the week; an end on the next day lies behind the day."""
    ends = span.end if span.end > span.start else span.end + DAY_MINUTES
    return day * DAY_MINUTES + span.start, day * DAY_MINUTES + ends


class Targets(Strict):
    """What the brand promises; clock says whether nights and weekends count."""

    first_reply_minutes: float = Field(default=60, gt=0, le=366 * DAY_MINUTES)
    clock: Literal["calendar", "business"] = "calendar"


class PersonHour(Strict):
    """What an hour of one person at the desk costs; without it only hours are shown."""

    cost: float = Field(gt=0, le=100_000)
    currency: str = Field(min_length=1, max_length=8)


class Event(Strict):
    """A campaign, release or incident, drawn beside the figures."""

    date: date
    label: Label


class Brand(Strict):
    """One brand to listen for, the user's own or a competitor's."""

    key: str
    name: Label
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
    person_hour: PersonHour | None = None
    automated_patterns: tuple[Pattern, ...] = ()
    events: tuple[Event, ...] = ()
    topics: dict[Label, tuple[Label, ...]] = {}
    needs: dict[str, tuple[str, ...]] = {}
    details: dict[str, Pattern] = {}

    @model_validator(mode="after")
    def _details_known(self) -> Self:
        needs_for(self.needs, self.details)
        return self

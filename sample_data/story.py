"""When things happen: scenes hang on weekdays, counted back from the week the story ends in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
DAYS = 120
MINUTE, HOUR, DAY = 60, 3600, 86400
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

# weeks before the Monday of the last week, weekday, local time
SCENES: dict[str, tuple[int, int, str]] = {
    "sale": (14, THU, "07:00"),
    "release": (13, TUE, "09:00"),
    "strike": (11, WED, "05:00"),
    "help_page": (10, MON, "09:00"),
    "storm": (9, SAT, "13:00"),
    "billing": (8, TUE, "08:50"),
    "statement": (8, WED, "15:10"),
    "repaid": (7, MON, "10:30"),
    "outage": (6, TUE, "03:00"),
    "outage_end": (6, THU, "03:00"),
    "copying": (5, MON, "08:00"),
    "claim": (5, WED, "17:20"),
    "copying_end": (4, THU, "20:00"),
    "video": (3, THU, "19:40"),
    "picked_up": (3, SAT, "20:10"),
    "press": (2, MON, "06:30"),
    "answer": (2, MON, "11:20"),
    "routes": (1, TUE, "08:00"),
    "points": (1, THU, "10:00"),
}
LABELS = {
    "sale": "Summer sale",
    "release": "App 5.0",
    "help_page": "Help page on cabin bags",
    "billing": "New payment partner",
    "repaid": "Double charges repaid",
    "copying": "Outside call centre takes over",
    "video": "Torvelline video",
    "routes": "Autumn routes announced",
}


@dataclass(frozen=True, slots=True)
class Story:
    """The story's clock; times are whole seconds since 1970, UTC."""

    end: int

    @classmethod
    def until(cls, now: datetime) -> "Story":
        """A story that ends at the full minute before now, which must be aware."""
        if now.tzinfo is None:
            raise ValueError(f"{now} has no time zone")
        return cls(int(now.timestamp()) // MINUTE * MINUTE)

    @property
    def start(self) -> int:
        """120 days before the end."""
        return self.end - DAYS * DAY

    def __getitem__(self, scene: str) -> int:
        return _moment(self.end, scene)

    def within(self, at: int, first: str, last: str) -> bool:
        """Whether a moment lies between two scenes."""
        return self[first] <= at < self[last]

    def events(self) -> list[tuple[date, str]]:
        """Campaigns, releases and incidents, oldest first, as local dates."""
        return sorted((local(self[scene]).date(), label) for scene, label in LABELS.items())


@cache
def _moment(end: int, scene: str) -> int:
    weeks, weekday, clock = SCENES[scene]
    last = local(end).date()
    monday = last - timedelta(days=last.weekday(), weeks=weeks)
    hour, minute = map(int, clock.split(":"))
    day = monday + timedelta(days=weekday)
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).timestamp())


def local(at: int) -> datetime:
    """The moment on the brand's own clock."""
    return datetime.fromtimestamp(at, ZONE)


def stamp(at: int) -> str:
    """ISO 8601 in UTC, as exports write it."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""The story's earshot.toml: three brands, hours, holidays, and the dates that mattered."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sample_data.brands import BRANDS, Brand
from sample_data.story import Story, local
from sample_data.teams import OPEN_HOURS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HEAD = """\
# Invented: no brand, person or post of this story exists.
# Written by sample_data/generate.py; an example of your own stands in earshot.toml at the top.
"""
OWN = {
    "products": ["Skyfold"],
    "exclude": ["Tavornay Street", "Port Tavornay"],
    "automated_patterns": ["We have received your message", r"Your case number is [A-Z]{3}\d{3}"],
}
TOPICS = {
    "baggage": ["bag", "bags", "baggage", "luggage", "suitcase*", "belt", "tracing"],
    "delay_or_cancellation": ["delay*", "late", "cancel*", "on time", "tarmac", "rebook*"],
    "check_in_and_app": ["app", "check-in", "check in", "boarding pass*", "website", "seat map"],
    "cabin": ["seat", "seats", "legroom", "crew", "steward", "toilet", "wifi", "coffee", "meal"],
    "instruments": ["torvelline", "instrument*", "guitar", "cello", "violin", "song"],
    "assistance": ["assistance", "wheelchair*"],
}
NEEDS = {
    "baggage": ["booking code", "flight"],
    "delay_or_cancellation": ["booking code", "flight"],
    "check_in_and_app": ["booking code", "version", "error code"],
    "assistance": ["booking code", "flight"],
    "instruments": ["booking code", "flight"],
}
PRODUCTS = {"brindlewing": ["Featherclub"], "osterlune": ["Moonrow"]}

ALERTS = (
    ("Complaints pile up", "spike", 3),
    ("A post runs away", "viral", 70),
    ("A loud silence", "silence", 2_000_000),
    ("Health below 40", "health", 40),
)


def configuration(story: Story) -> str:
    """The text of earshot.toml for a story."""
    brands = "".join("\n" + "\n".join(_brand(story, brand)) + "\n" for brand in BRANDS.values())
    return HEAD + brands + "".join(_alert(*rule) for rule in ALERTS)


def _alert(name: str, kind: str, level: int) -> str:
    return f'\n[[alerts]]\nname = "{name}"\nbrand = "tavornay"\nkind = "{kind}"\nlevel = {level}\n'


def _brand(story: Story, brand: Brand) -> Iterator[str]:
    is_own = brand.key == "tavornay"
    yield f"[brands.{brand.key}]"
    yield f'name = "{brand.name}"'
    yield f'role = "{"own" if is_own else "competitor"}"'
    yield f"names = {_listed([brand.name, brand.name + ' Air'])}"
    yield f"nicknames = {_listed(brand.nicknames)}"
    yield f"handles = {_listed(brand.handles)}"
    yield f"own_accounts = {_listed(brand.handles)}"
    extra = OWN if is_own else {"products": PRODUCTS[brand.key]}
    yield from (f"{key} = {_listed(values)}" for key, values in extra.items())
    yield 'time_zone = "Europe/London"'
    if is_own:
        yield f"holidays = {_listed(str(day) for day in _holidays(story))}"
        yield from _promises()
        yield from _events(story, brand)
    yield f"\n[brands.{brand.key}.topics]"
    yield from (f"{topic} = {_listed(words)}" for topic, words in TOPICS.items())
    yield f"\n[brands.{brand.key}.needs]"
    yield from (f"{topic} = {_listed(details)}" for topic, details in NEEDS.items())
    yield f"\n[brands.{brand.key}.details]"
    yield f"flight = '\\b{brand.code} ?\\d{{3}}\\b'"
    yield f"\"booking code\" = '{_booking(brand.code)}'"


def _booking(code: str) -> str:
    """Three letters and three digits, which flights of the brand are too: those are none."""
    one, two, three = list(code.lower())
    other = r"[^\W\d_{}]"
    letters = "|".join(
        (
            other.format(one) + "[a-z]{2}",
            one + other.format(two) + "[a-z]",
            one + two + other.format(three),
        )
    )
    return rf"\b(?:{letters})\d{{3}}\b"


def _promises() -> Iterator[str]:
    yield "\n[brands.tavornay.hours]"
    for weekday, (opens, closes) in OPEN_HOURS.items():
        yield f'{WEEKDAYS[weekday]} = ["{opens:02}:00-{closes:02}:00"]'
    yield "\n[brands.tavornay.targets]"
    yield 'first_reply_minutes = 60\nclock = "business"'


def _events(story: Story, brand: Brand) -> Iterator[str]:
    for day, label in story.events():
        yield f"\n[[brands.{brand.key}.events]]"
        yield f'date = "{day}"\nlabel = "{label}"'


def _holidays(story: Story) -> list[date]:
    """Days on which nobody answers: Christmas, New Year, the last Monday of May and of August."""
    last = local(story.end).year
    days = []
    for year in range(local(story.start).year, last + 1):
        days += [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
        for month in (5, 8):
            end = date(year, month, 31)
            days.append(end - timedelta(days=end.weekday()))
    return sorted(days)


def _listed(values: Iterable[str]) -> str:
    """A TOML array of literal strings, so that patterns need no escapes."""
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"

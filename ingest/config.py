"""The tables of earshot.toml, each with what it allows; config_file.py reads them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ingest.backups.options import Backup
from ingest.brand import Brand, Label, Span, Strict, Zone
from ingest.reading.scorers.options import ScorerOptions
from ingest.sources.options import Source
from ingest.web.config_text import Address, Channel, Secret
from sql.alert_kinds import alert_kinds
from wording.said import ENGLISH, LANGUAGES

ACCOUNTS = ("handles", "own_accounts")
NAMES = ("name", "names", "nicknames")


class Cutoffs(Strict):
    """Where a score becomes a class, and a wait or a crowd becomes a matter."""

    positive: float = Field(default=0.05, gt=0, le=1)
    negative: float = Field(default=-0.05, lt=0, ge=-1)
    never_answered_days: int = Field(default=7, ge=1)
    rejected_share: float = Field(default=0.1, ge=0, le=1)
    viral_quantile: float = Field(default=0.99, ge=0.5, lt=1)
    viral_floor: float = Field(default=10_000, ge=1)
    alert_level: float = Field(
        default_factory=lambda: alert_kinds()["viral"].default_level, ge=1, le=100
    )


class HealthWeights(Strict):
    """What each component weighs in brand health; only their proportion matters."""

    net_sentiment: float = Field(default=30, ge=0)
    complaint_rate: float = Field(default=20, ge=0)
    answered_in_target: float = Field(default=25, ge=0)
    silence: float = Field(default=15, ge=0)
    viral_risk: float = Field(default=10, ge=0)

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if not sum(self.model_dump().values()):
            raise ValueError("all weights are 0; one of them has to weigh something")
        return self


class Retention(Strict):
    """How long words and authors are kept, in months; counts are kept for ever.

    Attributes:
        months: of every source; None keeps everything.
        sources: of single sources, 0 keeps everything; files are sources too.
    """

    months: int | None = Field(default=None, ge=1, le=1200)
    sources: dict[str, Annotated[int, Field(ge=0, le=1200)]] = Field(default_factory=dict)

    @property
    def is_limited(self) -> bool:
        """Whether anything ever goes."""
        return self.months is not None or any(self.sources.values())

    def months_of(self, source: str) -> int | None:
        """How long words of a source are kept; None is for ever."""
        return self.sources.get(source, self.months) or None


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _clock(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError('is no time of the day; write "08:00"')
    return text


def _alert_kind(text: str) -> str:
    if text not in alert_kinds():
        raise ValueError(f"is no kind of alert; use one of {', '.join(alert_kinds())}")
    return text


AlertKindName = Annotated[str, AfterValidator(_alert_kind)]


class Alert(Strict):
    """A rule that tells people something, evaluated by `earshot alerts` and after every pass.

    Attributes:
        name: how people and the ledger call it.
        brand: key of the brand that it watches.
        kind: what it watches, one of sql/views/alert_kinds.sql.
        level: on the scale of its kind.
        tell: keys of the people who are told at once.
        cool_down_minutes: so long after one message the next waits, and what comes is one message.
        critical_level: from here on nobody's quiet hours hold it back; None: as its kind has it.
        escalate_to: keys of the people who are told if nobody takes it.
        escalate_minutes: so long after the first message.
    """

    name: Annotated[Label, Field(max_length=80)]
    brand: str
    kind: AlertKindName
    level: float
    tell: tuple[str, ...] = ()
    cool_down_minutes: int = Field(default=60, ge=0, le=7 * 24 * 60)
    critical_level: float | None = None
    escalate_to: tuple[str, ...] = ()
    escalate_minutes: int = Field(default=30, ge=1, le=7 * 24 * 60)

    @model_validator(mode="after")
    def _level_of_its_kind(self) -> Self:
        known = alert_kinds()[self.kind]
        if not known.lowest_level <= self.level <= known.highest_level:
            raise ValueError(
                f"{self.name!r}: the level of a {self.kind} alert is {known.lowest_level:g} to "
                f"{known.highest_level:g}, not {self.level:g}"
            )
        return self


class Grant(Strict):
    """What somebody may.

    Attributes:
        who: e-mail addresses or subjects of people, or values of the claim, such as groups.
        role: viewer looks; analyst corrects, too; lead makes rules and takes alerts, too; admin
            sets up, loads, erases and reads the audit log, too.
        brands: keys of the brands that they may see; empty is all.
    """

    who: Annotated[tuple[Label, ...], BeforeValidator(_listed), Field(min_length=1)]
    role: Literal["viewer", "analyst", "lead", "admin"]
    brands: tuple[str, ...] = ()


class Access(Strict):
    """Who may open the dashboard: whom an OpenID provider knows, or whom a proxy names.

    Attributes:
        provider: address of the provider's metadata, …/.well-known/openid-configuration.
        client_id: of Earshot at the provider; a token for somebody else is not taken.
        client_secret: the variable that holds it.
        cookie_secret: the variable that holds what sessions are signed with.
        claim: whose values `who` of a grant may name, beside addresses.
        session_hours: after so long people log in again, so that a role that ended ends here.
        trusted_header: in the place of a provider, the header in which a proxy names the reader.
        trusted_proxies: addresses from which that header is believed.
        grants: of several that fit the highest role counts, and the brands of all of them.
        responders: whose row viewers and analysts see in figures by who answered: all, or own,
            their own alone; leads and admins see all.
        signatures: under what people answer, signatures or accounts as those figures name them, by
            the address, subject or proxy's name of the person; of [assistants.NAME] by NAME.
    """

    provider: Address | None = None
    client_id: str = ""
    client_secret: Secret | None = None
    cookie_secret: Secret | None = None
    claim: str = "groups"
    session_hours: float = Field(default=12, gt=0, le=24 * 30)
    trusted_header: str | None = None
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    grants: tuple[Grant, ...] = ()
    responders: Literal["all", "own"] = "all"
    signatures: dict[Label, Annotated[tuple[Label, ...], BeforeValidator(_listed)]] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.provider is None) == (self.trusted_header is None):
            raise ValueError("write provider, or trusted_header for a proxy that logs people in")
        needed = {
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "cookie_secret": self.cookie_secret,
        }
        missing = [key for key, value in needed.items() if not value]
        if self.provider is not None and missing:
            raise ValueError(f"a provider needs {', '.join(missing)}, too")
        if not self.grants:
            raise ValueError("nobody may enter: write [[access.grants]] with who and role")
        if self.signatures and self.responders != "own":
            raise ValueError('signatures are read with responders = "own" only: write that, too')
        return self


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"is none of {', '.join(LANGUAGES)}")
    return code


Language = Annotated[str, AfterValidator(_language)]


class Digest(Strict):
    """A digest that people get by itself.

    Attributes:
        audience: written `for`: who reads it.
        brand: key of the brand.
        tell: keys of the people who get it.
        every: day: about the day before; week: on Mondays, about the seven days up to then.
        at: hour and minute, in the brand's time zone.
        when: clock; alert: when an alert of the brand is given instead, once an hour at most.
    """

    audience: Literal["executive", "marketing", "support"] = Field(alias="for")
    brand: str
    tell: Annotated[tuple[str, ...], Field(min_length=1)]
    every: Literal["day", "week"] = "week"
    at: Annotated[str, AfterValidator(_clock)] = "08:00"
    when: Literal["clock", "alert"] = "clock"


class Person(Strict):
    """Somebody who is told things.

    Attributes:
        to: where, each an address of Apprise (https://appriseit.com/services/).
        quiet: hours of the day in which only what is critical is told; None: never quiet.
        time_zone: of the quiet hours.
        brands: keys of those that this person may be told about; empty is all.
        language: in which this person is told things; None: that of the whole file.
    """

    to: Annotated[tuple[Channel, ...], BeforeValidator(_listed), Field(min_length=1)]
    quiet: Span | None = None
    time_zone: Zone = "UTC"
    brands: tuple[str, ...] = ()
    language: Language | None = None


class Dashboard(Strict):
    """The dashboard as people reach it.

    Attributes:
        url: what links in messages begin with.
    """

    url: Address = Address("http://127.0.0.1:8501")


class Assistant(Strict):
    """Somebody who may ask `earshot mcp` by HTTP.

    Attributes:
        token: the environment variable that holds what it shows, written ${NAME}.
        brands: keys of those that it may see; empty is all.
    """

    token: Secret
    brands: tuple[str, ...] = ()


class Network(Strict):
    """What all sources may do on the network.

    Attributes:
        allow_private: hosts in the own network that sources may ask, or true for all of them;
            a source that says something itself is asked by its own word.
    """

    allow_private: bool | tuple[str, ...] = False


class Config(Strict):
    """The whole of earshot.toml.

    Attributes:
        language: in which digests, alerts and briefs are written for whoever of people says none.
    """

    language: Language = ENGLISH
    brands: dict[str, Brand] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)
    cutoffs: Cutoffs = Field(default_factory=Cutoffs)
    health: HealthWeights = HealthWeights()
    retention: Retention = Retention()
    backup: Backup | None = None
    alerts: tuple[Alert, ...] = ()
    digests: tuple[Digest, ...] = ()
    people: dict[str, Person] = Field(default_factory=dict)
    dashboard: Dashboard = Dashboard()
    access: Access | None = None
    network: Network = Network()
    assistants: dict[str, Assistant] = Field(default_factory=dict)
    # None where no file was read: the scorer stays whoever it was.
    scorer: ScorerOptions | None = None

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
            told = (*alert.tell, *alert.escalate_to)
            if unknown := [name for name in told if name not in self.people]:
                raise ValueError(
                    f"alerts: {alert.name!r} tells {', '.join(unknown)}, who is nobody of [people] "
                    f"in this file; there are {', '.join(self.people) or 'none'}"
                )
        return self

    @model_validator(mode="after")
    def _known_digests(self) -> Self:
        for one in self.digests:
            if one.brand not in self.brands:
                raise ValueError(
                    f"digests: {one.brand!r} is no brand of this file; there are "
                    f"{', '.join(self.brands) or 'none'}"
                )
            if unknown := [name for name in one.tell if name not in self.people]:
                raise ValueError(
                    f"digests: {', '.join(unknown)} is nobody of [people] in this file; there are "
                    f"{', '.join(self.people) or 'none'}"
                )
        return self

    @model_validator(mode="after")
    def _told_brands(self) -> Self:
        """Nobody is told about a brand that is not theirs."""
        told = [(one.brand, name) for one in self.digests for name in one.tell]
        told += [(one.brand, name) for one in self.alerts for name in (*one.tell, *one.escalate_to)]
        for brand, name in told:
            brands = self.people[name].brands
            if brands and brand not in brands:
                raise ValueError(
                    f"people.{name} may be told about {', '.join(brands)} only, and an alert or a "
                    f"digest would tell of {brand}"
                )
        return self

    @model_validator(mode="after")
    def _one_brand_each(self) -> Self:
        """Each account and each name means one brand, or a mention of it would mean two."""
        for what, fields in (("account", ACCOUNTS), ("name", NAMES)):
            meant: dict[str, str] = {}
            for key, brand in self.brands.items():
                for text in {one.casefold() for one in _texts(brand, fields)}:
                    if meant.setdefault(text, key) != key:
                        raise ValueError(
                            f"brands.{key}: the {what} {text!r} means brands.{meant[text]} "
                            f"already; give it to one of them"
                        )
        return self

    @model_validator(mode="after")
    def _known_brands(self) -> Self:
        named = {f"sources.{name}": one.brands for name, one in self.sources.items()}
        for grant in self.access.grants if self.access else ():
            named[f"access.grants, {grant.who[0]}"] = grant.brands
        named |= {f"assistants.{name}": one.brands for name, one in self.assistants.items()}
        for place, brands in named.items():
            if unknown := [brand for brand in brands if brand not in self.brands]:
                raise ValueError(
                    f"{place}.brands: {', '.join(unknown)} is no brand of this "
                    f"file; there are {', '.join(self.brands) or 'none'}"
                )
        return self


def _texts(brand: Brand, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        value = getattr(brand, field)
        yield from [value] if isinstance(value, str) else value

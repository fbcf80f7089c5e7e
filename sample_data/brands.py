"""The three invented airlines and the accounts they answer from."""

from dataclasses import dataclass

from sample_data.people import Author


@dataclass(frozen=True, slots=True)
class Brand:
    """One airline; accounts go from the most public to the help desk."""

    key: str
    name: str
    nicknames: tuple[str, ...]
    code: str
    club: str
    rivals: tuple[str, ...]
    accounts: tuple[Author, ...]
    agents: tuple[str, ...]
    signature: str = " ^{agent}"

    @property
    def handles(self) -> list[str]:
        """The handles of its accounts, without @."""
        return [account.handle for account in self.accounts]

    @property
    def voice(self) -> Author:
        """The account for the public."""
        return self.accounts[0]

    @property
    def care(self) -> Author:
        """The account that helps."""
        return self.accounts[1]

    def is_named_in(self, text: str) -> bool:
        """Whether the text holds one of its names, nicknames or handles."""
        held = text.lower()
        words = (self.name, *self.nicknames, *(f"@{handle}" for handle in self.handles))
        return any(word.lower() in held for word in words)


def _account(handle: str, name: str, followers: int, *, is_bot: bool = False) -> Author:
    return Author(f"brand-{handle}", handle, name, followers, is_bot)


TAVORNAY = Brand(
    "tavornay",
    "Tavornay",
    ("Tavornever", "Tavvy"),
    "TVN",
    "Skyfold",
    ("Brindlewing", "Osterlune"),
    (
        _account("tavornay", "Tavornay", 418_000),
        _account("tavornaycare", "Tavornay Care", 96_400),
        _account("tavornaybot", "Tavornay Assistant", 1_240, is_bot=True),
    ),
    ("AB", "KM", "JO", "RS", "TL", "DW"),
)
BRINDLEWING = Brand(
    "brindlewing",
    "Brindlewing",
    ("Brindlewait",),
    "BRW",
    "Featherclub",
    ("Tavornay", "Osterlune"),
    (
        _account("brindlewing", "Brindlewing", 655_000),
        _account("brindlewinghelp", "Brindlewing Help", 120_500),
    ),
    ("Tom", "Ines", "Farah", "Gus"),
    " *{agent}",
)
OSTERLUNE = Brand(
    "osterlune",
    "Osterlune",
    ("Osterlater",),
    "OLU",
    "Moonrow",
    ("Tavornay", "Brindlewing"),
    (
        _account("osterlune", "Osterlune", 143_000),
        _account("askosterlune", "Ask Osterlune", 22_700),
    ),
    ("",),
    "",
)
BRANDS = {brand.key: brand for brand in (TAVORNAY, BRINDLEWING, OSTERLUNE)}
OUTSIDE_AGENTS = ("QZ", "QL", "QV")  # the call centre of the copy-paste weeks
PUBLIC_AGENTS = ("Anna", "Joel")  # who signs for the public account
REVIEW_AGENTS = ("Priya", "Marek")  # who answers reviews

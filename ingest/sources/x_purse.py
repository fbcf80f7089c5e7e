"""What X charges, against what may be spent: counted before asking, settled by what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.sources.x_options import Options, mills
from ingest.web.asking import Api
from ingest.web.budgets import Budget, BudgetSpent
from ingest.web.client import Client

# What is held is read again only while more than this share of both budgets is left: the rest is
# for what is new.
SPARE = 4  # a fourth


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """The budgets of one source; prices are in thousandths of a dollar."""

    client: Client
    api: Api
    source: Options

    @property
    def posts(self) -> Budget:
        """Posts of a month."""
        name = f"{self.source.name}: posts"
        return Budget(name, "posts", self.source.posts_per_month, "month")

    @property
    def money(self) -> Budget:
        """Money of a month."""
        amount = mills(self.source.dollars_per_month)
        return Budget(f"{self.source.name}: money", "thousandths of a US dollar", amount, "month")

    def affordable(self, price: int, most: int) -> int:
        """How many posts may still be asked for at a price, no more than most."""
        posts, money = (self.client.left(self.api, one) for one in (self.posts, self.money))
        return min(most, posts, money // price if price else most)

    def is_spare(self) -> bool:
        """Whether there is enough left to read again what is held."""
        return all(
            self.client.left(self.api, one) * SPARE > one.amount for one in (self.posts, self.money)
        )

    def reserve(self, count: int, price: int) -> None:
        """Count posts as paid for, before they are asked for.

        Raises:
            BudgetSpent: there is not enough left of one budget; nothing is counted then.
        """
        self.client.spend(self.api, self.posts, count)
        try:
            self.client.spend(self.api, self.money, count * price)
        except BudgetSpent:
            self.client.give_back(self.api, self.posts, count)
            raise

    def settle(self, count: int, price: int, came: Sequence[str]) -> None:
        """Give back what was reserved and did not come, or came today already: X charges once."""
        back = count - len(self.client.first_today(self.api, self.posts.name, came))
        self.client.give_back(self.api, self.posts, back)
        self.client.give_back(self.api, self.money, back * price)

    def reserve_authors(self, count: int) -> None:
        """Count authors as paid for, before they are asked for.

        Raises:
            BudgetSpent: there is not enough money left.
        """
        self.client.spend(self.api, self.money, count * mills(self.source.dollars_per_author))

    def settle_authors(self, count: int, came: Sequence[str]) -> None:
        """Give back what did not come, or came today already."""
        name = f"{self.source.name}: authors"
        back = count - len(self.client.first_today(self.api, name, came))
        self.client.give_back(self.api, self.money, back * mills(self.source.dollars_per_author))

"""Replies by machines: a bot at night, one stock text in the crisis, case numbers by day."""

from sample_data.brands import TAVORNAY
from sample_data.people import Author
from sample_data.rows import Row
from sample_data.story import DAY
from sample_data.teams import is_open
from sample_data.town import Town

BOT = TAVORNAY.accounts[2]


def answer_automatically(town: Town, row: Row, at: int) -> None:
    """Let a machine of the own brand answer a customer's post, or not."""
    if row.of != TAVORNAY.key:
        return
    crisis, luck = town.story["billing"], town.dice.random()
    if crisis < at < crisis + 3 * DAY and luck < 0.4:
        _send(town, row, at + town.dice.randint(2, 4), TAVORNAY.care, "auto_crisis")
    elif not is_open(at) and luck < 0.6:
        _send(town, row, at + town.dice.randint(2, 5), BOT, "auto_bot")
    elif is_open(at) and luck < 0.05:
        _send(town, row, at + town.dice.randint(50, 110), TAVORNAY.care, "auto_case")


def _send(town: Town, row: Row, when: int, account: Author, heading: str) -> None:
    text = f"@{row.author.handle} {town.wording.say(heading, row.known)}"
    more = {"of": row.of, "kind": "reply", "outbound": True, "parent": row}
    town.at(when, lambda at: town.write("chirp", at, account, text, **more))

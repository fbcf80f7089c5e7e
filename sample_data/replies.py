"""What a brand answers: helpful, a hand-off to private messages, or one of four stock texts."""

from sample_data.brands import Brand
from sample_data.desk import Ticket
from sample_data.phrases import sentences
from sample_data.teams import Team
from sample_data.town import Town

SAME_AS = {"storm": "delay", "strike": "cancel", "points": "hold", "release": "app"}


def quality_of(town: Town, brand: Brand, ticket: Ticket, at: int) -> str:
    """How good an answer will be: helpful, handoff, or generic in the copy-paste weeks."""
    luck = town.dice.random()
    if brand.key == "tavornay" and town.story.within(at, "copying", "copying_end"):
        return "helpful" if ticket.mood == "thanks" else "generic" if luck < 0.9 else "handoff"
    if ticket.mood not in ("complaint", "viral"):
        return "helpful"
    return "handoff" if luck < 0.13 else "generic" if luck < 0.16 else "helpful"


def reply_text(
    town: Town, brand: Brand, ticket: Ticket, team: Team, *, quality: str, agent: str
) -> str:
    """The whole reply with greeting, handle where the source has them, and signature."""
    row = ticket.first
    known = {**row.known, "first": row.author.name.split()[0]}
    text = _body(town, brand, ticket, quality, known)
    signature = team.signature.format(agent=agent) if town.dice.random() < 0.95 else ""
    handle = f"@{row.author.handle} " if row.source == "chirp" else ""
    return handle + text + signature


def _body(town: Town, brand: Brand, ticket: Ticket, quality: str, known: dict[str, str]) -> str:
    say = town.wording.say
    if quality == "generic":
        text = say("generic", known)
    elif ticket.first.kind == "review":
        known["r_any"] = say(_answer(town, ticket), known)
        is_app = ticket.first.source == "appshelf" and ticket.mood == "complaint"
        text = say("company_app" if is_app else "company", known)
    elif quality == "handoff":
        text = f"{say('hello', known)} {say('handoff', known)}"
    else:
        parts = _helpful(town, ticket)
        text = " ".join(town.wording.phrases.fill(part, town.dice, known) for part in parts)
    return sentences(text).replace("tavornay.example", f"{brand.key}.example")


def _helpful(town: Town, ticket: Ticket) -> list[str]:
    dice = town.dice
    if ticket.mood == "thanks":
        return ["r_thanks"]
    parts = ["hello"] if dice.random() < 0.8 else []
    parts += ["pity"] if ticket.mood == "complaint" and dice.random() < 0.7 else []
    parts += [_answer(town, ticket)]
    return parts + (["close"] if ticket.mood != "praise" and dice.random() < 0.4 else [])


def _answer(town: Town, ticket: Ticket) -> str:
    if ticket.mood == "question":
        return f"rq_{ticket.topic}"
    if ticket.mood in ("praise", "neutral"):
        return "r_praise"
    if ticket.mood == "mixed":
        return "r_mixed"
    topic = SAME_AS.get(ticket.topic, ticket.topic)
    return f"r_{topic}" if f"r_{topic}" in town.wording.phrases.lines else "r_hold"

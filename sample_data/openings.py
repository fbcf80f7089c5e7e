"""First posts: what an arrival becomes in a network, a forum, a review site or a newspaper."""

from collections.abc import Callable

from sample_data.arrivals import Arrival
from sample_data.brands import BRANDS, Brand
from sample_data.people import Author
from sample_data.rows import Row
from sample_data.town import Town

ADDRESSED = {"complaint": 0.66, "question": 0.9, "praise": 0.5, "neutral": 0.05, "viral": 0.12}
REPOSTS = {"billing": 0.14, "video": 0.36, "points": 0.1, "strike": 0.08}
NEAR_COPIES = 0.07
STARS = {"complaint": ((1, 2), (7, 3)), "mixed": ((3,), (1,)), "praise": ((4, 5), (4, 6))}
TONE = {"complaint": "bad", "mixed": "mid", "praise": "good"}
PAPERS = (
    Author("in-ledger", "harbourledger", "The Harbour Ledger"),
    Author("in-desk", "consumerdesk_tv", "Consumer Desk"),
    Author("in-northerly", "northerlynews", "Northerly News"),
    Author("in-wingspotter", "wingspotter", "Wingspotter Weekly"),
)


def open_post(town: Town, arrival: Arrival) -> Row:
    """Write the first post of an arrival."""
    writers: dict[str, Callable[[Town, Arrival, Brand], Row]] = {
        "gatelounge": _thread,
        "farestars": _review,
        "appshelf": _app_review,
        "inkwire": _article,
    }
    brand = BRANDS[arrival.brand]
    row = writers.get(arrival.source, _chirp)(town, arrival, brand)
    town.maybe_remove(row)
    return row


def _chirp(town: Town, arrival: Arrival, brand: Brand) -> Row:
    dice, author = town.dice, town.crowds["chirp"].somebody()
    carried = _carried(town, arrival)
    if carried and dice.random() < REPOSTS[arrival.scene]:
        return _repost(town, arrival, carried)
    known = town.wording.known(brand)
    if arrival.scene == "video" and arrival.topic == "v_quote" and dice.random() < 0.3:
        text = town.wording.styled(town.wording.say("v_reply", known), arrival.mood, author)
        return _write(town, arrival, author, text, known=known, kind="reply", parent=carried[0])
    text = _near_copy(town, arrival, known) or _spoken(town, arrival, brand, author, known)
    kind = "quote" if arrival.mood == "viral" and dice.random() < 0.5 else "post"
    return _write(town, arrival, author, text, known=known, kind=kind)


def _write(town: Town, arrival: Arrival, author: Author, text: str, **more: object) -> Row:
    return town.write(
        arrival.source,
        arrival.at,
        author,
        text,
        of=arrival.brand,
        mood=arrival.mood,
        topic=arrival.topic,
        scene=arrival.scene,
        **more,
    )


def _carried(town: Town, arrival: Arrival) -> list[Row]:
    """What this scene's reposts can carry: its posts so far, the first one most of all."""
    if arrival.scene not in REPOSTS:
        return []
    posts = town.scenes[arrival.scene, arrival.brand]
    return [row for row in posts if row.kind == "post" and not row.removed_at]


def _repost(town: Town, arrival: Arrival, posts: list[Row]) -> Row:
    among = [posts[0], *posts[1:15]]
    first = town.dice.choices(among, [20, *[1] * (len(among) - 1)])[0]
    text = f"RT @{first.author.handle}: {first.text}"
    author = town.crowds["chirp"].somebody()
    return _write(town, arrival, author, text, known=first.known, kind="repost")


def _near_copy(town: Town, arrival: Arrival, known: dict[str, str]) -> str:
    if arrival.topic != "double" or town.dice.random() > NEAR_COPIES:
        return ""
    emoji = town.wording.say("sadmoji", known) if town.dice.random() < 0.5 else ""
    return f"{town.wording.say('copy_double', known)} {emoji}".strip()


def _spoken(
    town: Town, arrival: Arrival, brand: Brand, author: Author, known: dict[str, str]
) -> str:
    wording, dice = town.wording, town.dice
    is_addressed = dice.random() < ADDRESSED[arrival.mood]
    handle = brand.voice.handle if arrival.mood == "praise" else brand.care.handle
    if is_addressed and dice.random() < 0.15:
        known["B"] = f"@{handle}"
    text = wording.opening(arrival.mood, arrival.topic, author, known)
    known["B"] = brand.name
    if is_addressed and "@" not in text:
        text = wording.addressed(text, handle)
    return wording.styled(wording.naming(text, brand), arrival.mood, author)


def _thread(town: Town, arrival: Arrival, brand: Brand) -> Row:
    author, known = town.crowds["gatelounge"].somebody(), town.wording.known(brand)
    text = town.wording.opening(arrival.mood, arrival.topic, author, known)
    text = f"{text} {town.wording.say('forum_end', known)}"
    return _write(
        town,
        arrival,
        author,
        text,
        title=town.wording.say("forum_title", known),
        known=known,
        kind="question" if arrival.mood == "question" else "post",
        replies=0,
        views=20 + int(town.dice.lognormvariate(4.6, 0.8)),
    )


def _review(town: Town, arrival: Arrival, brand: Brand) -> Row:
    author, known = town.crowds["farestars"].somebody(), town.wording.known(brand)
    if arrival.mood == "mixed":
        text = town.wording.say("mid", known)
    else:
        first = town.wording.opening(arrival.mood, arrival.topic, author, known)
        more = "effect" if arrival.mood == "complaint" else "p_more"
        text = f"{first} {town.wording.say(more, known)}"
    row = _write(town, arrival, author, text, known=known, kind="review")
    row.title = town.wording.say(f"title_{TONE[arrival.mood]}", known)
    row.rating = _stars(town, arrival.mood)
    return row


def _app_review(town: Town, arrival: Arrival, brand: Brand) -> Row:
    author, known = town.crowds["appshelf"].somebody(), town.wording.known(brand)
    tone = TONE[arrival.mood]
    text = town.wording.say(f"app_{tone}", known)
    if town.dice.random() < 0.5:
        text = f"{text} {town.wording.say(f'app_{tone}', known)}"
    text = town.wording.styled(text, arrival.mood, author)
    row = _write(town, arrival, author, text, known=known, kind="review")
    row.title = "" if tone == "mid" else town.wording.say(f"app_title_{tone}", known)
    row.rating = _stars(town, arrival.mood)
    return row


def _stars(town: Town, mood: str) -> int:
    stars, weights = STARS[mood]
    return town.dice.choices(stars, weights)[0]


def _article(town: Town, arrival: Arrival, brand: Brand) -> Row:
    known = town.wording.known(brand)
    heading = f"n_{arrival.topic}"
    line = town.wording.phrases.fill(heading, town.dice, known)
    title, text = line.split(" // ")
    paper = town.dice.choice(PAPERS)
    return _write(town, arrival, paper, text, title=title, known=known, kind="article")

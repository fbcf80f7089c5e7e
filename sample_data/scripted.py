"""The scripted parts: a broken torvelline, the brand's own posts, what grows at the end."""

from functools import partial

from sample_data.brands import BRANDS, TAVORNAY
from sample_data.people import Author
from sample_data.rows import Row
from sample_data.story import DAY, HOUR, MINUTE, local
from sample_data.town import Town

ILKA = Author("c-ilka", "ilkavenmoor", "Ilka Venmoor", 48_300)
PENGUIN = Author("c-penguin", "thelatepenguin", "The Late Penguin", 2_410_000)
PETRA = Author("c-petra", "rollwithpetra", "Petra Quorlin", 212_000)
NELO = Author("c-nelo", "nelo_tarnsley", "Nelo Tarnsley", 5_450)
LIVE_AGE = 280 * MINUTE
GLAD_AGE = 27 * HOUR
LIVE_POSTS = 74


def stage(town: Town) -> None:
    """Put everything scripted on the town's calendar."""
    story = town.story
    town.at(story["claim"], partial(_claim, town))
    town.at(story["video"], partial(_video, town))
    town.at(story["picked_up"], partial(_picked_up, town))
    for number, scene in enumerate(("statement", "repaid")):
        line = town.wording.phrases.lines["statement"][number]
        town.at(story[scene], partial(_announce, town, line))
    for brand in BRANDS.values():
        for day in range(story.start, story.end, DAY):
            if town.dice.random() < 0.75:
                town.at(day + town.dice.randrange(DAY), partial(_brand_post, town, brand.key))
    town.at(story.end - LIVE_AGE, partial(_live, town))
    town.at(story.end - GLAD_AGE, partial(_glad, town))


def _own(town: Town, author: Author, heading: str, mood: str, topic: str, at: int) -> Row:
    known = town.wording.known(TAVORNAY)
    text = town.wording.say(heading, known)
    return town.write("chirp", at, author, text, of="tavornay", mood=mood, topic=topic, known=known)


def _answer(town: Town, row: Row, account: Author, text: str, at: int) -> Row:
    return town.write(
        "chirp", at, account, text, of="tavornay", kind="reply", outbound=True, parent=row
    )


def _claim(town: Town, at: int) -> None:
    row = _own(town, ILKA, "early", "complaint", "instrument", at)
    known = {**row.known, "first": "Ilka"}
    stock = f"@{ILKA.handle} {town.wording.say('generic', known)} ^QL"

    def react(when: int) -> None:
        reply = _answer(town, row, TAVORNAY.care, stock, when)
        text = "That is a template. You broke a 95 year old torvelline and send me a template?"
        town.at(
            when + 42 * MINUTE,
            lambda later: town.write(
                "chirp",
                later,
                ILKA,
                f"@{TAVORNAY.care.handle} {text}",
                of="tavornay",
                kind="reply",
                mood="complaint",
                topic="instrument",
                parent=reply,
            ),
        )

    town.at(at + 11 * MINUTE, react)


def _video(town: Town, at: int) -> None:
    row = _own(town, ILKA, "first", "viral", "first", at)
    town.scenes["video", "tavornay"].insert(0, row)
    text = f"@{ILKA.handle} {town.wording.say('late_reply', row.known)}"
    town.at(town.story["answer"], partial(_answer, town, row, TAVORNAY.voice, text))


def _picked_up(town: Town, at: int) -> None:
    text = (
        "I have never wanted an apology from an airline so much. Watch to the last verse. "
        "Tavornay, that torvelline was a family. Your move."
    )
    row = town.write(
        "chirp", at, PENGUIN, text, of="tavornay", kind="quote", mood="viral", topic="picked_up"
    )
    town.scenes["video", "tavornay"].append(row)


def _announce(town: Town, text: str, at: int) -> None:
    town.write("chirp", at, TAVORNAY.voice, text, of="tavornay", outbound=True, topic="own")


def _brand_post(town: Town, key: str, at: int) -> None:
    if not 8 <= local(at).hour < 20:
        return
    brand = BRANDS[key]
    text = town.wording.say("brand_post", town.wording.known(brand))
    text = text.replace("tavornay.example", f"{key}.example")
    town.write("chirp", at, brand.voice, text, of=key, outbound=True, topic="own")


def _live(town: Town, at: int) -> None:
    row = _own(town, PETRA, "live_first", "complaint", "live_first", at)
    row.text = f"@{TAVORNAY.care.handle} {row.text}"
    row.brand = ""
    for _ in range(LIVE_POSTS):
        age = LIVE_AGE * town.dice.random() ** 0.6
        town.at(at + MINUTE + age, partial(_live_echo, town, row))


def _live_echo(town: Town, row: Row, at: int) -> None:
    author = town.crowds["chirp"].somebody()
    text = town.wording.styled(town.wording.say("live_quote", row.known), "viral", author)
    is_reply = town.dice.random() < 0.5
    town.write(
        "chirp",
        at,
        author,
        text,
        of="tavornay",
        kind="reply" if is_reply else "quote",
        mood="viral",
        topic="live_quote",
        parent=row if is_reply else None,
    )


def _glad(town: Town, at: int) -> None:
    row = _own(town, NELO, "live_glad", "praise", "live_glad", at)
    text = f"@{NELO.handle} This made our week. Tell her she can announce every landing! -Joel"
    town.at(at + 18 * MINUTE, partial(_answer, town, row, TAVORNAY.voice, text))

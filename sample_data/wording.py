"""What people write: sentences put together, addressed, and roughened by a personal style."""

from random import Random

from sample_data.brands import Brand
from sample_data.people import Author
from sample_data.phrases import Phrases, sentences

COMPLAINTS = (
    ("core",),
    ("core", "ask"),
    ("open", "core"),
    ("core", "effect"),
    ("open", "core", "effect"),
    ("core", "effect", "ask"),
    ("core", "bye"),
    ("open", "core", "effect", "bye"),
)
COMPLAINT_WEIGHTS = (18, 18, 14, 16, 9, 11, 8, 6)
QUESTIONS = (("core",), ("q_open", "core"), ("q_open", "core", "q_tail"), ("core", "q_tail"))
EMOJI = {"complaint": "sadmoji", "viral": "sadmoji", "praise": "gladmoji", "glad": "gladmoji"}


class Wording:
    """Turns mood and topic into a text; known is what a post is about, kept for its thread."""

    def __init__(self, phrases: Phrases, dice: Random) -> None:
        self.phrases = phrases
        self.dice = dice

    def known(self, brand: Brand) -> dict[str, str]:
        """What one person's story holds: one flight, one booking, one companion."""
        city, city2 = self.dice.sample(self.phrases.lines["city"], 2)
        bases = [base for base in self.phrases.lines["base"] if base not in (city, city2)]
        return {
            "B": brand.name,
            "nick": self.dice.choice(brand.nicknames),
            "club": brand.club,
            "tag": brand.key,
            "rival": self.dice.choice(brand.rivals),
            "flight": f"{brand.code}{self.dice.randint(100, 989)}",
            "ref": self.phrases.fill("ref_", self.dice, {}),
            "city": city,
            "city2": city2,
            "base": self.dice.choice(bases),
            "agent": self.dice.choice(("Ana", "Kim", "Jo", "Rosa", "Tim", "Dee")),
            "who": self.phrases.fill("who", self.dice, {}),
        }

    def say(self, heading: str, known: dict[str, str]) -> str:
        """One line under a heading, as whole sentences."""
        return sentences(self.phrases.fill(heading, self.dice, known))

    def opening(self, mood: str, topic: str, author: Author, known: dict[str, str]) -> str:
        """A first post, not yet addressed to anybody."""
        foreign = f"{author.lang}_{mood}"
        if foreign in self.phrases.lines:
            return self.say(foreign, known)
        if mood == "complaint":
            return self._join(self.dice.choices(COMPLAINTS, COMPLAINT_WEIGHTS)[0], topic, known)
        if mood == "question":
            return self._join(self.dice.choice(QUESTIONS), topic, known, "q_")
        if mood == "praise" and f"p_{topic}" in self.phrases.lines:
            more = " " + self.say("p_more", known) if self.dice.random() < 0.4 else ""
            return self.say(f"p_{topic}", known) + more
        return self.say(topic if mood == "viral" else mood, known)

    def _join(
        self, parts: tuple[str, ...], topic: str, known: dict[str, str], prefix: str = "c_"
    ) -> str:
        headings = [f"{prefix}{topic}" if part == "core" else part for part in parts]
        return sentences(
            " ".join(self.phrases.fill(heading, self.dice, known) for heading in headings)
        )

    def addressed(self, text: str, handle: str) -> str:
        """Put the brand's handle where people put it."""
        return f"{text} @{handle}" if self.dice.random() < 0.25 else f"@{handle} {text}"

    def naming(self, text: str, brand: Brand) -> str:
        """Make sure that a post which addresses nobody still names the brand."""
        if brand.is_named_in(text):
            return text
        name = self.dice.choice((brand.name, brand.name, *brand.nicknames, f"#{brand.key}"))
        return f"{text} {name}" if self.dice.random() < 0.5 else f"{name}: {text}"

    def styled(self, text: str, mood: str, author: Author) -> str:
        """The text as this author would type it."""
        if author.style == "lower":
            return text.lower()
        if author.style == "emoji" or self.dice.random() < 0.04:
            return f"{text} {self.say(EMOJI.get(mood, 'oddmoji'), {}) * self.dice.randint(1, 2)}"
        if author.style == "shout" and mood != "question":
            first, stop, rest = text.partition(". ")
            return first.upper() + stop + rest
        return self._mistyped(text) if author.style == "typo" else text

    def _mistyped(self, text: str) -> str:
        words = text.replace("'", "").split(" ")
        place = self.dice.randrange(len(words))
        word = words[place]
        if len(word) > 4 and word.isalpha() and word.islower():
            at = self.dice.randrange(1, len(word) - 2)
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)

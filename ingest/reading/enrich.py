"""What is read out of a text on loading: language, sentiment, complaint, question, topics."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.brand import Brand
from ingest.reading.asking import Cue, reply_cue
from ingest.reading.complaints import ComplaintWords, complaint_score, is_question
from ingest.reading.copies import Bands, copy_bands
from ingest.reading.language import detect, has_words, is_sign_alone
from ingest.reading.linear.model import shipped
from ingest.reading.masking import USER, Masker, mask_addresses
from ingest.reading.phrases import words_of
from ingest.reading.ratings import led_by_rating
from ingest.reading.scorer import Polarity, Score, Scorer
from ingest.reading.topics import TopicWords, topics_for

_BATCH = 500
_MEMORY = 50_000  # texts and their scores; beyond it the memory starts afresh
READ_CHARACTERS = 10_000  # of a longer text the beginning is read: it says what it is about


class Enriched(NamedTuple):
    """What was read out of one text.

    Attributes:
        lang: two- or three-letter code, declared or detected; None is unknown.
        sentiment: -1 to 1, led by a given rating; None where there is none and no scorer knows the
            language: unscored, not neutral.
        polarity: the scorer's class; None where unscored.
        certainty: 0 to 1, the probability of the class; None where unscored or not given.
        scorer: the scorer's name; None where unscored.
        scorer_version: the scorer's version; None where unscored.
        has_complaint_word: the text holds a word of the complaint table.
        is_question: the text asks something.
        reply_cue: asks, thanks or others; None where the text says nothing of the kind.
        complaint_score: 0 to 1, how likely it is a complaint; None where unscored.
        topics: topics of the keyword table, most hits first.
        copy_bands: what it shares with its copies, see `copy_bands`.
    """

    lang: str | None
    sentiment: float | None
    polarity: Polarity | None
    certainty: float | None
    scorer: str | None
    scorer_version: str | None
    has_complaint_word: bool
    is_question: bool
    reply_cue: Cue | None
    complaint_score: float | None
    topics: tuple[str, ...]
    copy_bands: Bands


_Row = tuple[str, str | None, str | None, float | None]


class Enricher:
    """Reads texts with one scorer and the tracked brands' names masked."""

    def __init__(
        self,
        brands: Iterable[Brand],
        scorer: Scorer | None = None,
    ) -> None:
        """Make ready; without a scorer the shipped one reads."""
        held = list(brands)
        self.scorer: Scorer = scorer or shipped()
        self._masker = Masker(name for brand in held for name in _names(brand))
        self._complaint_words = ComplaintWords()
        self._topics = {brand.key: TopicWords(topics_for(brand.topics)) for brand in held}
        self._general = TopicWords(topics_for({}))
        self._said: dict[str, Score] = {}

    def enrich(
        self,
        texts: Sequence[str],
        declared_langs: Sequence[str | None],
        brands: Sequence[str | None] | None = None,
        ratings: Sequence[float | None] | None = None,
    ) -> list[Enriched]:
        """Read each text.

        Args:
            texts: as written, entities decoded.
            declared_langs: as sources declare them.
            brands: keys whose topics apply; None is the general ones.
            ratings: 1 to 5; None is none given.
        """
        nothing = [None] * len(texts)
        keys, stars = brands or nothing, ratings or nothing
        rows = list(zip(texts, declared_langs, keys, stars, strict=True))
        return [
            enriched
            for start in range(0, len(rows), _BATCH)
            for enriched in self._enrich(rows[start : start + _BATCH])
        ]

    def masked(self, texts: Sequence[str]) -> list[str]:
        """Texts as the scorer sees them: their beginning, without handles, links and names."""
        plain = (mask_addresses(text[:READ_CHARACTERS]) for text in texts)
        return [self._masker.mask_names(text) for text in plain]

    def _enrich(self, rows: Sequence[_Row]) -> list[Enriched]:
        plain = [mask_addresses(text[:READ_CHARACTERS]) for text, *_ in rows]
        masked = [self._masker.mask_names(text) for text in plain]
        langs = detect(masked, [declared for _, declared, *_ in rows])
        scores = self._scores(masked, langs)
        topics = [
            self._topics_of(text, brand) for text, (_, _, brand, _) in zip(plain, rows, strict=True)
        ]
        ratings = [rating for *_, rating in rows]
        columns = (plain, masked, langs, scores, topics, ratings, copy_bands(plain))
        return [self._read(*row) for row in zip(*columns, strict=True)]

    def _topics_of(self, text: str, brand: str | None) -> tuple[str, ...]:
        """By the text with its names: a product may well be a topic."""
        table = self._topics.get(brand, self._general) if brand else self._general
        return table.topics(words_of(text))

    def _scores(self, masked: Sequence[str], langs: Sequence[str | None]) -> list[Score | None]:
        known = [
            i
            for i, (text, lang) in enumerate(zip(masked, langs, strict=True))
            if self._covers(text, lang)
        ]
        scores: list[Score | None] = [None] * len(masked)
        self._ask({masked[i]: None for i in known})
        for i in known:
            score = self._said.get(masked[i])
            # A sign that says nothing to the scorer was not read: unscored, not neutral.
            is_unread = score and score.polarity == "neutral" and is_sign_alone(masked[i])
            scores[i] = None if is_unread else score
        return scores

    def _ask(self, texts: Iterable[str]) -> None:
        """Let the scorer read what it has not read yet: copies of one text are asked about once."""
        if len(self._said) > _MEMORY:
            self._said = {text: self._said[text] for text in texts if text in self._said}
        new = [text for text in texts if text not in self._said]
        for text, score in zip(new, self.scorer.score(new), strict=True):
            if score is not None:  # one without an answer may be asked about again
                self._said[text] = score

    def _covers(self, text: str, lang: str | None) -> bool:
        """A text without words is in no language, whatever is declared: emojis are read by all."""
        languages = self.scorer.languages
        return not languages or lang in languages or not has_words(text)

    def _read(
        self,
        plain: str,
        text: str,
        lang: str | None,
        score: Score | None,
        topics: tuple[str, ...],
        rating: float | None,
        bands: Bands,
    ) -> Enriched:
        words = words_of(text)
        word_count = self._complaint_words.count(words)
        led = led_by_rating(rating, score)
        weighed = None
        if score is not None:
            # With its names unmasked: an account that is named is spoken to, a brand spoken of.
            weighed = complaint_score(text, score.sentiment, word_count, is_addressed=USER in plain)
        return Enriched(
            lang=lang,
            sentiment=led.sentiment if led else None,
            polarity=led.polarity if led else None,
            certainty=led.certainty if led else None,
            scorer=self.scorer.name if score else None,
            scorer_version=self.scorer.version if score else None,
            has_complaint_word=word_count > 0,
            is_question=is_question(text, words),
            reply_cue=reply_cue(text, words),
            complaint_score=weighed,
            topics=topics,
            copy_bands=bands,
        )


def _names(brand: Brand) -> Iterable[str]:
    return (brand.name, *brand.names, *brand.nicknames, *brand.handles, *brand.products)

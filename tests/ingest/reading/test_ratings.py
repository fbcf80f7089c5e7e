"""A given rating leads."""

import pytest

from ingest.reading.enrich import Enricher
from ingest.reading.ratings import led_by_rating
from ingest.reading.scorer import Score

GLAD, UNSURE, BAD = (
    Score(0.9, "positive", 0.95),
    Score(0.1, "neutral", 0.5),
    Score(-0.6, "negative", 0.7),
)


@pytest.mark.parametrize(
    ("rating", "score", "polarity", "sentiment"),
    [
        (None, BAD, "negative", -0.6),
        (3, BAD, "negative", -0.6),
        (3, None, None, None),
        (2.5, UNSURE, "neutral", 0.1),
        (1, UNSURE, "negative", -1.0),
        (2, None, "negative", -0.5),
        (1, GLAD, "positive", 0.9),
        (5, BAD, "positive", 1.0),
        (4, UNSURE, "positive", 0.5),
        (5, GLAD, "positive", 0.9),
        (1, BAD, "negative", -0.6),
        (5, Score(-0.9, "negative", 0.95), "negative", -0.9),
        (5, Score(-0.9, "negative", None), "positive", 1.0),
    ],
)
def test_a_rating_leads_unless_the_text_is_surely_otherwise(rating, score, polarity, sentiment):
    """Three stars, and no rating, leave it to the text; a rating speaks for an unscored text."""
    found = led_by_rating(rating, score)

    assert (polarity, sentiment) == ((found.polarity, found.sentiment) if found else (None, None))


def test_a_review_in_another_language_has_the_polarity_of_its_rating():
    found = Enricher([]).enrich(["Nie wieder, der Kundendienst schläft"], ["de"], None, [1.0])[0]

    assert ("negative", -1.0, None) == (found.polarity, found.sentiment, found.scorer)

"""The polarity of a post that carries its author's own rating."""

from ingest.reading.scorer import Polarity, Score

SURE = 0.9  # of the text's class, to be believed against the rating
_MIDDLE = 3.0


def led_by_rating(rating: float | None, score: Score | None) -> Score | None:
    """The score where the rating does not say otherwise; what the rating says where it does.

    One or two stars are negative, four or five positive, unless the text is surely otherwise; three
    are left to the text. A text that no scorer reads has the polarity of its rating.

    Args:
        rating: 1 to 5; None is none given.
        score: of the text; None is unscored.
    """
    said = _polarity(rating)
    if rating is None or said is None:
        return score
    if score is not None and (score.polarity == said or _is_surely_otherwise(score, said)):
        return score
    return Score((rating - _MIDDLE) / 2, said, None)


def _polarity(rating: float | None) -> Polarity | None:
    if rating is None:
        return None
    if rating <= _MIDDLE - 1:
        return "negative"
    return "positive" if rating >= _MIDDLE + 1 else None


def _is_surely_otherwise(score: Score, said: Polarity) -> bool:
    is_opposite = {score.polarity, said} == {"negative", "positive"}
    return is_opposite and score.certainty is not None and score.certainty >= SURE

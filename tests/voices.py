"""Intervals over voices by numpy: from single posts, and apart from the SQL."""

import numpy as np

Z = 1.959964


def interval(values, voices, is_copied, lowest):
    """Mean and both ends of its 95 % interval.

    Args:
        values: what each post says, lowest to 1.
        voices: the voice of each post.
        is_copied: whether that is copies of one text.
        lowest: 0 or -1.
    """
    values = np.asarray(values, float)
    _, of = np.unique(np.asarray(voices), return_inverse=True)
    copied = np.asarray(is_copied, bool)
    count, mean = len(values), values.mean()
    scatter = np.bincount(of, values - mean) ** 2
    sizes = np.bincount(of)
    are_copies = np.bincount(of, copied) > 0
    told = max(scatter[~are_copies].sum(), values.var() * sizes[~are_copies].sum())
    # A copy hangs together with all others of its text: three quarters by that, one by scatter.
    told += scatter[are_copies].sum() / 4 + values.var() * (sizes[are_copies] ** 2).sum() * 3 / 4
    variance = told / count**2
    share, width = (mean - lowest) / (1 - lowest), 1 - lowest
    enough = share * (1 - share) * width**2 / variance if variance else len(sizes)
    middle = (share + Z**2 / (2 * enough)) / (1 + Z**2 / enough)
    reach = Z * np.sqrt(share * (1 - share) / enough + (Z / (2 * enough)) ** 2)
    reach /= 1 + Z**2 / enough
    return mean, lowest + width * (middle - reach), lowest + width * (middle + reach)


def net(rows):
    """The interval of net sentiment of rows of `mentions`, those that are scored."""
    rows = rows.dropna(subset=["polarity"])
    scores = rows["polarity"].map({"positive": 1, "neutral": 0, "negative": -1})
    return interval(scores, rows["voice"], rows["copy_group"].notna(), -1)


def reach(now, before):
    """How far chance reaches towards no change between two intervals."""
    (mean, low, high), (mean_before, low_before, high_before) = now, before
    if mean >= mean_before:
        return np.hypot(mean - low, high_before - mean_before)
    return np.hypot(high - mean, mean_before - low_before)

"""N-grams of many texts as a sparse table, the form in which a model is fitted."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse

from ingest.reading.linear.ngrams import Hashes


def common(found: Sequence[Hashes], *, min_texts: int) -> Hashes:
    """The n-grams that occur in enough texts, in ascending order."""
    if not found:
        return np.empty(0, np.uint32)
    once_each = np.concatenate([np.unique(row) for row in found])
    distinct, text_counts = np.unique(once_each, return_counts=True)
    kept: Hashes = distinct[text_counts >= min_texts]
    return kept


def count(found: Sequence[Hashes], known: Hashes) -> scipy.sparse.csr_array:
    """How often each text holds each known n-gram, divided by the root of its number of n-grams."""
    shape = (len(found), len(known))
    if not len(known):
        return scipy.sparse.csr_array(shape, dtype=np.float32)
    lengths = np.array([len(row) for row in found])
    flat = np.concatenate(found)
    places = np.minimum(np.searchsorted(known, flat), len(known) - 1)
    is_known = known[places] == flat
    owner = np.repeat(np.arange(len(found)), lengths)[is_known]
    values = (1 / np.sqrt(lengths)).astype(np.float32)[owner]
    return scipy.sparse.csr_array((values, (owner, places[is_known])), shape=shape)

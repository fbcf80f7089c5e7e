"""What a turn of phrase is worth in the model's sums: negative, neutral, positive."""

import re

Sums = tuple[float, float, float]

NOTHING: Sums = (0.0, 0.0, 0.0)
ALONE = 8.0  # nothing speaks against it
CERTAIN = 4.0
CLEAR = 2.5
HINT = 1.2
FEW, SHORT, MIDDLE = 4, 10, 14  # words of a post
SENTENCE = re.compile(r"[.!?;\n]+")

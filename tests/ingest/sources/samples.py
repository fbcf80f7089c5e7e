"""Sample answers of platforms, as `fetch` yields them: tests read them, a benchmark too."""

import json
from pathlib import Path

ANSWERS = Path(__file__).parent / "answers"


def sample(kind):
    return json.loads((ANSWERS / f"{kind}.json").read_text(encoding="utf-8"))

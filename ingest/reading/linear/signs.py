"""Emojis and faces that say what somebody feels."""

import re
from dataclasses import dataclass

# Those that mean one thing to nearly everybody; laughing and weeping faces do not.
_GOOD = (
    "😀😃😄😁😆😊🙂😇🥰😍🤩😘😗😙😚😋🤗😌😎🥳❤🧡💛💚💙💜🖤🤍🤎💕💖💗💓💞💝💘💟❣♥😻😺😸"
    "👍👏🙌🎉🎊💯🏆🥇🌟✨⭐💪👌🤝🙏✅😉☺🤟🤘💐🌹🫶🥂🍾🎈💃🕺😏"
)
_BAD = (
    "😠😡🤬👿😤😒🙄😑😞😔😟😕🙁☹😣😖😫😩😢😥😰😨😱🤢🤮🤧🤒🤕💔👎🖕💩😾😿🙀🤡🤦"
    "😧😦😬😓💀☠🚫❌⛔🆘🗑😪😐🤨😮"
)
_FAINT = "😏🙏✨⭐😉✅💪💀☠😮🤨😐😬😱😪🚫💃🕺😓🤝😥😢😑"
_FACES = re.compile(r"(?<!\w)(?:([:;=][-'^o]?[)\]d3*p]+|<3+)|[:=][-'^]?[(\[/\\|]+|</3)(?!\w)")
_WEIGHT, _FAINT_WEIGHT = 1.0, 0.3
_TABLE = dict.fromkeys(_GOOD, _WEIGHT) | dict.fromkeys(_BAD, -_WEIGHT)
_TABLE |= {sign: (_FAINT_WEIGHT if _TABLE[sign] > 0 else -_FAINT_WEIGHT) for sign in _FAINT}
_PICTURE = re.compile(f"[{re.escape(''.join(_TABLE))}]")


@dataclass(frozen=True, slots=True)
class Signs:
    """What the signs of a text add up to.

    Attributes:
        good: 0 or more, each different sign once, repeated ones a little more.
        bad: 0 or more.
    """

    good: float = 0.0
    bad: float = 0.0


NONE = Signs()


def signs(text: str) -> Signs:
    """Read the emojis and faces of a text."""
    values = [] if text.isascii() else [_TABLE[sign] for sign in set(_PICTURE.findall(text))]
    values += _faces(text.lower())
    if not values:
        return NONE
    return Signs(sum(v for v in values if v > 0), -sum(v for v in values if v < 0))


def _faces(text: str) -> list[float]:
    if not (":" in text or ";" in text or "=" in text or "<" in text):  # a search takes far longer
        return []
    return [_WEIGHT if match[1] else -_WEIGHT for match in _FACES.finditer(text)]

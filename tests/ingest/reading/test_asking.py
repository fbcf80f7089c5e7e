"""Who asks for an answer, who closes a conversation, and who speaks of somebody else."""

import pytest

from ingest.reading.asking import reply_cue
from ingest.reading.phrases import words_of


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Perfect, thank you. See you on TVN445", "thanks"),
        ("Cheers team!", "thanks"),
        ("@user ok cool", "thanks"),
        ("Danke euch!", "thanks"),
        ("Thanks, but nothing has arrived", "asks"),
        ("thanks for the reply, still no refund", "asks"),
        ("Can I take a pram to the gate? Many thanks", "asks"),
        ("Thanks in advance", "asks"),
        ("Bump.", "asks"),
        ("Crying at the torvelline song. Shame on Tavornay", "others"),
        ("Shame on you, I paid twice", None),
        ("Boycott them until they fix my account", "asks"),
        ("That was on TVN510 to Funchal.", None),
        ("", None),
        ("Refund arrived in three days. Good job, honestly", None),
        ("Friendly, fast, fair price. More of this please", None),
        ("Brilliant help from the desk in Leeds with my three kids", None),
        ("Sorted now, thanks. Didn't expect that, nice", "thanks"),
        ("Refund arrived, but I need the other one, too", "asks"),
        ("Great help. Can I add a bag, please?", "asks"),
        ("No problem with the refund, but where is my bag? Help", "asks"),
    ],
)
def test_cues(text, cue):
    """A request wins over thanks; a word that asks for nothing where it stands is no request."""
    assert cue == reply_cue(text, words_of(text))

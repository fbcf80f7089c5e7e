"""The shipped sentiment model: a linear sum over words, letters and cues."""

"""Tests of optional extras are collected where the extra is installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("transformers") else ["test_huggingface.py"]

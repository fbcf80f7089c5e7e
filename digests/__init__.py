"""Digests: a brand in two minutes, for people without a log-in, by mail or as a file.

As for assistants, the figures and their rules are those of the pages.
"""

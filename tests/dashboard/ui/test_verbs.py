"""Who may set up, and what a verb that a page runs comes to."""

import pytest

from dashboard.ui import verbs


@pytest.mark.parametrize(
    ("address", "headers", "expected"),
    [
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("127.0.0.1", {"Host": "localhost:8501"}, True),
        ("127.0.0.1", {"Host": "localhost"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("::1", {"Host": "[::1]"}, True),
        ("0.0.0.0", {"Host": "localhost:8501"}, False),
        (None, {"Host": "localhost:8501"}, False),
        ("127.0.0.1", {"Host": "earshot.example"}, False),
        ("127.0.0.1", {"Host": "localhost.evil.example:8501"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "X-Forwarded-For": "9.9.9.9"}, False),
        ("127.0.0.1", {}, False),
    ],
)
def test_at_the_machine_is_who_asks_it_by_its_own_name(address, headers, expected):
    """Another name that leads here, or a proxy before it, is somebody from outside."""
    assert expected == verbs.is_at_the_machine(address, headers)


def test_a_verb_that_hangs_is_ended():
    """In a process of its own, as pages run it; the sentence says so."""
    told = verbs.tell("sources", "kinds", seconds=0.01)

    assert (2, "It took more than 0 seconds and was ended.") == (told.code, told.problem)


def test_a_verb_says_what_is_wrong_in_a_sentence():
    told = verbs.tell("sources", "show", "--", "gopher")

    assert (2, {}) == (told.code, told.found)
    assert told.problem.startswith("'gopher' is no kind of source; there are")


@pytest.mark.parametrize(
    ("err", "problem"),
    [
        ("ConfigError: a\n  b\n", "a\n  b"),
        ("warning: x\nLoadError: no such file\n", "no such file"),
        ("Usage: earshot\nNo such option", "No such option"),
        ("", "It ended without a word."),
    ],
)
def test_what_was_complained_of_is_told_without_the_names_of_classes(err, problem):
    assert problem == verbs.read(2, "", err).problem

"""Rows as cards: what a table shows is there, as it shows it, and words of strangers are inert."""

from streamlit.testing.v1 import AppTest

EVIL = "[bank](https://evil.example) **loud** and long enough to be a sentence"


def three_kinds():
    import pandas as pd
    import streamlit as st

    from dashboard.ui import cards, listing

    evil = "[bank](https://evil.example) **loud** and long enough to be a sentence"
    rows = pd.DataFrame(
        {
            "Who": ["*star*", "b"],
            "Post": [evil, "ok"],
            "Audience": [226_400.0, None],
            "Shares": [4341, 5],
            "Level": [2_000_000.0, 82.4],
            "Harm": [98.7, 5.0],
            "Spent": [0.25, 1.0],
            "Mark": ["", "useful"],
            "Course": [[1, 2], [3, 4]],
            "Open": ["https://chirp.example/1", None],
            "Thread": ["mentions?conversation=1", "mentions?conversation=2"],
        }
    )
    columns = {**cards.COLUMNS, "Course": st.column_config.LineChartColumn(width=90)}
    listing.draw(rows, columns, "rows")


def many_rows():
    import pandas as pd

    from dashboard.ui import listing

    listing.draw(pd.DataFrame({"Post": [f"p{n}" for n in range(120)]}), {}, "many")
    listing.draw(pd.DataFrame({"Post": [f"f{n}" for n in range(5)]}), {}, "few")


def test_a_card_says_what_the_row_of_the_table_says():
    """Name, words, figures as the column writes them; what is empty is left out, unknown is not."""
    run = AppTest.from_function(three_kinds).run()
    one, other = ([said.value for said in run.markdown][at : at + 2] for at in (0, 2))
    figures = [said.replace("\u00a0", " ") for said in (one[1], other[1])]

    assert r"**\*star\***" == one[0]
    assert [EVIL, "ok"] == [said.value for said in run.text]
    assert (
        r":gray[Audience] 226k · :gray[Shares] 4\,341 · :gray[Level] 2\,000\,000 · "
        r":gray[Harm] 99\% · :gray[Spent] 25\%"
    ) == figures[0]
    assert ":gray[Audience] – · " in figures[1]
    assert r":gray[Level] 82\.4 · " in figures[1]
    assert figures[1].endswith(":gray[Mark] useful")
    assert "evil" not in "".join(one + other)


def test_links_of_a_row_are_links_of_its_card():
    run = AppTest.from_function(three_kinds).run()
    links = [(one.proto.label, one.proto.url) for one in run.get("link_button")]

    assert [
        ("Open", "https://chirp.example/1"),
        ("Thread", "mentions?conversation=1"),
        ("Thread", "mentions?conversation=2"),
    ] == links


def test_a_few_rows_are_shown_at_once_and_of_many_the_first_three():
    run = AppTest.from_function(many_rows).run()

    assert [*(f"p{n}" for n in range(3)), *(f"f{n}" for n in range(5))] == [
        one.value for one in run.text
    ]
    assert ["117 more"] == [one.label for one in run.expander]

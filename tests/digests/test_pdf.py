"""A digest as a PDF: whole, all words and links in it."""

import re
from dataclasses import replace

from digests.digest import Section
from digests.making import make
from digests.pdf import LACKING, MARGIN, WIDTH, pdf
from digests.subject import subject
from tests.digests.test_digest import NOW, URL


def words(file):
    lines = re.findall(rb"<([0-9a-f]*)> Tj", file)
    return " ".join(bytes.fromhex(one.decode()).decode("cp1252") for one in lines)


def links(file):
    return [bytes.fromhex(one.decode()).decode() for one in re.findall(rb"/URI<([0-9a-f]+)>", file)]


def test_it_says_all_and_links_as_the_html_does(sample_reader):
    digest = make(subject(sample_reader, "tavornay", 7, URL), "executive", None, NOW)
    file = pdf(digest)
    said = words(file)

    for one in digest.numbers:
        assert f"{one.label}: {one.text}".replace("−", "-") in said
        assert one.link in links(file)
    assert all(section.title in said for section in digest.sections)
    assert digest.picture.link in links(file)
    assert LACKING not in said


def test_every_object_stands_where_the_table_says(sample_reader):
    digest = make(subject(sample_reader, "tavornay", 7, URL), "executive", None, NOW)
    file = pdf(digest)
    table = int(file.rsplit(b"startxref\n", 1)[1].split()[0])
    starts = re.findall(rb"(\d{10}) 00000 n ", file[table:])

    assert file[table:].startswith(b"xref")
    for number, start in enumerate(starts, 1):
        assert file[int(start) :].startswith(b"%d 0 obj\n" % number)
    for length, held in re.findall(rb"/Length (\d+)>>\nstream\n(.*?)\nendstream", file, re.DOTALL):
        assert int(length) == len(held)


def test_hostile_and_strange_letters_break_nothing(sample_reader):
    """Ends of strings and objects, a word of 5,000 letters, another script: told, not dropped."""
    digest = make(subject(sample_reader, "tavornay", 7, URL), "executive", None, NOW)
    lines = [
        replace(digest.sections[0].lines[0], text=text, link=link)
        for text, link in [
            (") Tj ET endstream endobj 日本", "javascript:alert(1)"),
            ("w" * 5000, "https://x.example/>>)"),
        ]
    ]
    file = pdf(replace(digest, sections=[Section("Q", lines)]))
    right = [float(one) for one in re.findall(rb"/Rect\[[\d.]+ [\d.]+ ([\d.]+)", file)]

    assert ") Tj ET endstream endobj ??" in words(file)
    assert "w" * 5000 in words(file).replace(" ", "")
    assert LACKING in " ".join(words(file).split())
    assert not [one for one in links(file) if one.startswith("javascript")]
    assert max(right) <= WIDTH - MARGIN + 0.1

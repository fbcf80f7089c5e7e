"""What `earshot load --dry-run` says of a file: what it is, what it would become, what is open."""

from datetime import UTC
from typing import Any

from commands.output import say, say_table
from ingest.files import Preview
from ingest.mention import Post, Record, Reject

TEXT_SHOWN = 60
REASONS_SHOWN = 10


def say_preview(preview: Preview) -> None:
    """Print a preview for people."""
    guess = preview.guess
    say(f"read as an export of {guess.shape.title}" if guess.shape else "a file of its own kind")
    for ours, theirs in guess.file_map.columns.items():
        say(f"  {ours} = {', '.join(theirs)}")
    say_table(("when", "who", "what", "beside it"), [_row(one) for one in preview.records])
    many = "" if preview.is_whole else "of the first rows, "
    say(
        f"{many}{preview.post_count:,} posts, {preview.answer_count:,} answers of the brand, "
        f"{preview.refused_count:,} would be refused"
    )
    for reason, count in list(preview.refused.items())[:REASONS_SHOWN]:
        say(f"  {count:,} of them: {reason}", "yellow")
    for sentence in (*guess.told, *preview.warnings):
        say(sentence)
    for question in guess.questions:
        say(f"open: {question}", "red")


def preview_as_dict(preview: Preview) -> dict[str, Any]:
    """The same for JSON."""
    guess = preview.guess
    return {
        "shape": guess.shape.name if guess.shape else None,
        "title": guess.shape.title if guess.shape else None,
        "map": guess.file_map.as_dict(),
        "columns": list(guess.columns),
        "posts": preview.post_count,
        "answers": preview.answer_count,
        "refused": preview.refused_count,
        "is_whole": preview.is_whole,
        "reasons": preview.refused,
        "rows": [_told(record) for record in preview.records],
        "told": list(guess.told),
        "warnings": list(preview.warnings),
        "questions": [
            {"about": one.about, "text": one.text, "option": one.option, "choices": one.choices}
            for one in guess.questions
        ],
    }


def _row(record: Record) -> tuple[str, str, str, str]:
    if isinstance(record, Reject):
        return record.place, "", "", f"refused: {record.reason}"
    if not isinstance(record, Post):
        return f"{record.observed_at:%Y-%m-%d %H:%M} UTC", "", "", f"counts of {record.post_id}"
    told = [record.kind, *(["by the brand"] if record.is_outbound else [])]
    told += [f"{record.rating:g} stars"] if record.rating is not None else []
    told += [f"said to be {record.given_polarity}"] if record.given_polarity else []
    who = record.author_name or record.author_handle or record.author_id or ""
    what = " ".join(f"{record.title or ''} {record.text}".split())
    when = f"{record.created_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return when, who, what[:TEXT_SHOWN], ", ".join(told)


def _told(record: Record) -> dict[str, Any]:
    if isinstance(record, Reject):
        return {"refused": record.reason, "place": record.place}
    plain = {name: getattr(record, name) for name in record.__slots__}
    return {name: value for name, value in plain.items() if value is not None}

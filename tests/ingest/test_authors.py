"""Who wrote a post."""

from datetime import UTC, datetime

import pytest

from ingest.authors import identified, is_nobody
from ingest.mention import Post

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "[deleted]",
            "[removed]",
            "@[deleted]",
            "deleted",
            "deleted_user_4f2a",
            "Deleted account",
        ),
        *("Anonymous", "anonymous", "Anonymous 12", "Anonym", "Anonyme", "Anónimo", "匿名用户"),
        *("A Google user", "Google User", "Ein Google-Nutzer", "Un utilisateur de Google"),
        *("Amazon Customer", "Amazon Kunde", "Kindle Customer", "Cliente Amazon", "Facebook User"),
        *("Former user", "Former member", "A TripAdvisor Member", "Verified Buyer"),
        *("Gast", "Guest", "guest_123", "Invité", "Unknown", "unknown user", "Unbekannt"),
        *("N/A", "n.a.", "nan", "None", "null", "-", "--", "?", "...", "", "  ", "-1"),
        *("Utilisateur anonyme", "Usuario anónimo", "Benutzer gelöscht", "Deactivated user"),
        *("Name withheld", "hidden", "Инкогнито"),
        *("Deleted User 1234", "Anónimo123", "ユーザー", "ゲスト", "名無し", "游客", "مجهول"),
        *("Удалённый пользователь", "Gebruiker", "Convidado", "Client", "Steam User", "#N/A"),
        *("Usuário do Google", "Google ユーザー", "Google 用户", "Пользователь Google"),
        *("Amazon カスタマー", "Utilisateur de Facebook", "Client 17", "Silinmiş kullanıcı"),
        *("User deleted", "Suspended user", "no name", "Utilisateur supprimé"),
    ],
)
def test_a_name_that_many_share_is_nobody(name):
    assert is_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        *("kim", "Anna", "googleuser77x", "Amazonian", "guestlist", "anonymouse", "Noname Jones"),
        *("115713", "0", "Gastón", "Guest House Oslo", "deleted scenes", "The Unknowns", "Nan Lee"),
        *("Client Eastwood", "Hugo Unknown", "Kunde Otto", "Convidado Silva", "Steamuser Max"),
        *("Deleted Scene 4", "ユーザー太郎", "anonymous_fox", "Misafir Ali", "Utilia"),
        *("Na Li", "user_4711", "Kundera", "Null Island Tours", "A. Former", "小米", "_kim_", "N"),
    ],
)
def test_a_name_of_somebody_is_somebody(name):
    assert not is_nobody(name)


def post(**author):
    return Post(source="forum", post_id="1", created_at=AT, text="hi", **author)


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"author_id": "7", "author_handle": "Kim"}, ("7", "Kim", None)),
        ({"author_handle": "Kim"}, ("@kim", "Kim", None)),
        ({"author_handle": "[deleted]"}, (None, None, None)),
        ({"author_id": "[deleted]", "author_handle": "kim"}, ("@kim", "kim", None)),
        ({"author_id": "7", "author_handle": "[deleted]"}, ("7", None, None)),
        ({"author_id": "7", "author_name": "A Google user"}, ("7", None, None)),
        ({"author_name": "Kim"}, (None, None, "Kim")),
        ({}, (None, None, None)),
    ],
)
def test_people_are_told_by_id_or_else_by_handle(given, author):
    """A display name alone identifies nobody: many people share one."""
    found = identified(post(**given))

    assert author == (found.author_id, found.author_handle, found.author_name)


def test_a_handle_is_one_person_however_it_is_written():
    ids = {identified(post(author_handle=handle)).author_id for handle in ("Kim", "KIM", "kim")}

    assert {"@kim"} == ids

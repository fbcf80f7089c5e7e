# ruff: noqa: RUF001 - names as they are written in several scripts
"""Who wrote a post: a person, or nobody that anyone could count."""

import re
from dataclasses import replace
from functools import lru_cache

from ingest.mention import Post

# What platforms, exports and spreadsheets write where an author is unknown, gone or hidden.
_NOBODY = re.compile(
    r"""
    (?:(?:a|an|the|ein|eine|un|una|une)\s+)?
    (?:
        (?:deleted|removed|suspended|banned|closed|inactive|deactivated|former|hidden|private
            |ehemalig(?:er|es)|gel(?:ö|oe)schte[rs]?)
            (?:[\s_-]*(?:user|member|account|profile|author|nutzer|benutzer|konto)[\w-]*)?
            (?:\s\d+)?
        | (?:user|account|author|profile|member|benutzer|nutzer|konto)[\s_-]*
            (?:deleted|removed|deactivated|suspended|unknown|hidden|not[\s_-]found|gel(?:ö|oe)scht)
        | utilisateur[\s_-]*(?:supprim(?:é|e)|anonyme|inconnu)
        | (?:usuario|utente|usu(?:á|a)rio)[\s_-]*
            (?:eliminado|an(?:ó|o|ô)nim[oa]|desconocid[oa]|sconosciuto)
        | (?:name|author|username|user)[\s_-]*(?:withheld|hidden|suppressed|redacted)
        | withheld | hidden | redacted | incognito | инкогнито
        | anon(?:ymous)?(?:[\s_-]*(?:user|author|customer|reviewer|guest|member|coward))?[\s_-]*\d*
        | anonym(?:er)?(?:[\s_-]*(?:nutzer|benutzer|kunde|gast))? | anonyme | an(?:ó|o)nim[oa]
        | anonim | anoniem | anonyym | аноним(?:но|ный)? | 匿名(?:用户|用戶|さん|希望)?
        | 익명(?:의\s*사용자)? | مجهول | (?:مستخدم|حساب)\s*(?:مجهول|محذوف) | 名無し(?:さん)?
        | ゲスト | ユーザー | 游客 | 訪客
        | (?:已注销|已刪除|已删除)(?:用户|用戶)? | (?:удал(?:ё|е)нный\s*)?(?:пользователь|аккаунт)
        | silinmiş\s*(?:kullanıcı|hesap) | usuni(?:ę|e)ty\s*u(?:ż|z)ytkownik
        | (?:google|amazon|kindle|steam|android|itunes
            |facebook|instagram|yelp|tripadvisor|trustpilot|ebay|apple|airbnb
            |booking(?:\.com)?|app[\s_-]*store|play[\s_-]*store|youtube|reddit|twitter|tiktok
            |glassdoor|etsy|walmart|verified|valued)
            [\s_-]*(?:user|customer|member|reviewer|shopper|buyer|guest|traveler|traveller|nutzer
            |kunde|kundin|mitglied|client|cliente|klant|utente|gebruiker
            |ユーザー|カスタマー|用户|用戶|사용자|고객)
        | (?:client|cliente|utilisateur|usuario|usuário|utente|gebruiker|пользователь)
            [\s_-]*(?:d[e'o]?|di|van)?[\s_-]*
            (?:google|amazon|facebook|kindle)
        | (?:guest|gast|invit(?:é|e)|invitad[oa]|ospite|гость|visitor|customer|kunde|reviewer
            |convidad[oa]|gość|misafir
            |gebruiker|utilisateur|utente|usuario|usuário|client|cliente|an(?:ó|o)nim[oa])
            (?:[\s_-]*(?:user|account|author|\d+))?
        | unknown(?:[\s_-]*(?:user|author|member|customer|person|sender|account))?
        | unbekannt(?:er)?(?:[\s_-]*(?:nutzer|benutzer|autor))? | inconnu | desconocid[oa]
        | sconosciuto | onbekend | неизвестн(?:о|ый)
        | no[\s_-]*(?:name|author|user|username|one) | nobody
        | not[\s_-]*(?:available|provided|given)
        | [#]?n[/.]?a\.? | nan | none | null | nil | undefined | unspecified | not[\s_-]*applicable
        | user | username | author | member
        | [\W_]+ | -1
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = "[](){}<>«»\"' \t"
MADE = "@"  # begins an id that was made of a handle


@lru_cache(maxsize=20_000)
def is_nobody(name: str) -> bool:
    """Whether a handle, id or display name says that the author is not known.

    "[deleted]", "Anonymous", "A Google user", "N/A" and their like: many people share them, so
    they are nobody, not one person.
    """
    plain = name.strip().lstrip("@").strip(_BRACKETS)
    return not plain or _NOBODY.fullmatch(plain) is not None


def identified(post: Post) -> Post:
    """The post with an author_id wherever one can be told, and without names of nobody.

    People are counted by author_id everywhere. Where the source gives none, the handle identifies:
    the id is then "@" and the handle in lower case, so that a made id never meets a source's own.
    """
    author_id, handle, name = (
        None if value is None or is_nobody(value) else value
        for value in (post.author_id, post.author_handle, post.author_name)
    )
    if author_id is None and handle is not None:
        author_id = MADE + handle.lower()
    if (author_id, handle, name) == (post.author_id, post.author_handle, post.author_name):
        return post
    return replace(post, author_id=author_id, author_handle=handle, author_name=name)

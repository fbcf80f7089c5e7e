"""Pages that stand in the way of an answer: checks for browsers, captchas, consent, log-in.

They come with any status, 200 too, and asking again changes nothing: a person has to look.
"""

import re

from ingest.web.answer import Answer

LOOKED_AT = 64 * 1024  # bytes of a page

# Servers may send anything: no pattern here takes longer than a page is long.
_HTML = re.compile(
    rb"\s*(?:(?><!--.*?-->)\s*|(?><\?xml[^<>]*>)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# By a header that nobody else sends.
_BY_HEADER = {
    "cf-mitigated": "Cloudflare's check for browsers",
    "x-amzn-waf-action": "the firewall of Amazon's cloud",
    "x-datadome": "DataDome's check for browsers",
    "x-sucuri-block": "Sucuri's firewall",
}
# By what only such a page holds; the first that is found gives the name.
_SURELY = (
    (
        "Cloudflare's check for browsers",
        r"<title>\s*just a moment|_cf_chl_opt|cf-browser-verification",
    ),
    ("Cloudflare's firewall", r"<title>\s*attention required! \| cloudflare|cf-error-details"),
    ("DDoS-Guard's check for browsers", r"<title>\s*ddos-guard"),
    ("Anubis' check for browsers", r"making sure you(?:'|&#39;|\u2019)re not a bot"),
    ("Imperva's firewall", r"incapsula incident id"),
    ("DataDome's check for browsers", r"captcha-delivery\.com"),
    ("HUMAN's check for browsers", r"\bpx-captcha\b"),
    ("Akamai's firewall", r"errors\.edgesuite\.net"),
    ("Sucuri's firewall", r"sucuri website firewall"),
    ("Reddit's network security", r"blocked by network security|whoa there, pardner"),
    ("Google's check for robots", r"our systems have detected unusual traffic"),
    ("a page that asks for consent", r"<title>\s*before you continue"),
    ("a captcha", r"<title>[^<]*\b(?:captcha|robot check)\b"),
)
# By what good pages may hold, too: it stands in the way only where no page is due.
_LIKELY = (
    ("Cloudflare's check for browsers", r"/cdn-cgi/challenge-platform/"),
    ("DDoS-Guard's check for browsers", r"/\.well-known/ddos-guard/"),
    ("Imperva's firewall", r"_incapsula_resource"),
    ("the firewall of Amazon's cloud", r"awswafintegration|token\.awswaf\.com"),
    ("HUMAN's check for browsers", r"_pxappid"),
    ("Akamai's firewall", r"<title>\s*access denied\s*</title>"),
    ("a captcha", r"\b(?:g-recaptcha|h-captcha|cf-turnstile)\b"),
    ("a page that asks for consent", r"\bconsent\.(?:google|youtube)\.com"),
    (
        "a log-in page",
        r"<input\b[^<>]*\btype\s*=\s*[\"']?password\b|<title>[^<]*\b(?:log ?in|sign ?in)\b",
    ),
)
_NAMED, _NAMED_TOO = (
    [(name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in table]
    for table in (_SURELY, _LIKELY)
)


def blocked_by(answer: Answer, *, is_page_due: bool) -> str | None:
    """What stands in the way, for people; None where nothing known does.

    Args:
        answer: with any status.
        is_page_due: the answer may be a page that somebody wants; then only what no good page
            holds counts. A log-in form, for example, does not.
    """
    if not is_page(answer):
        return None
    for header, name in _BY_HEADER.items():
        if header in answer.headers:
            return name
    text = answer.body[:LOOKED_AT].decode("utf-8", errors="replace")
    known = _NAMED if is_page_due else [*_NAMED, *_NAMED_TOO]
    return next((name for name, pattern in known if pattern.search(text)), None)


def is_page(answer: Answer) -> bool:
    """Whether the body is HTML, whatever the server calls it."""
    return bool(_HTML.match(answer.body[:LOOKED_AT]))

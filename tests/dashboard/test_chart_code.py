"""What of Plotly's code goes to the browser."""

import pytest

from dashboard import chart_code
from dashboard.chart_code import KINDS, lean, one_by_one, prepared
from tests.charts.examples import CHARTS, Sizes

# Laid out as Plotly's bundle is: wrapped files, bare functions before the file that they belong to.
BUNDLE = (
    '(typeof self<`u`?self:n,()=>{var e=(()=>{var T=_({"src/version.js"(e){e.version=`4`}}),'
    'H=_({"src/hover.js"(e,t){t.exports=1}}),M=_({"src/maps.js"(e,t){t.exports=W()}}),'
    'O=_({"lib/pie.js"(e,t){t.exports=M()}}),B=_({"lib/bar.js"(e,t){t.exports=E()}});'
    'function w(){return H()}var E=g({"src/bars.js"(){w()}}),'
    'C=_({"lib/core.js"(e,t){t.exports=T()}});'
    'return _({"lib/index.js"(e,t){var n=C();n.register([B(),O()]),t.exports=n}})()})();'
    "return window.Plotly=e,e})});"
)


def test_a_kind_keeps_what_it_reaches_and_the_others_go():
    """By way of bare functions too; of what goes the name stays, so that nothing else moves."""
    assert lean(BUNDLE, frozenset({"bar"})) == (
        '(typeof self<`u`?self:n,(()=>{var e=(()=>{var T=_({"src/version.js"(e){e.version=`4`}}),'
        'H=_({"src/hover.js"(e,t){t.exports=1}}),M=_({"src/maps.js"(e,t){}}),'
        'O=_({"lib/pie.js"(e,t){}}),B=_({"lib/bar.js"(e,t){t.exports=E()}});'
        'function w(){return H()}var E=g({"src/bars.js"(){w()}}),'
        'C=_({"lib/core.js"(e,t){t.exports=T()}});'
        'return _({"lib/index.js"(e,t){var n=C();n.register([B()]),t.exports=n}})()})();'
        "return window.Plotly=e,e}))});"
    )


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        (BUNDLE, {"bar", "globe"}),
        (BUNDLE.replace("n.register([B(),O()])", "n.register(all)"), {"bar"}),
        (BUNDLE.replace("?self:n,()", "?self:n,f()"), {"bar"}),
        ("", {"bar"}),
    ],
)
def test_what_is_laid_out_differently_is_not_touched(code, kinds):
    with pytest.raises(ValueError, match=r"laid out differently|does not have"):
        lean(code, frozenset(kinds))


def test_a_chart_takes_its_turn():
    """Where React draws one, and nowhere else."""
    before, draws, after = "if(!x)", "return e.react(_.current,{data:t,layout:n,config:r})", "}z()"
    code = one_by_one(f"{before}{draws}{after}")

    assert code.endswith(
        f"{before}return inTurn(()=>_.current&&e.react(_.current,{draws[25:]}){after}"
    )
    for other in ("", f"{draws};{draws}"):
        with pytest.raises(ValueError, match="drawn differently"):
            one_by_one(other)


def test_every_kind_that_is_drawn_is_sent():
    """A chart of a new kind adds it to KINDS."""
    drawn = {trace.type for draw in CHARTS.values() for trace in draw(Sizes()).data}

    assert drawn - {"scatter"} == KINDS


def test_the_installed_streamlit_is_as_expected():
    """One file, and less than half of it is sent."""
    (file,) = chart_code.FILES
    code, _ = prepared(file)

    assert len(code) < file.stat().st_size / 2

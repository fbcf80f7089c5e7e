// A click on a mark of a chart opens the mentions that it stands for: its customdata is the query.
// A finger that points at a mark reads it first; a second tap on the same mark opens it.

// The filters above every page travel along; whatever else the address asks for stays behind.
const FILTERS = [
  "brand", "period", "dates", "compare", "source", "topic", "language", "audience", "kind", "text",
  "of",
];
// Links to views that people keep: they lead to pages of ours, and need no new tab for that.
const VIEWS = "[class*='st-key-view-'] a[href]";
let pointer = "mouse";
let presses = 0;
let read = { address: "", press: 0 };

for (const seen of ["pointerover", "pointerdown"]) {
  document.addEventListener(seen, listen, { capture: true, passive: true });
}

document.addEventListener("click", follow, { capture: true });

/** Open a view in its place; with a key held down, or another button, the browser does as always. */
function follow(event) {
  const link = event.target.closest?.(VIEWS);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
}

/** Note what points, and hear the clicks of the chart below it from now on. */
function listen({ type, pointerType, target }) {
  pointer = pointerType;
  presses += type === "pointerdown";
  const chart = target.closest?.(".js-plotly-plot");
  if (!chart?.on || chart.dataset.opens) return;
  chart.dataset.opens = "mentions";
  chart.on("plotly_click", (event) => open(stoodFor(chart, event)));
  chart.on("plotly_hover", (event) => cursor(chart, stoodFor(chart, event) ? "pointer" : ""));
  chart.on("plotly_unhover", () => cursor(chart, ""));
}

function cursor(chart, shape) {
  for (const layer of chart.querySelectorAll(".nsewdrag")) layer.style.cursor = shape;
}

/** What the mark below the pointer stands for; of blocks on top of each other the one pointed at. */
function stoodFor(chart, { points, event }) {
  const marks = points.filter(({ customdata }) => Object.keys(customdata ?? {}).length);
  if (marks.length < 2) return marks[0]?.customdata;
  const plot = chart.querySelector(".nsewdrag").getBoundingClientRect();
  const height = marks[0].yaxis.p2d(event.clientY - plot.top);
  let top = 0;
  return marks.find(({ y }) => (top += y ?? 0) >= height)?.customdata ?? shared(marks);
}

/** What all marks of a column stand for together: where the pointer is above the column. */
function shared(marks) {
  const [first, ...others] = marks.map(({ customdata }) => customdata);
  const same = ([key, value]) => others.every((other) => other[key] === value);
  return Object.fromEntries(Object.entries(first).filter(same));
}

function open(mark) {
  if (!mark) return;
  const query = new URLSearchParams(location.search);
  for (const key of [...query.keys()]) if (!FILTERS.includes(key)) query.delete(key);
  for (const [key, value] of Object.entries(mark)) query.set(key, value);
  const address = `mentions?${query}`;
  if (pointer === "touch" && !wasRead(address)) return;
  read = { address: "", press: presses };
  go(address);
}

/** Open a page as a step of the browser's own history: Back returns with the filters of before. */
function go(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

/** Whether an earlier tap was on the same mark; one tap can be heard as a touch and as a click. */
function wasRead(address) {
  if (read.address !== address) read = { address, press: presses };
  return read.press < presses;
}

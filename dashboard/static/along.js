// What a reader takes along by the browser itself: a chart as a picture, a page on paper; and keys.

// Of a chart: as wide as the paper allows, whatever the window was.
const CHARTS = ".js-plotly-plot .main-svg";
const HEAD = 58; // pixels for a picture's title
const TOP = 88; // pixels that Streamlit's bar covers
const KEYS = [
  ["/", "search the mentions for a word"],
  ["j", "next card"],
  ["k", "card before"],
  ["?", "these keys"],
];
// A mention in a list; what can be done with the one that has the focus, and to it.
const MENTION = "[data-testid=stMain] [class*='st-key-mention-']";
const MENTION_KEYS = [
  ["Enter", "open or close the mention's conversation"],
  ["o", "the post where it was written"],
  ["a", "who wrote it"],
  ["e", "begin or end to correct"],
  ["1", "it is negative"],
  ["2", "it is neutral"],
  ["3", "it is positive"],
  ["c", "it is a complaint, or none"],
  ["t", "its topic"],
  ["y", "it looks right"],
  ["n", "it is not about the brand"],
  ["z", "take back what was said last about it"],
];
const PARTS = {
  Enter: "[class*='st-key-conversation-'] button",
  o: "[data-testid=stLinkButton] a",
  a: "[class*='st-key-author-'] button",
};
// They stand in the mention only while one corrects.
const CORRECTING = {
  1: "[class*='st-key-polarity-'] [role=radio]:nth-of-type(1)",
  2: "[class*='st-key-polarity-'] [role=radio]:nth-of-type(2)",
  3: "[class*='st-key-polarity-'] [role=radio]:nth-of-type(3)",
  c: "[class*='st-key-complaint-'] [role=radio][aria-checked=false]",
  t: "[class*='st-key-topic-'] input",
  y: "[class*='st-key-right-'] button",
  n: "[class*='st-key-disown-'] button",
  z: "[class*='st-key-undo-'] button",
};

addEventListener("beforeprint", () => every(fit));
addEventListener("afterprint", () => every(unfit));
document.addEventListener("click", paint, { capture: true });
document.addEventListener("keydown", press);
// From here on keys are heard: whoever types for a reader can wait for it.
document.documentElement.dataset.keys = "heard";

function every(change) {
  for (const svg of document.querySelectorAll(CHARTS)) change(svg);
}

/** Let a drawing shrink with its place: Plotly gives it a size in pixels and no more. */
function fit(svg) {
  const { width, height } = svg.getBoundingClientRect();
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

function unfit(svg) {
  svg.removeAttribute("viewBox");
}

/** Give a picture the page's background, the card's title and what the page shows, for as long as
 * Plotly reads them: on a slide a chart stands without its page. */
function paint({ target }) {
  const chart = target.closest?.(".modebar-btn")?.closest(".js-plotly-plot");
  if (!chart?.layout) return;
  const { layout, _context: context } = chart;
  const options = context.toImageButtonOptions;
  const { width, height, _size: { t, l } } = chart._fullLayout;
  const said = [titleOf(chart), document.querySelector(".st-key-told p")?.textContent ?? ""];
  const [title, page] = said.map((words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
  chart.layout = {
    ...layout,
    height: height + HEAD,
    margin: { ...layout.margin, t: t + HEAD },
    paper_bgcolor: getComputedStyle(document.querySelector(".stApp")).backgroundColor,
    title: {
      text: `<b>${title}</b><br>${page}`,
      font: { size: 13 },
      x: l / width,
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 14 },
    },
  };
  context.toImageButtonOptions = { ...options, width, height: height + HEAD };
  setTimeout(() => {
    chart.layout = layout;
    context.toImageButtonOptions = options;
  });
}

/** The heading of the card that a chart stands in. */
function titleOf(chart) {
  for (let place = chart; place; place = place.parentElement) {
    const heading = place.querySelector("h2");
    if (heading) return heading.textContent.trim();
  }
  return document.title;
}

function press(event) {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.isComposing) return;
  if (target.closest?.("input, textarea, select, [contenteditable], [role=combobox]")) return;
  const keys = { "/": search, j: () => step(1), k: () => step(-1), "?": list };
  const does = keys[key] ?? ofMention(key, target);
  if (!does) return;
  event.preventDefault();
  does();
}

function search() {
  document.querySelector(".st-key-text input")?.focus();
}

/** What a key does with the mention that has the focus, or to it; nothing elsewhere. */
function ofMention(key, target) {
  const mention = target.closest?.(MENTION);
  if (key === "e" && document.querySelector(MENTION)) return correct;
  // On a button Enter presses it.
  if (!mention || (key === "Enter" && target !== mention)) return undefined;
  if (key in PARTS) return () => mention.querySelector(PARTS[key])?.click();
  if (!(key in CORRECTING)) return undefined;
  if (!mention.querySelector(CORRECTING.t)) return correct;
  const part = mention.querySelector(CORRECTING[key]);
  return () => (key === "t" ? part?.focus() : part?.click());
}

/** The switch that puts what corrects below each mention; who may not correct has none. */
function correct() {
  document.querySelector(".st-key-correct input")?.click();
}

/** Go to the heading of the next card, or of the one before, and let a reader's tool say it; in a
 * list of mentions to the next of them. */
function step(by) {
  const cards = [...document.querySelectorAll(`[data-testid=stMain] h2, ${MENTION}`)];
  const focused = document.activeElement;
  const here = cards.indexOf(focused.closest(MENTION) ?? focused);
  const isBelow = (card) => card.getBoundingClientRect().top > TOP + 8;
  const isAbove = (card) => card.getBoundingClientRect().top < TOP - 8;
  const near = by > 0 ? cards.findIndex(isBelow) : cards.findLastIndex(isAbove);
  const card = cards[here < 0 ? near : here + by];
  if (!card) return;
  card.tabIndex = -1;
  card.style.scrollMarginTop = `${TOP}px`;
  card.style.outlineOffset = "4px";
  card.scrollIntoView({ block: "start" });
  card.focus({ preventScroll: true });
}

/** The list of keys, which Escape closes. */
function list() {
  document.querySelector("dialog.earshot-keys")?.remove();
  const dialog = document.createElement("dialog");
  dialog.className = "earshot-keys";
  dialog.setAttribute("aria-label", "Keys");
  const mentions = document.querySelector(MENTION) ? MENTION_KEYS : [];
  for (const [key, does] of [...KEYS, ...mentions]) {
    const line = document.createElement("p");
    line.append(Object.assign(document.createElement("kbd"), { textContent: key }), ` ${does}`);
    dialog.append(line);
  }
  const close = Object.assign(document.createElement("button"), { textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

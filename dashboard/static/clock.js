// Clocks that run in the reader's browser: how long somebody waits, how long until a target falls
// due. Drawn by the server as they stand, in the same words (wording/clocks.py); the server is asked
// for nothing meanwhile.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

setInterval(tick, 1000);

function tick() {
  for (const clock of document.querySelectorAll("time.earshot-clock")) {
    const passed = (Date.now() - Date.parse(clock.dateTime)) / 1000;
    const { before, after } = clock.dataset;
    const said = (passed <= 0 && before ? before : after).replace("{}", told(Math.abs(passed)));
    if (clock.textContent !== said) clock.textContent = said;
    clock.classList.toggle("earshot-late", "before" in clock.dataset && passed > 0);
  }
}

/** Seconds as people read them on a clock that runs: 41 min 07 s, 4 h 41 min, 3 d 4 h. */
function told(seconds) {
  const whole = Math.floor(seconds);
  if (whole < HOUR) return `${part(whole, HOUR, MINUTE)} min ${padded(whole % MINUTE)} s`;
  if (whole < 2 * DAY) return `${Math.floor(whole / HOUR)} h ${padded(part(whole, HOUR, MINUTE))} min`;
  return `${Math.floor(whole / DAY)} d ${part(whole, DAY, HOUR)} h`;
}

function part(whole, large, small) {
  return Math.floor((whole % large) / small);
}

function padded(number) {
  return String(number).padStart(2, "0");
}

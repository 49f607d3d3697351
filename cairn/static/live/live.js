// A page that moves by itself. Without this file it moves when it is loaded again.
//
//   <div data-live="share:12" data-live-after="7" data-live-fetch="/shares/12/moving">
//     <section id="answers"> ... <article id="response-5" data-arrives="Dell answered">
//
// What comes is HTML whose elements have ids. One that is here is changed; one that is not, is put
// behind the neighbour it has there, or into data-into="#id". Nothing is taken from under somebody's
// hands: where the focus or typed words are, only the parts around them change.

import { left, say } from "../base/app.js";

const POLL = 20_000, HIDDEN = 30_000, FIRST_PAUSE = 1_000, LONGEST_PAUSE = 60_000, ENOUGH_FAILURES = 3;
const DEAD = 50_000; // the server beats every twenty seconds: a stream that is silent for longer leads nowhere

// ---- a press has two ends: what stood under it when it began stays until it is over, or the press would be lost

const PRESS = 2_000, AFTERWARDS = 60; // the longest, should its end get lost; and until its click has come
let pressing = null;
const waiting = [];
const lifted = () => { pressing = null; for (const goOn of waiting.splice(0)) goOn(); };
const until = soon => () => { clearTimeout(pressing); pressing = setTimeout(lifted, soon); };
const ofSpace = then => event => { if (event.key === " " && !event.target.matches?.("textarea, input")) then(); };
addEventListener("pointerdown", until(PRESS), true);
addEventListener("keydown", ofSpace(until(PRESS)), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, until(AFTERWARDS), true);
addEventListener("keyup", ofSpace(until(AFTERWARDS)), true);

export const handsOff = () => pressing === null ? Promise.resolve() : new Promise(goOn => waiting.push(goOn));

// ---- changing the page

// A list in which nothing is marked as chosen stands on its first line, though no line says so.
const usual = (list, option) => list.multiple || [...list.options].some(one => one.defaultSelected) ? option.defaultSelected : option.index === 0;
const typed = field => (/^(checkbox|radio)$/.test(field.type) ? field.checked !== field.defaultChecked : field.tagName === "SELECT"
  ? [...field.options].some(option => option.selected !== usual(field, option)) : field.value !== field.defaultValue);
const holdsWords = part => [...part.querySelectorAll("textarea, select, input:not([type=hidden], [type=submit], [type=button])")].some(typed);
// What the server gave back in the box, because it was not taken, is somebody's words as well.
const givenBack = part => [...part.querySelectorAll("textarea")].some(box => box.value.trim());
const inUse = part => (document.activeElement !== document.body && part.contains(document.activeElement)) || holdsWords(part) || givenBack(part);

// What somebody opened stays open, and nothing else opens: a fold is known by its own id, or by whose it is and what
// it says; never by its place, or words that somebody asked not to meet would unfold by themselves.
const folds = part => [part, ...part.querySelectorAll("details")].filter(one => one.tagName === "DETAILS");
const named = one => one.id || `${one.parentElement?.closest("[id]")?.id}: ${one.querySelector("summary")?.textContent.trim()}`;
const keepOpen = (old, fresh) => {
  const were = folds(old), come = folds(fresh), like = (all, one) => all.filter(other => named(other) === named(one));
  for (const one of come) if (like(were, one).length === 1 && like(come, one).length === 1) one.open = like(were, one)[0].open;
};

// What is marked data-swaps may change under a button that has the focus, which then stands on the same button or the first.
const onButton = () => !document.activeElement.matches("textarea, select, input");
const does = one => [one.name, one.value, one.form?.elements.about?.value, one.form?.elements.value?.value].join(); // and about whom
const swap = (old, fresh) => {
  const at = document.activeElement, meant = does(at);
  old.replaceWith(fresh);
  const buttons = [...fresh.querySelectorAll("button, a, summary")].filter(one => !one.closest("details:not([open])") || one.tagName === "SUMMARY");
  (buttons.find(one => at.name && does(one) === meant) ?? buttons[0])?.focus({ preventScroll: true });
};

const change = (old, fresh) => {
  if (old.isEqualNode(fresh)) return;
  if (!inUse(old)) { keepOpen(old, fresh); old.replaceWith(fresh); return; }
  if ("swaps" in old.dataset && onButton() && !holdsWords(old) && !givenBack(old)) { keepOpen(old, fresh); swap(old, fresh); return; }
  changeAround(old, fresh);
};

const changeAround = (old, fresh) => {
  const coming = [...fresh.children].filter(part => part.id), stay = new Set(coming.map(part => part.id));
  for (const part of [...old.children]) if (part.id && !stay.has(part.id) && !inUse(part)) part.remove();
  let before = null;
  for (const part of coming) {
    const here = document.getElementById(part.id);
    if (here) change(here, part);
    else if (before) before.after(part);
    else old.prepend(part);
    before = document.getElementById(part.id);
  }
};

const newcomers = parts => parts.flatMap(part => [part, ...part.querySelectorAll("[data-arrives]")])
  .filter(part => part.dataset.arrives && part.id && !document.getElementById(part.id));

// Others' quiet signals are read out to those alone who asked for it in their reading settings.
const signals = parts => ("hearsSignals" in document.documentElement.dataset ? parts : [])
  .flatMap(part => [part, ...part.querySelectorAll("[data-said-if-heard]")])
  .filter(part => "saidIfHeard" in part.dataset && part.textContent.trim() !== document.getElementById(part.id)?.textContent.trim())
  .map(part => part.textContent.trim()).filter(Boolean);

// Bring in what came; false when it has no place on this page.
export const bring = html => {
  const parts = [...new DOMParser().parseFromString(html, "text/html").body.children].filter(part => part.id);
  const arrived = [...newcomers(parts).map(part => part.dataset.arrives), ...signals(parts)];
  let placed = parts.length > 0;
  for (const part of parts) {
    const here = document.getElementById(part.id), into = part.dataset.into && document.querySelector(part.dataset.into);
    if (here) change(here, part);
    else if (into) into.append(part);
    else placed = false;
  }
  if (arrived.length) say(arrived.join(". "));
  return placed;
};

// ---- fetching the page's own fragment, one at a time

// What somebody did here is answered beside it. Whichever of the two began first may tell how it was before the other.
let acts = 0;
export let looks = 0;
export const bringAnswer = html => { acts += 1; return bring(html); };

const fetcher = root => {
  let busy = false, wanted = false;
  const fetchAgain = async () => {
    if (busy) { wanted = true; return; }
    busy = true;
    const before = acts;
    try {
      const answer = await fetch(root.dataset.liveFetch, { headers: { "X-Fragment": "live" }, cache: "no-store" });
      // Signed out, or no longer allowed to see it: the page itself says so best.
      if (answer.redirected || [401, 403, 404].includes(answer.status)) return gone();
      const html = answer.ok && await answer.text();
      await handsOff();
      if (before !== acts) wanted = true;
      else if (html) { looks += 1; bring(html); }
    } catch { /* no network now; the next one brings it */ } finally {
      busy = false;
      if (wanted) { wanted = false; setTimeout(fetchAgain, 150); }
    }
  };
  return fetchAgain;
};

// Loading again would lose what somebody typed; sending it will tell them.
const gone = () => { if (!left && !holdsWords(document.body)) location.reload(); };

// ---- listening

const listen = root => {
  const fetchAgain = fetcher(root);
  let after = Number(root.dataset.liveAfter || 0), source = null, failures = 0, retry, poll, asleep, opening = false, alive = 0;

  const beat = () => { alive = Date.now(); };
  const heard = async event => {
    beat();
    const moved = JSON.parse(event.data);
    if (!(moved.number > after)) return;
    after = moved.number;
    if (moved.kind !== "again") await handsOff();
    if (moved.kind === "again" || !bring(moved.html)) fetchAgain();
  };

  const open = async () => {
    clearTimeout(retry);
    if (source || opening || document.hidden) return;
    opening = true;
    try {
      const answer = await fetch(`/live/ticket?${new URLSearchParams({ stream: root.dataset.live, after })}`, { cache: "no-store" });
      if (answer.redirected || answer.status === 404) { fetchAgain(); return; }
      if (!answer.ok) throw new Error("no ticket");
      source = new EventSource(`/live/${(await answer.json()).ticket}`);
    } catch { later(); return; } finally { opening = false; }
    beat();
    source.addEventListener("open", () => { beat(); failures = 0; clearInterval(poll); poll = null; });
    source.addEventListener("beat", beat);
    source.addEventListener("message", heard);
    // Each opening needs a ticket of its own, so we come back ourselves rather than let the browser.
    source.addEventListener("error", broken);
    source.addEventListener("bye", broken);
  };

  const close = () => { source?.close(); source = null; };
  const broken = () => { close(); later(); };
  const later = () => {
    failures += 1;
    if (failures >= ENOUGH_FAILURES && !poll) { fetchAgain(); poll = setInterval(() => { if (!document.hidden) fetchAgain(); }, POLL); }
    clearTimeout(retry);
    retry = setTimeout(open, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)) * (0.75 + Math.random() / 2));
  };

  // A browser opens six streams to one place and no more, so a tab that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(asleep);
    if (document.hidden) asleep = setTimeout(() => { clearTimeout(retry); close(); }, HIDDEN);
    else { failures = 0; open(); }
  });
  root.addEventListener("again", fetchAgain);
  // A line that was down may have taken the stream with it without a word.
  addEventListener("online", () => { failures = 0; close(); open(); fetchAgain(); });
  setInterval(() => { if (source && Date.now() - alive > DEAD) broken(); }, DEAD / 5);
  addEventListener("pagehide", close);
  open();
};

// One stream a tab: a page names what it shows in one place.
const root = document.querySelector("[data-live]");
if (root) listen(root);

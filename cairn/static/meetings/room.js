// Makes a room quicker: what is pressed or sent changes the page where it stands, and soft time flows.
// Without this file every button loads the page again, and all works the same.

import { left, say } from "../base/app.js";
import { bringAnswer, handsOff, looks } from "../live/live.js";

const root = document.querySelector(".room");
const EVERY = 60_000, FLOW = 10_000;

// ---- pressing and sending

// What was sent goes out of the box; what was typed meanwhile stays.
const empty = (box, taken) => {
  box.value = box.value.startsWith(taken) ? box.value.slice(taken.length).trimStart() : box.value;
  box.defaultValue = ""; // what the server had given back in it is taken now
  if (!box.value) box.blur();
};

// The key of a form that was answered is used up; of one that was not, it stays, so that pressing again does it once.
const fresh = () => [...crypto.getRandomValues(new Uint8Array(12))].map(one => one.toString(16).padStart(2, "0")).join("");
const sameKey = async (form, data, ask) => {
  const key = data.get("once"), now = () => form.elements.once ?? {};
  try {
    const answer = await ask();
    if (answer.ok && now().value === key) now().value = fresh();
    return answer;
  } catch (lost) { now().value = key; throw lost; }
};
const post = async (form, data) => {
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "room" } }).catch(() => null);
  if (!answer || answer.status >= 500) throw new Lost();
  return answer;
};
class Lost extends Error {}

// Loading a page would take with it what was typed in another box, and there are no drafts in a room.
const othersWords = form => [...document.querySelectorAll("textarea")].some(box => !form.contains(box) && box.value.trim());
const stays = form => othersWords(form) || !form.isConnected || !navigator.onLine;
const tellLost = () => {
  document.getElementById("room-line")?.remove();
  document.getElementById("room-head")?.append(Object.assign(document.createElement("p"), { id: "room-line", className: "status", textContent: root.dataset.lost }));
  say(root.dataset.lost);
};

// Sent again after its answer was lost, a form leads to this same page.
const goOn = (form, address) => {
  if (new URL(address).pathname === location.pathname && othersWords(form)) root.dispatchEvent(new Event("again"));
  else location.assign(address);
};

const sent = async (form, submitter) => {
  const box = "clears" in form.dataset && form.querySelector("textarea"), taken = box && box.value, before = looks;
  const data = new FormData(form, submitter), answer = await sameKey(form, data, () => post(form, data));
  if (left) return;
  if (answer.redirected) { goOn(form, answer.url); return; }
  if (!answer.ok && answer.status !== 422) throw new Error();
  const html = await answer.text();
  await handsOff();
  if (left) return;
  if (box && answer.ok) empty(box, taken);
  const cared = document.querySelector("#care section");
  bringAnswer(html);
  if (before !== looks) root.dispatchEvent(new Event("again")); // what was looked for meanwhile may be newer than this
  const care = document.querySelector("#care section"); // the calm card of what was written just now
  if (care && care !== cared) { care.scrollIntoView({ block: "nearest" }); say(care.querySelector("h2").textContent); }
  // The box is there again for the next paragraph; else whoever uses the keys goes on from their own part.
  const next = (box && document.getElementById(box.id)) || document.querySelector("#bar button");
  if (document.activeElement === document.body) next?.focus({ preventScroll: true });
  const line = document.querySelector("#room-line")?.textContent.trim();
  if (line && answer.status === 422) say(line);
};

addEventListener("submit", async event => {
  const form = event.target;
  if (!("room" in form.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  try { await sent(form, event.submitter); } catch (fault) {
    if (left) return;
    if (fault instanceof Lost && stays(form)) { tellLost(); return; }
    // the plain way: the button's name and value go along, as the browser would send them
    if (event.submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
    form.submit();
  } finally { delete form.dataset.busy; }
}, true);

// ---- soft time: the arc flows between two looks at the server; it stays full at its end

let drawn, since = 0;
setInterval(() => {
  const arc = document.querySelector("[data-arc]");
  if (!arc) return;
  if (arc !== drawn) { drawn = arc; since = performance.now(); arc.dataset.from = parseFloat(arc.getAttribute("stroke-dasharray")); return; }
  const whole = Number(arc.dataset.arc.split(" ")[1]) * 1000;
  arc.setAttribute("stroke-dasharray", `${Math.min(100, Number(arc.dataset.from) + (100 * (performance.now() - since)) / whole)} 100`);
}, FLOW);

// Now and then all of it anew: the words of soft time, and so that whoever holds the meeting is seen to be there.
setInterval(() => { if (!document.hidden) root.dispatchEvent(new Event("again")); }, EVERY);

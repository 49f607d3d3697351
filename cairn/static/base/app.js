// Everything works without this file. It only makes some things quicker and quieter.

const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];

// ---- saying: one polite line for people who listen to the page
export const say = words => { const line = one("[data-say]"); if (line && words) { line.textContent = ""; setTimeout(() => { line.textContent = words; }, 50); } };
say(one("[data-said] p")?.textContent.trim());

// ---- leave quickly: the button, or Shift three times within five seconds (after GOV.UK's pattern)
const leave = one("[data-leave]");
const dropPlan = () => globalThis.caches?.delete("cairn-plan").catch(() => {});
const blank = () => { document.title = " "; document.body.replaceChildren(); };
const others = "BroadcastChannel" in self ? new BroadcastChannel("leaving") : null;
export let left = false; // then nothing that this page began before goes on: nothing is kept, nothing is loaded again
const go = event => {
  event?.preventDefault();
  left = true;
  dropPlan();
  // Whatever is asked for next shows nothing, even where this page's last word to the server comes later, or never.
  document.cookie = `cairn-left=1; path=/; samesite=lax; max-age=2592000${location.protocol === "https:" ? "; secure" : ""}`;
  fetch(leave.href, { keepalive: true, redirect: "manual" }).catch(() => {});
  others?.postMessage("left");
  blank();
  location.replace(leave.dataset.leave);
};
// another tab left, or signed out: this one shows nothing either. Words that are not sent yet stay: sending them will tell.
others?.addEventListener("message", ({ data }) => {
  if (data === "out" && all("textarea").some(box => box.value !== box.defaultValue)) return;
  left = true;
  blank();
  setTimeout(() => location.reload(), data === "out" ? 0 : 500);
});
if (leave) {
  let presses = 0, forget, held = false;
  leave.addEventListener("click", go);
  addEventListener("keydown", event => { if (event.key !== "Shift") held = true; }, true);
  addEventListener("keyup", event => {
    if (event.key !== "Shift") { held = event.shiftKey; presses = 0; return; }
    if (held) { held = false; return; }
    presses += 1;
    clearTimeout(forget);
    forget = setTimeout(() => { presses = 0; }, 5000);
    if (presses >= 3) go(); else say(presses === 1 ? leave.dataset.leaveTwo : leave.dataset.leaveOne);
  }, true);
}
// Back after leaving must not show the page as it was
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

// ---- focus: what went wrong first, else the heading of a question
(one("[data-focus=first]") ?? (location.hash ? null : one("h1[data-focus]")))?.focus();

// ---- starters put words into the box and leave the cursor after them
for (const group of all("[data-starts]")) {
  const box = one(group.dataset.starts);
  if (!box) continue;
  group.hidden = false;
  group.addEventListener("click", event => {
    const start = event.target.closest("[data-start]");
    if (!start) return;
    box.value = (box.value && `${box.value.trimEnd()}\n\n`) + start.dataset.start;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// ---- drafts are kept on the server: after two quiet seconds, at most every ten
const asDraft = form => {
  const data = new FormData(form);
  data.delete("once");
  if (form.dataset.aside) data.set("text", `${data.get("text")}\n\n${form.dataset.aside}`); // see hearing/coach.js
  return data;
};
const keepDraft = async (form, words, signal) => {
  const answer = await fetch(form.dataset.draft, { method: "POST", body: asDraft(form), headers: { Accept: "application/json" }, keepalive: true, signal });
  if (answer.status === 429 || answer.status >= 500) throw new Error(); // it is tried again
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
  const kept = await answer.json();
  for (const [name, value] of Object.entries(kept.fields ?? {})) if (form.elements[name]) form.elements[name].value = value;
  if (kept.draft) form.dataset.draft = kept.draft;
  words.textContent = kept.said ?? form.dataset.draftWords.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
};
for (const form of all("form[data-draft]")) {
  const words = one("[data-draft-said]", form) ?? document.createElement("p");
  let due, last = 0, dirty = false, keeping = null;
  const keep = async goes => {
    clearTimeout(due);
    if (!dirty || left || form.dataset.sent || (keeping && !goes)) return;
    keeping?.abort();
    const mine = keeping = new AbortController();
    dirty = false; last = Date.now();
    try { await keepDraft(form, words, mine.signal); } catch { if (!mine.signal.aborted) dirty = true; }
    if (mine === keeping) keeping = null;
    if (dirty && !keeping) later();
  };
  const later = () => { clearTimeout(due); due = setTimeout(keep, Math.max(2000, last + 10000 - Date.now())); };
  form.addEventListener("input", () => { dirty = true; later(); });
  form.addEventListener("submit", () => { clearTimeout(due); dirty = false; keeping?.abort(); }); // coming later than the form, it would bring back a draft of what was sent
  addEventListener("visibilitychange", () => { if (document.hidden) keep(true); }); // what is on its way may lack the last words
}

// ---- quiet signals: swap the fragment; when that fails, the plain form does it
addEventListener("submit", async event => {
  const shown = event.target.closest("[data-signals]");
  if (!shown || !event.submitter) return;
  event.preventDefault();
  if (shown.dataset.busy) return;
  shown.dataset.busy = "1";
  const { name, value, textContent } = event.submitter, form = event.target, data = new FormData(form, event.submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": shown.id } });
    const fresh = one(`#${CSS.escape(shown.id)}`, new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (!answer.ok || !fresh) throw new Error();
    shown.replaceWith(fresh);
    const again = one(`button[value="${CSS.escape(value)}"]`, fresh);
    again?.focus();
    say(one(".pebbles", fresh)?.textContent.trim() || textContent.trim());
  } catch {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.submit();
  }
}, true);

// ---- a form is sent once: a second press does nothing
addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => { delete form.dataset.sent; event.submitter?.removeAttribute("aria-disabled"); }, 8000);
});

// ---- print and copy
for (const button of all("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }
for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(all("li", one(button.dataset.copy)).map(line => line.textContent.trim()).join("\n"));
    say(button.dataset.copied);
    button.lastChild.textContent = button.dataset.copied;
  });
}

// ---- Help now stays at hand without a connection, for those who are at home here and whoever opened it
if (one(".nav, .crisis") && isSecureContext && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js", { scope: "/help-now" }).catch(() => {}));
}

// ---- a plan that is kept on this device goes with whoever signs out (or leaves quickly, above)
const atHome = one("#sign-out, .nav");
one("#sign-out")?.addEventListener("submit", () => { dropPlan(); sessionStorage.setItem("signs-out", "1"); });
if (sessionStorage.getItem("signs-out")) {
  sessionStorage.removeItem("signs-out");
  if (!atHome) others?.postMessage("out");
}
if (!atHome && navigator.onLine && !location.pathname.startsWith("/help-now")) dropPlan();

// ---- pages that move by themselves
if (one("[data-live]")) import("../live/live.js");

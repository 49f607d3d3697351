// The coach beside the box of an answer: after a second and a half of quiet it may ask one thing. It asks our own
// server, which keeps nothing of it. Without this file, the same is asked once on a page before sending.

const PAUSE = 1500;
const says = document.querySelector("[data-coach]");
const form = says?.closest("form");
const box = form?.elements.text;

if (box) {
  const coach = says.closest(".coach"), buttons = coach.querySelector("[data-coach-buttons]");
  const first = coach.querySelector("[data-coach-first]"), keep = coach.querySelector("[data-coach-keep]");
  let due, asked = 0, begin = "", hushed = false;

  // It is asked here, so it needs no page in between.
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "looked", value: "coach" }));

  const show = note => {
    begin = note?.first ?? "";
    buttons.hidden = !note?.asks;
    first.hidden = !begin;
    if (!note?.asks) { says.replaceChildren(); return; }
    if (says.firstChild?.textContent === note.asks) return; // said once, not again at each pause
    says.replaceChildren(Object.assign(document.createElement("b"), { textContent: note.asks }), note.why);
  };

  const ask = async () => {
    const number = ++asked, data = new FormData(form);
    data.delete("once");
    if (!box.value.trim()) { show(null); return; }
    try {
      const answer = await fetch(says.dataset.coach, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const note = answer.ok && answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (number === asked && !hushed) show(note);
    } catch { /* a question that could not be asked is no loss */ }
  };

  const later = () => { clearTimeout(due); if (!hushed) due = setTimeout(ask, PAUSE); };
  form.addEventListener("input", later);
  form.addEventListener("submit", () => clearTimeout(due));

  const hush = () => { hushed = true; clearTimeout(due); show(null); box.focus(); };
  keep.addEventListener("click", hush);
  first.addEventListener("click", () => {
    const words = begin;
    hush();
    box.value = `${words}\n\n${box.value}`;
    box.setSelectionRange(words.length, words.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// The coach beside the box of an answer: after a second and a half of quiet it may ask one thing. It asks our own
// server, which keeps nothing of it. Without this file, the same is asked once on a page before sending.

const PAUSE = 1500;
const says = document.querySelector("[data-coach]");
const form = says?.closest("form");
const box = form?.elements.text;

if (box) {
  const coach = says.closest(".coach"), buttons = coach.querySelector("[data-coach-buttons]");
  const first = coach.querySelector("[data-coach-first]"), keep = coach.querySelector("[data-coach-keep]"), back = coach.querySelector("[data-coach-back]");
  let due, asked = 0, begin = "", before = "", hushed = false, seen = null;

  // Sent along only when the coach has looked at these very words, or had its one question: else the page in between asks.
  const looked = form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "looked", value: "coach", disabled: true }));
  const words = () => `${form.elements.kind?.value}\n${box.value}`;

  const show = note => {
    begin = note?.first ?? "";
    before = note?.before ?? "";
    buttons.hidden = !note?.asks;
    first.hidden = !begin;
    if (!note?.asks) { says.replaceChildren(); return; }
    if (says.firstChild?.textContent === note.asks) return; // said once, not again at each pause
    says.replaceChildren(Object.assign(document.createElement("b"), { textContent: note.asks }), note.why);
  };

  const ask = async () => {
    const number = ++asked, read = words(), data = new FormData(form);
    data.delete("once");
    if (!box.value.trim()) { show(null); return; }
    try {
      const answer = await fetch(says.dataset.coach, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const note = answer.ok && answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (number !== asked || hushed) return;
      if (note) seen = note.asks ? true : seen === true || read;
      show(note);
    } catch { /* a question that could not be asked is no loss */ }
  };

  const later = () => { clearTimeout(due); if (!hushed) due = setTimeout(ask, PAUSE); };
  form.addEventListener("input", later);
  form.addEventListener("submit", () => {
    clearTimeout(due);
    looked.disabled = !(hushed || seen === true || seen === words());
  });

  const hush = () => { hushed = true; clearTimeout(due); show(null); box.focus(); };
  keep.addEventListener("click", hush);
  const put = value => {
    box.value = value;
    box.setSelectionRange(value.length, value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  first.addEventListener("click", () => {
    const mine = box.value, left = mine.trimStart().startsWith(before) ? before : "", question = begin;
    const asking = left ? `${left}\n\n${question}` : question, aside = mine.trimStart().slice(left.length).trim();
    hush();
    form.dataset.aside = aside; // a draft keeps it below what is in the box (base/app.js); what is sent is the box alone
    put(asking);
    says.replaceChildren(back.dataset.coachAside);
    buttons.hidden = back.hidden = false;
    keep.hidden = true;
    back.onclick = () => {
      hush();
      back.hidden = true;
      delete form.dataset.aside;
      put(box.value === asking ? mine : `${box.value.trimEnd()}\n\n${aside}`.trimStart()); // never over what was typed since
    };
  });
}

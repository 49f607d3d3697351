// Keeping one's own plan on this device, for when there is no connection. Opt-in; base/app.js takes it away again.

import { left } from "../base/app.js";

const CACHE = "cairn-plan", PATH = "/help-now/plan";
const box = document.querySelector("[data-keep-plan]");

if (box && isSecureContext && "caches" in window && "serviceWorker" in navigator) {
  const keep = box.querySelector("[data-keep]"), drop = box.querySelector("[data-drop]"), said = box.querySelector("[data-keep-said]");
  const show = async () => { const kept = await caches.has(CACHE); keep.hidden = kept; drop.hidden = !kept; return kept; };
  const put = async () => {
    const answer = await fetch(PATH, { cache: "no-store" });
    if (left || !answer.ok || answer.redirected) throw new Error();
    await (await caches.open(CACHE)).put(PATH, answer);
    if (left) await caches.delete(CACHE);
  };
  keep.addEventListener("click", async () => {
    await navigator.serviceWorker.register("/sw.js", { scope: "/help-now" });
    await put();
    await show();
    said.textContent = box.dataset.keptWords;
    drop.focus();
  });
  drop.addEventListener("click", async () => {
    await caches.delete(CACHE);
    await show();
    said.textContent = box.dataset.goneWords;
    keep.focus();
  });
  box.hidden = false;
  // what is kept follows what was changed
  show().then(kept => { if (kept) put().catch(() => {}); });
}

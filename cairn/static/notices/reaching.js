// Asking this browser whether it may be woken. Without this file the rest of the page works.

const form = document.querySelector("[data-push]"), cannot = document.querySelector("[data-push-cannot]");
const stop = document.querySelector("[data-push-stop]");
const able = isSecureContext && "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

const ready = async () => {
  const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/help-now" });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker.state !== "activated") await new Promise(done => worker.addEventListener("statechange", () => worker.state === "activated" && done()));
  return registration;
};
const agreed = async () => (await navigator.serviceWorker.getRegistration("/help-now"))?.pushManager.getSubscription();
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

const wake = async () => {
  const said = form.querySelector("[data-push-said]");
  try {
    if (await Notification.requestPermission() !== "granted") { said.textContent = form.dataset.denied; return; }
    const { pushManager } = await ready();
    await (await pushManager.getSubscription())?.unsubscribe();
    const made = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) })).toJSON();
    Object.assign(form.elements.endpoint, { value: made.endpoint });
    Object.assign(form.elements.p256dh, { value: made.keys.p256dh });
    Object.assign(form.elements.auth, { value: made.keys.auth });
    form.submit();
  } catch { said.textContent = form.dataset.failed; }
};

if (able) {
  if (cannot) cannot.hidden = true;
  form.hidden = Boolean(stop && await agreed());
  form.addEventListener("submit", event => { event.preventDefault(); wake(); });
  stop?.addEventListener("submit", async event => {
    event.preventDefault();
    await (await agreed())?.unsubscribe().catch(() => {});
    stop.submit();
  });
}

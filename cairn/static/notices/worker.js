// The browser's worker: keeps Help now at hand without a connection, and shows one quiet line when it is woken.
// It sees only what lies beneath Help now, never another page, and asks for what it keeps without cookies: so
// nothing that is only for a member can be in its cache. A member's own plan is in one of its own, put there by
// safety/plan.js where they chose so, and taken out by base/app.js when they sign out or leave. KEPT and HOUSE are written before this by the server.

const NAME = `cairn-${KEPT.version}`;
const PATIENCE = 4000; // milliseconds to wait for the server

const plainly = path => fetch(new Request(path, { credentials: "omit", cache: "no-cache" }));

const keepPages = async () => {
  const cache = await caches.open(NAME);
  for (const path of KEPT.pages) {
    const answer = await plainly(path);
    if (!answer.ok || answer.redirected) continue;
    // a page of another version would come without its style sheet
    if ((await answer.clone().text()).includes(KEPT.version)) await cache.put(path, answer);
    else self.registration.update();
  }
};
const keepFiles = async () => {
  const cache = await caches.open(NAME);
  await Promise.all(KEPT.files.map(async path => { const answer = await plainly(path); if (answer.ok) await cache.put(path, answer); }));
};

self.addEventListener("install", event => {
  self.skipWaiting();
  event.waitUntil(Promise.all([keepFiles(), keepPages()]));
});
self.addEventListener("activate", event => {
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(name => name !== NAME && name !== KEPT.plan.cache).map(name => caches.delete(name)))));
});

const atHand = path => caches.match(path, { ignoreVary: true });
const soon = () => new Promise((_, fail) => setTimeout(fail, PATIENCE));
const pageOf = async (request, path) => {
  try {
    const answer = await Promise.race([fetch(request), soon()]);
    if (answer.status < 500) return answer;
  } catch { /* no connection */ }
  return await atHand(path) ?? Response.error();
};

// A member's own plan, where they chose to keep it here. Shown only without a connection; what is online is the
// server's, and when it asks to sign in, whoever was signed in here is not any more: then the kept one goes.
const planOf = async request => {
  try {
    const answer = await Promise.race([fetch(request), soon()]);
    if (answer.redirected || answer.type === "opaqueredirect") await caches.delete(KEPT.plan.cache);
    if (answer.status < 500) return answer;
  } catch { /* no connection */ }
  return await atHand(KEPT.plan.path) ?? await atHand(KEPT.pages[0]) ?? Response.error();
};

self.addEventListener("fetch", event => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && path === KEPT.plan.path) { event.respondWith(planOf(event.request)); return; }
  if (event.request.mode === "navigate" && KEPT.pages.includes(path)) {
    event.respondWith(pageOf(event.request, path));
    event.waitUntil(keepPages().catch(() => {}));
  } else if (KEPT.files.includes(path)) {
    event.respondWith(atHand(path).then(kept => kept ?? fetch(event.request)));
  }
});

const ours = path => {
  const address = new URL(path ?? HOUSE.path, self.location.origin);
  return address.origin === self.location.origin ? address.href : self.location.origin;
};

self.addEventListener("push", event => {
  let said = {};
  try { said = event.data?.json() ?? {}; } catch { /* nothing that we wrote */ }
  event.waitUntil(self.registration.showNotification(said.title ?? HOUSE.title, {
    body: said.text ?? "", lang: said.lang ?? "", icon: HOUSE.icon, tag: "cairn", silent: true,
    data: { path: said.path, other: said.otherPath }, actions: said.other ? [{ action: "other", title: said.other }] : [],
  }));
});

self.addEventListener("notificationclick", event => {
  const { path, other } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(self.clients.openWindow(ours(event.action === "other" ? other : path)));
});

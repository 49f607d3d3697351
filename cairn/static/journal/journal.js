// The server locks a journal by itself; an open page of it should not stay on a screen for longer.
const HALF_AN_HOUR = 30 * 60 * 1000;
const place = document.querySelector("[data-locks-at]");
let since = Date.now();
const leave = () => { if (Date.now() - since > HALF_AN_HOUR) location.replace(place.dataset.locksAt); };
if (place) {
  setInterval(leave, 20000);
  addEventListener("visibilitychange", leave); // a device that slept
}

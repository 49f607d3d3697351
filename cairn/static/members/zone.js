// Guess the time zone from the browser; the list works without it.
const list = document.querySelector("select[data-guess-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (list && zone && [...list.options].some(option => option.value === zone)) list.value = zone;

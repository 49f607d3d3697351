"""The sitemap."""

from importlib import import_module

ROOMS = [
    "home", "members", "circles", "shares", "meetings", "hearing", "checkins", "toolkit", "growth", "bonds", "repair", "notices", "journal",
    "safety", "live",
]


def _urls_of(room: str) -> list:
    return list(import_module(f"cairn.{room}.urls").urlpatterns)


urlpatterns = [pattern for room in ROOMS for pattern in _urls_of(room)]

handler404 = "cairn.home.errors.not_found"
handler500 = "cairn.home.errors.broken"
handler400 = "cairn.home.errors.bad_request"
handler403 = "cairn.home.errors.not_allowed"

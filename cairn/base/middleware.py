"""The outermost care: headers on everything, a gate on every page, keys forgotten afterwards."""

import logging

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cairn.base import keyring

log = logging.getLogger("cairn.pages")

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}
# A drawing, a font or a script needs fewer: each costs on a first visit, and a page of people has many drawings.
HEADERS_OF_FILES = {
    "Content-Security-Policy": "default-src 'none'",
    **{name: HEADERS[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")},
}
GATES = {"public", "newcomer", "member", "coordinator", "responder"}


class Safeguards:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        keyring.forget()
        _name_our_origin(request)
        try:
            response = self.get_response(request) if _is_ours(request) else plain(400, _("This space does not answer to that address. Whoever runs it can name it in CAIRN_ADDRESS or CAIRN_HOSTS."))
        finally:
            keyring.forget()
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        if settings.SECURE:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "gate", None) not in GATES:
            log.error("%s has no gate and was refused", getattr(view, "__name__", "a page"))
            raise Http404

    def process_exception(self, request, error):
        """Logged by type and place only: an exception's message can hold a member's words."""
        if isinstance(error, Http404):
            return None
        frame = error.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename.rsplit('/cairn/', 1)[-1]}:{frame.tb_lineno}" if frame else ""
        log.error("%s at %s", type(error).__name__, place)
        return None


def _is_ours(request) -> bool:
    """Whether the address that was asked for is one of this space's."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _name_our_origin(request) -> None:
    """Pages that send no referrer hand in their forms with "Origin: null", which Django refuses. A
    browser says in Sec-Fetch-Site, where no page can lie, whether the form was ours; older ones say
    nothing there, and the form's token alone decides."""
    if request.META.get("HTTP_ORIGIN") == "null" and request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin":
        request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}"


def plain(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")

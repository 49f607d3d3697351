"""The small book: chosen, read, printed, and kept as a file. Made each time anew from what is there."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cairn.base import clock, rates
from cairn.base.pages import found, member_page, page, redirect
from cairn.growth.book import pdf
from cairn.growth.book.choosing import chosen_in, token_of
from cairn.growth.book.writing import KINDS, WRITERS, cover_of, html_of
from cairn.growth.forms.book import KNOWN, BookForm
from cairn.growth.queries.book import CHAPTERS, Book, book_of, is_there

PDFS = rates.Limit("books", 12, rates.HOUR)  # each takes a second or more of the machine


@member_page
def book(request):
    """What goes in, its title, its dedication. Nothing of it is kept: the choice travels in the book's address, sealed."""
    form = BookForm(request.POST if request.method == "POST" else None, initial=_first())
    if request.method == "POST" and form.is_valid():
        return redirect("book_read", token_of(request.member, form.chosen()))
    return page(request, "growth/book.html", form=form, there=is_there(request.member), nav_now="you")


def _first() -> dict:
    return {"title": _("How far I have come"), "chapters": list(CHAPTERS), "firsts": True, "names": KNOWN}


@member_page(methods=("GET", "HEAD"))
def book_read(request, token):
    made = _made(request, token)
    return page(request, "growth/book_read.html", book=made, cover=cover_of(made), token=token, has_pdf=pdf.is_there(), made_at=clock.now(), nav_now="you")


def _made(request, token) -> Book:
    return book_of(request.member, found(chosen_in(request.member, token)))


@member_page(methods=("GET", "HEAD"))
def book_file(request, token, kind):
    """To keep: one file that opens without a network, or plain text, or data."""
    made = _made(request, token)
    if kind == "pdf" and pdf.is_there():
        rates.take(PDFS, request.member.pk)
        return _file(pdf.pdf_of(html_of(made, request.space)), "application/pdf", "pdf")
    if kind not in WRITERS:
        raise Http404
    return _file(WRITERS[kind](made, request.space), KINDS[kind], kind)


def _file(content, content_type: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="my-book.{kind}"'})

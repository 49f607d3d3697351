"""The book on paper's own terms, where the optional extra is there (requirements-pdf.lock). Without it the browser
prints the same page."""

from importlib.util import find_spec


def is_there() -> bool:
    return find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """Everything the page needs stands in it; nothing else is fetched, from the network or from the disk."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"})).write_pdf()

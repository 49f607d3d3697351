"""The address of static files lives in base: this name is kept while it is still imported."""

from cairn.base.static import static_path  # noqa: F401

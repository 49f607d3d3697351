"""A word from rooms above before changed words stand, once; they never hold them back."""

from cairn.base.slots import slot


def words_looked_at(request, language: str, text: str, before: str | None):
    """What there is to say about `text` that was not in it `before`; "" once it was said."""
    return "" if request.POST.get("looked") else slot("words.look", request, (language, text, before or ""))

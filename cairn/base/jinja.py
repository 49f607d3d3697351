"""The Jinja2 environment of Cairn's own pages: cached addresses, light filters, gettext."""

import secrets
from functools import lru_cache
from types import FunctionType

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from cairn.base import text, times, typed


@lru_cache(maxsize=4096)
def url(name: str, *args) -> str:
    return reverse(name, args=args)


def once(id: str = "") -> Markup:
    """The hidden key of one form: sent twice, it is done once. With an id it can be made new on an open page."""
    named = f' id="{id}"' if id else ""
    return Markup(f'<input type="hidden" name="once"{named} value="{secrets.token_urlsafe(12)}">')


@lru_cache(maxsize=100)
def said_in(language: str):
    """What says a text in this language, as Jinja's own newstyle gettext. A page says a hundred texts, so
    each is looked up once a process."""
    texts: dict[str, Markup] = {}

    def said(message: str, **values) -> Markup:
        text = texts.get(message)
        if text is None:
            with translation.override(language):
                text = texts[message] = Markup(translation.gettext(message))  # noqa: S704  ours and the translators', never a member's
        return text % values if values or "%" in text else text

    return said


def said(message: str, **values) -> Markup:
    """The same where no page says in which language: in the pieces of higher rooms."""
    return said_in(translation.get_language() or settings.LANGUAGE_CODE)(message, **values)


ONCE_A_PAGE = {"base/kit.html", "base/forms.html"}  # their macros read nothing that differs within a page: a test holds it


class OnePerPage(Template):
    """Parts of a page that many templates import with their context are made once a page, not once an import;
    and once for all that is drawn apart from a page, which is nobody's."""

    def make_module(self, vars=None, shared=False, locals=None):
        if self.name not in ONCE_A_PAGE:
            return super().make_module(vars, shared, locals)
        made = (vars or {}).get("modules_made")
        if made is None:
            vars, shared, made = {}, False, self.environment.made_apart
        if self.name not in made:
            made[self.name] = super().make_module(vars, shared)
        return made[self.name]


class QuickContext(Context):
    """A page calls some two hundred functions and macros: those that ask for nothing of the template's own are called at once."""

    def call(self, called, /, *args, **values):
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return called(*args, **values)


def environment(**options) -> Environment:
    from cairn.base.static import static_path

    options.pop("undefined", None)
    env = Environment(
        **{**options, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"], "undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.template_class, env.context_class, env.made_apart = OnePerPage, QuickContext, {}
    env.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=True,
        pgettext=translation.pgettext, npgettext=translation.npgettext,
    )
    env.policies["ext.i18n.trimmed"] = True
    # Globals stand back behind what a page passes; a context processor would overwrite it.
    env.globals.update(gettext=said, _=said)
    env.globals.update(nav_now="", own_sheet="", url=url, static=static_path, once=once, greeting=times.greeting)
    env.tests["typed_as"] = typed.looks_typed
    env.filters.update(shown=text.shown, first_words=text.first_words, listed=text.listed)
    env.filters.update(when=times.when, hour_of=times.hour_of, day=times.day, begins=times.begins, elsewhere=times.elsewhere)
    return env

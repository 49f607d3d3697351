"""The few words that stand for what a share asks, whom it is told to, and how it was answered."""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup, escape

from cairn.base import times
from cairn.base.text import listed
from cairn.shares.models import (
    CIRCLE, EVERYONE, HEARD, HEART, IDEA, IDEAS, LISTENING, ME, NOD, NOTHING, QUESTION, SIMILAR, STORIES, WITH,
)

NEEDS = (
    (LISTENING, gettext_lazy("Just listening")),
    (STORIES, gettext_lazy("Similar stories")),
    (IDEAS, gettext_lazy("Ideas")),
    (NOTHING, gettext_lazy("Nothing, I only wanted to say it")),
)
PROMPTS = (
    ("small-right", gettext_lazy("A small thing that went right")),
    ("wish-told", gettext_lazy("What I wish somebody had told me")),
    ("hard-week", gettext_lazy("A hard week")),
    ("thank", gettext_lazy("Thank you to somebody")),
    ("before-after", gettext_lazy("Before and after")),
)
KINDS = (
    (HEARD, gettext_lazy("What I heard")),
    (SIMILAR, gettext_lazy("Something similar")),
    (IDEA, gettext_lazy("An idea")),
    (QUESTION, gettext_lazy("A question")),
)
STARTERS = {
    HEARD: (
        (gettext_lazy("It sounds like "), gettext_lazy("It sounds like…")),
        (gettext_lazy("Thank you for "), gettext_lazy("Thank you for…")),
        (gettext_lazy("What stayed with me: "), gettext_lazy("What stayed with me…")),
    ),
    SIMILAR: (
        (gettext_lazy("I know a version of that. "), gettext_lazy("I know a version of that…")),
        (gettext_lazy("For me it was "), gettext_lazy("For me it was…")),
    ),
    IDEA: (
        (gettext_lazy("What helped me a little: "), gettext_lazy("What helped me a little…")),
        (gettext_lazy("You may have tried this already: "), gettext_lazy("You may have tried this…")),
    ),
    QUESTION: (
        (gettext_lazy("Would you like to say more about "), gettext_lazy("Would you like to say more…")),
        (gettext_lazy("What is it like when "), gettext_lazy("What is it like when…")),
    ),
}
_SAID = {
    HEARD: gettext_lazy("Said what they heard"),
    SIMILAR: gettext_lazy("Something similar"),
    IDEA: gettext_lazy("An idea"),
    QUESTION: gettext_lazy("A question"),
}
_PEOPLE = (
    gettext_lazy("One person"), gettext_lazy("Two people"), gettext_lazy("Three people"), gettext_lazy("Four people"),
    gettext_lazy("Five people"), gettext_lazy("Six people"), gettext_lazy("Seven people"), gettext_lazy("Eight people"),
    gettext_lazy("Nine people"), gettext_lazy("Ten people"),
)


def prompt_words(key: str) -> str:
    return str(dict(PROMPTS).get(key, ""))


def audience_words(share) -> str:
    """Whom it was told to: "to Tuesday circle"."""
    if share.audience == CIRCLE:
        return _("to %(circle)s") % {"circle": share.circle.name}
    return {EVERYONE: _("to everyone here"), ME: _("only for you")}.get(share.audience, _("between buddies"))


def who_can_see(share) -> str:
    """Who will see an answer, said beside its box."""
    if share.audience == CIRCLE:
        return _("%(circle)s can see it.") % {"circle": share.circle.name}
    return _("Everyone here can see it.") if share.audience == EVERYONE else _("Those who can see this share can see it.")


def people_words(n: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def answered_words(n: int) -> str:
    """ "Two people answered": people, not answers, and in words."""
    if n == 0:
        return _("Waiting to be heard")
    who = _PEOPLE[n - 1] if n <= len(_PEOPLE) else _("More than ten people")
    # Translators: "Two people answered"
    return _("%(people)s answered") % {"people": who}


def line_of(share, note: str, here: times.Here | None = None, *, to: bool = True) -> Markup:
    """ "This morning, to Tuesday circle", "This morning, to Tuesday circle. Mentions grief. Edited."; without `to`, for a page
    that is the circle's own, "This morning"."""
    line = Markup(times.when(share.told_at, here))
    if to:
        line += f", {audience_words(share)}"
    after = [*([mentions(note)] if note else []), *([_("Edited.")] if share.edited_at else [])]
    return line + ". " + " ".join(after) if after else line


def mentions(note: str) -> str:
    return _("Mentions %(topics)s.") % {"topics": note}


def note_of(share, names: list[str]) -> str:
    """The content note: topics by their names, then the writer's own words."""
    own = share.note_words
    return listed([*names, own] if own else names)


def answer_line(response, here: times.Here) -> Markup:
    """ "Said what they heard, 10:40am". """
    said = _answered_by("" if response.from_author else response.kind, here.language)
    edited = escape(", " + _("edited")) if response.edited_at else ""
    return Markup(f"{said}, {here.moment(response.at)}{edited}")


@lru_cache(maxsize=200)
def _answered_by(kind: str, language: str) -> Markup:
    """How it was answered; "" by the share's author. Looked up once a language."""
    return escape(_SAID.get(kind, _SAID[HEARD]) if kind else _("Answered"))


def signal_words(names: dict[str, list[str]], own: set[str]) -> str:
    """ "Marl, Tarn and you nodded. Wren sent a heart." Names up to three, never a number."""
    said = ((kind, _few(names[kind], kind in own)) for kind in (NOD, HEART, WITH))
    return " ".join(str(_SIGNALLED[kind]) % {"names": who} for kind, who in said if who)


_SIGNALLED = {
    NOD: gettext_lazy("%(names)s nodded."),
    HEART: gettext_lazy("%(names)s sent a heart."),
    WITH: gettext_lazy("%(names)s said “with you”."),
}


def _few(names: list[str], and_you: bool) -> str:
    if not names:
        return _("You") if and_you else ""
    shown = names[: 2 if and_you else 3]
    others = len(names) > len(shown)
    if and_you:
        shown = [*shown, _("you")]
    # Translators: "Marl, Tarn, Wren and others"
    return _("%(names)s and others") % {"names": ", ".join(shown)} if others else listed(shown)


def read_first() -> str:
    """To a newcomer whose words are held while the space is quiet."""
    return _("It is kept, and a person reads it before others see it, because the space is quiet just now. You will hear when they can.")

"""You: what is so, with a link to change each, and the small pages behind the links."""

import secrets

from django.utils.translation import gettext as _

from cairn.base import stones, times
from cairn.base.pages import member_page, page, public, redirect, say
from cairn.members import forms, hours, queries, verbs
from cairn.members.interests import INTERESTS
from cairn.members.rules import said_by
from cairn.base.languages import names_of


@member_page
def you(request):
    return page(request, "members/you.html", now=_as_it_is(request.member))


def _as_it_is(member) -> dict:
    """Every setting in words."""
    experiences, interests = queries.experiences_of(member), queries.interests_of(member)
    return {
        "stone": stones.describe(member.stone),
        "experiences": queries.topic_names(experiences),
        "interests": [str(words) for kind, words in INTERESTS.items() if kind in interests],
        "languages": names_of(member.languages),
        "zone": member.zone.replace("_", " "),
        "hours": hours.in_words(member.hours),
        "boundaries": queries.topic_names(member.folded_ids),
        "quiet": "" if member.quiet_from == member.quiet_to else times.from_to(member.quiet_from, member.quiet_to),
        "reading": _reading_in_words(member),
        "leaving": _leaving_in_words(member),
        "blocked": len(member.around.blocks),
        "distance": queries.keeps_distance(member),
    }


def _leaving_in_words(member) -> str:
    to, said = member.leave_to or _("The usual page"), said_by(member)
    if not said:
        return _("%(to)s, by Shift alone") % {"to": to}
    return to if member.leave_says == "" else _("%(to)s, and it says “%(words)s”") % {"to": to, "words": said}


def _reading_in_words(member) -> list[str]:
    theme = {"light": _("Light colours"), "dark": _("Dark colours")}.get(member.theme, _("Colours as your device has them"))
    chosen = {
        _("larger text"): member.text_size, _("plain type"): member.plain_type, _("no movement"): member.motion,
        _("stronger contrast"): member.contrast, _("others’ signals read out"): member.hears_signals,
    }
    return [theme, *(words for words, is_chosen in chosen.items() if is_chosen)]


@member_page
def you_name(request):
    member = request.member
    form = forms.NameForm(request.POST or None, initial={"name": member.name}, besides=member, mail=member.mail)
    return _change(request, form, lambda given: verbs.change_name(given["name"], by=member), _("Your name"), lead=_("The old one is kept nowhere."))


@member_page
def you_stone(request):
    """The seed is in the address, so that an answer with an error shows the same stones again."""
    member, seed = request.member, request.GET.get("stones", "")[:8] or secrets.token_hex(4)
    codes = [member.stone, *stones.choices(seed, 11)]
    picked = request.POST.get("stone", "")
    if stones.CODE.fullmatch(picked) and picked not in codes:
        codes.append(picked)
    form = forms.StoneForm(request.POST or None, initial={"stone": member.stone}, codes=codes)
    return _change(request, form, lambda given: verbs.change_stone(given["stone"], by=member), _("Your stone"), others=True)


@member_page
def you_experiences(request):
    member = request.member
    form = _topics(request, queries.experiences_of(member), _("What have you lived through?"), _("People are asked to listen to others who know what it is like. Only used for that."))
    return _change(request, form, lambda given: verbs.change_experiences(given["topics"], by=member), _("Your experiences"))


@member_page
def you_boundaries(request):
    member = request.member
    form = _topics(request, queries.boundaries_of(member), _("Topics you would like folded"), _("Words about these stay behind a line that you can open."))
    return _change(request, form, lambda given: verbs.change_boundaries(given["topics"], by=member), _("Topics folded for you"))


def _topics(request, chosen: list[int], label: str, help_text: str):
    return forms.TopicsForm(request.POST or None, initial={"topics": chosen}, label=label, help_text=help_text)


@member_page
def you_interests(request):
    member = request.member
    form = forms.InterestsForm(request.POST or None, initial={"interests": queries.interests_of(member)})
    return _change(request, form, lambda given: verbs.change_interests(given["interests"], by=member), _("Your interests"))


@member_page
def you_languages(request):
    member = request.member
    form = forms.LanguagesForm(request.POST or None, initial={"languages": member.languages}, first=request.space.language)
    return _change(request, form, lambda given: verbs.change_languages(given["languages"], by=member), _("Your languages"))


@member_page
def you_zone(request):
    member = request.member
    form = forms.ZoneForm(request.POST or None, initial={"zone": member.zone})
    return _change(request, form, lambda given: verbs.change_zone(given["zone"], by=member), _("Your time zone"))


@member_page
def you_hours(request):
    member = request.member
    form = forms.HoursForm(request.POST or None, initial={"hours": hours.blocks_in(member.hours)})
    return _change(request, form, lambda given: verbs.change_hours(hours.mask_of(given["hours"]), by=member), _("Hours you are here"))


@member_page
def you_quiet(request):
    member = request.member
    form = forms.QuietHoursForm(request.POST or None, initial={"quiet_from": member.quiet_from, "quiet_to": member.quiet_to})
    return _change(
        request, form, lambda given: verbs.change_quiet_hours(given["quiet_from"], given["quiet_to"], by=member), _("Quiet hours"),
        lead=_("Between these hours nobody asks you for anything. Choose the same hour twice for none."),
    )


@member_page
def you_leaving(request):
    member = request.member
    form = forms.LeavingForm(request.POST or None, initial={"leave_to": member.leave_to or "", "leave_says": member.leave_says, "leave_signs_out": member.leave_signs_out})
    return _change(
        request, form, lambda given: verbs.change_leaving(**given, by=member), _("Leaving quickly"),
        lead=_("Leave, or Shift three times, takes you to another page at once. It cannot take this place out of your browser’s history, and it does not hide it from whoever looks after your computer."),
    )


@public
def reading(request):
    """Signed out, everything follows the device; there is nothing to set."""
    member = request.member
    if member is None:
        return page(request, "members/reading.html")
    form = forms.ReadingForm(request.POST or None, initial={name: getattr(member, name) for name in forms.ReadingForm.base_fields})
    return _change(request, form, lambda given: verbs.change_reading(**given, by=member), _("Reading settings"), then="reading")


def _change(request, form, keep, title: str, *, lead="", others=False, then="you"):
    """One small page: a form, kept and confirmed."""
    if request.method == "POST" and form.is_valid():
        keep(form.cleaned_data)
        say(request, _("Kept."))
        return redirect(then)
    return page(request, "members/change.html", form=form, title=title, lead=lead, others=others, then=then)

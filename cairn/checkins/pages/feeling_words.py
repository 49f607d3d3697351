"""Words that a space adds to its check-ins."""

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.languages import LANGUAGES
from cairn.base.pages import coordinator_page, page, redirect, say
from cairn.checkins import queries, verbs
from cairn.checkins.forms import FeelingWordForm
from cairn.checkins.words import base_of


@coordinator_page
def feeling_words(request):
    language = base_of(request.space.language)
    form = FeelingWordForm(request.POST if request.method == "POST" else None, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        verbs.add_word(**form.cleaned_data, by=request.member)
        say(request, _("It is offered from now on."))
        return redirect("feeling_words")
    added = queries.words_added()
    return page(
        request, "checkins/feeling_words.html", form=form, groups=queries.groups_of_the_file(language), added=[one for one in added if one.language == language],
        elsewhere=[one for one in added if one.language != language], languages=LANGUAGES, nav_now="you",
    )


@coordinator_page(methods=("POST",))
def feeling_word_close(request, pk: int):
    verbs.close_word(queries.own_word(pk), by=request.member)
    say(request, _("It is offered no more. Where somebody chose it, it stays."), undo=url("feeling_word_again", pk))
    return redirect("feeling_words")


@coordinator_page(methods=("POST",))
def feeling_word_again(request, pk: int):
    verbs.close_word(queries.own_word(pk), again=True, by=request.member)
    say(request, _("It is offered again."))
    return redirect("feeling_words")

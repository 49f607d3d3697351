"""Lines that recognise somebody: writing one, what one received, and the wall of a circle."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.circles import queries as circles
from cairn.growth.forms.victories import LineForm, PeerForm
from cairn.growth.pages.victories import looked_at, show_told
from cairn.growth.queries import recognition as queries
from cairn.growth.queries import victories
from cairn.growth.queries.wall import wall_of
from cairn.growth.rules import victories as rules
from cairn.growth.verbs import recognition as verbs


@member_page
def recognise(request, pk: int):
    """One line about somebody's small victory."""
    told = victories.victory_told(request.member, pk, request.POST.get("in", ""))
    form = LineForm(request.POST)
    if request.method != "POST":
        return redirect("victory", pk)
    note = looked_at(request, form.cleaned_data["words"]) if form.is_valid() else ""
    if note or not form.is_valid():
        return show_told(request, told, form, note)
    row = victories.row_told(request.member, pk)
    _limit(request.member.pk, row.member_id)
    line = verbs.recognise(row, form.cleaned_data["words"], circle=told.circle, by=request.member)
    _written(request, line)
    return redirect("wall", told.circle.pk) if told.circle else redirect("today")


@member_page
def recognise_peer(request):
    """"I see you", to somebody one knows."""
    form = PeerForm(circles.peers_of(request.member), request.POST if request.method == "POST" else None, initial={"to": request.GET.get("to", "")})
    note = ""
    if request.method == "POST" and form.is_valid():
        note = looked_at(request, form.cleaned_data["words"])
        if not note:
            _limit(request.member.pk, form.peer().member_id)
            _written(request, verbs.see_peer(form.peer(), form.cleaned_data["words"], by=request.member))
            return redirect("recognitions")
    return page(request, "growth/recognise_peer.html", form=form, note=note, nav_now="you")


def _limit(by: int, to: int) -> None:
    rates.take(rates.LINES_TO_ONE, by, to)
    rates.take(rates.LINES, by)


def _written(request, line) -> None:
    said = _("It is kept. While many new people are writing here, somebody reads it before it arrives.") if line.held_at else _("It is with them, for them alone.")
    say(request, said, undo=url("recognition_let_go", line.pk), undo_label=_("Take it back"))


@member_page(methods=("GET", "HEAD"))
def recognitions(request):
    return page(request, "growth/recognitions.html", lines=queries.lines_to(request.member), written=queries.lines_by(request.member), nav_now="you")


@member_page(methods=("POST",))
def recognition_keep(request, pk: int):
    kept = request.POST.get("keep") != "no"
    verbs.keep_recognition(queries.line_for(request.member, pk), kept=kept, by=request.member)
    say(request, _("Kept. Today opens with it.") if kept else _("Today does not open with it any more."))
    return redirect("recognitions", at=f"line-{pk}")


@member_page(methods=("POST",))
def recognition_to_wall(request, pk: int):
    verbs.put_on_wall(queries.line_for(request.member, pk), by=request.member)
    say(request, _("It is on the wall of your circle."), undo=url("recognition_off_wall", pk), undo_label=_("Take it down"))
    return redirect("recognitions", at=f"line-{pk}")


@member_page(methods=("POST",))
def recognition_off_wall(request, pk: int):
    verbs.take_off_wall(queries.line_for(request.member, pk), by=request.member)
    say(request, _("It is yours alone again."))
    return redirect("recognitions", at=f"line-{pk}")


@member_page(methods=("POST",))
def recognition_let_go(request, pk: int):
    """Whoever wrote it takes it back; whoever received it lets it go."""
    gone = verbs.let_recognition_go(queries.line_for(request.member, pk), by=request.member)
    back = url("recognition_bring_back", pk, rules.mark_of_gone(gone, request.member))
    said = _("You took it back.") if gone.by_id == request.member.pk else _("You let it go.")
    say(request, said, undo=back, undo_label=_("Bring it back"))
    return redirect("recognitions")


@member_page(methods=("POST",))
def recognition_bring_back(request, pk: int, mark: str):
    verbs.bring_recognition_back(queries.gone_line(request.member, pk, mark), by=request.member)
    say(request, _("It is back."))
    return redirect("recognitions")


@member_page(methods=("GET", "HEAD"))
def wall(request, pk: int):
    """What was told in a circle this month, and the lines its people put up. For those who sit there."""
    one = wall_of(request.member, pk)
    return page(request, "growth/wall.html", circle=one.circle, lines=one.lines, told=one.told, nav_now="circles")

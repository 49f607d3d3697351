"""Victories, the path, and telling it again."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    _victories()
    _path()
    _retelling()


def _victories() -> None:
    """A line that arrives; a buddy's small victory on Today; the wall of a circle; whom nobody has recognised lately."""
    from django.utils.translation import gettext_lazy as _

    from cairn.base.along import taken_along
    from cairn.circles.queries import asked_along
    from cairn.growth import victories_slots as slots
    from cairn.growth.happenings.victories import Recognised, VictoryShown
    from cairn.growth.notices import victories as notices
    from cairn.growth.queries import recognition, victories, victories_along
    from cairn.growth.verbs import recognition as lines
    from cairn.growth.verbs import victories as verbs
    from cairn.safety.effects import effect
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(VictoryShown, notices.victory_shown)
    inside(Recognised, notices.recognised)
    for name, sql in victories.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.in_circle)
    fill("today.side", slots.told_today)
    fill("you.yours", slots.cairn_row)
    fill("desk", slots.on_desk)
    reportable("victory", victories.victory_as_it_stands)
    reportable("recognition", recognition.recognition_as_it_stands)
    effect("hold", "victory", verbs.hold_victory)
    effect("hold", "recognition", lines.hold_recognition)
    taken_along("cairn", _("Your cairn"), victories_along.cairn_along, place=50)
    taken_along("lines", _("Lines between you and others"), victories_along.lines_along, place=51)


def _path() -> None:
    """Witness lines invited and offered; the path on the You page; a letter to somebody starting out on their Today."""
    from django.utils.translation import gettext_lazy as _

    from cairn.base.along import taken_along
    from cairn.growth import path_along, path_slots
    from cairn.growth.happenings.witness import WitnessMoved
    from cairn.growth.notices import witness as notices
    from cairn.growth.queries import starting, witness
    from cairn.growth.verbs import path, starting as letters, witness as lines  # noqa: F401  path brings what the clock does
    from cairn.safety import effects
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(WitnessMoved, notices.moved)
    fill("you.yours", path_slots.you_row)
    fill("today.main", path_slots.letter_on_today)
    fill("today.looks", path_slots.today_row)
    fill("circle.ways", path_slots.circle_way)
    reportable("witness", witness.witness_as_it_stands)
    reportable("starting", starting.starting_as_it_stands)
    effects.effect("hold", "witness", lines.hold_witness)
    effects.effect("hold", "starting", letters.hold_starting)
    taken_along("path", _("Your path"), path_along.path, place=50)
    taken_along("witness", _("What you noticed in others"), path_along.noticed, place=51)
    taken_along("starting", _("Your letters to somebody starting out"), path_along.letters, place=52)


def _retelling() -> None:
    """Views invited and written; what leads from a share to telling it again."""
    from cairn.base.along import taken_along
    from cairn.growth.happenings.retelling import ViewAsked, ViewWritten
    from cairn.growth.notices import retelling as notices
    from cairn.growth.queries import retelling_as_it_stands, view_as_it_stands
    from cairn.growth.retold import along, holding, slots
    from cairn.safety import effects
    from cairn.safety.nouns import reportable

    notices.connect()
    inside(ViewAsked, notices.view_asked)
    inside(ViewWritten, notices.view_written)
    reportable("retelling", retelling_as_it_stands)
    reportable("view", view_as_it_stands)
    effects.effect("hold", "retelling", holding.hold_retelling)
    effects.effect("hold", "view", holding.hold_view)
    fill("share.foot", slots.under_own_share)
    fill("path.side", slots.beside_path)
    fill("you.yours", slots.you_rows)
    taken_along("retellings", along.TOLD_AGAIN, along.retold, place=27)
    taken_along("views", along.SEEN, along.seen_for_others, place=28)

"""How it is, and where it was told."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    """How it is, on Today and on the You page; what was told, where it was told, can be reported and held."""
    from cairn.base.along import taken_along
    from cairn.checkins import along, happenings, holding, notices, queries, slots, verbs  # noqa: F401  the verbs bring what the clock does
    from cairn.circles.queries import asked_along
    from cairn.safety import effects, nouns
    from cairn.safety.slots import under_words

    notices.connect()
    inside(happenings.ToldABuddy, notices.told_a_buddy)
    fill("today.ground", slots.on_today)
    fill("today.main", slots.others_today)
    for name, sql in queries.THERE.items():
        asked_along(name, sql)
    fill("circle.below", slots.in_circle)
    fill("you.yours", slots.you_row)
    fill("space.rows", slots.space_row)
    fill("first.doors", slots.first_door)
    fill("checkin.foot", lambda request, pk: under_words(request, ("checkin", pk)))
    nouns.reportable("checkin", queries.checkin_as_it_stands)
    effects.effect("hold", "checkin", holding.hold_checkin)
    taken_along("checkins", along.TITLE, along.how_it_was, place=50)

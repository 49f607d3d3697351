"""The wall of a circle: what was told there this month, and the lines its people put up."""

from dataclasses import dataclass

from cairn.base.composed import composed
from cairn.circles import queries as circles
from cairn.circles.models import Circle
from cairn.growth.models import Recognition
from cairn.growth.models.victories import looks
from cairn.growth.queries.recognition import AT_MOST, Line, line_of
from cairn.growth.queries.victories import Told, rows_told_in, shown
from cairn.shares.queries.faces import Face, Faces


@dataclass(frozen=True, slots=True)
class OnWall:
    """Lines that stand beside each other under the name of whoever received them."""

    to: Face
    mine: bool
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Wall:
    circle: Circle
    told: list[Told]
    lines: list[OnWall]


def wall_of(member, pk) -> Wall:
    """For those who sit in the circle, else 404: what was told there this month, and the lines its people put up."""
    circle = circles.circle_sat_in(member, pk)
    told, lines = rows_told_in(member, circle), _on_wall(member, circle)
    people = {pk for row in lines for pk in (row.by_id, row.to_id)} | {row.victory.member_id for row in told}
    faces = Faces({(circle.pk, pk) for pk in people}, also={member.pk})
    return Wall(circle, shown(told, member, faces), _by_who_received(lines, member, circle, faces))


def _by_who_received(rows, member, circle, faces: Faces) -> list[OnWall]:
    """Newest first. Nobody is listed twice running."""
    return [
        OnWall(faces.of(circle.pk, to), to == member.pk, [line_of(row, faces.of(circle.pk, row.by_id), member) for row in together])
        for to, together in nobody_twice_running([row for row in rows if row.words])
    ]


@composed(lambda member, circle: [circle.pk, *looks(member)])
def _on_wall(member, circle):
    _own, apart, blocked = looks(member)
    rows = Recognition.objects.seen_by(member).on_walls().filter(circle=circle).exclude(to__in=[*apart, *blocked])
    return rows.select_related("circle").order_by("-wall_at")[:AT_MOST]


def nobody_twice_running(rows) -> list[tuple[int, list]]:
    """(who received them, their lines): the latest first, and whoever has just been listed waits for somebody else.
    Where nobody else is left, lines stand together under one name, so that none is lost."""
    waiting, listed = list(rows), []
    while waiting:
        last = listed[-1][0] if listed else None
        one = next((row for row in waiting if row.to_id != last), waiting[0])
        waiting.remove(one)
        if one.to_id == last:
            listed[-1][1].append(one)
        else:
            listed.append((one.to_id, [one]))
    return listed

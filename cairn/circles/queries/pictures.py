"""The picture on a circle's page: seen by whoever sees the circle."""

from cairn.base.pages import found
from cairn.circles.models import Picture
from cairn.circles.queries.facts import circle_for


def picture_of(circle) -> Picture | None:
    """What it shows in words, and its size. It mostly came along with the circle; the file never does."""
    try:
        return circle.picture
    except Picture.DoesNotExist:
        return None


def picture_for(member, pk, code) -> Picture:
    """With its file, or 404: a hidden circle's picture looks like a missing one."""
    return found(Picture.objects.filter(circle=circle_for(member, pk), code=code).first())

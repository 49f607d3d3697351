"""The list of circles, and one circle."""

from cairn.base.pages import member_page, page
from cairn.circles import queries


@member_page
def circles(request):
    cards = queries.circles_for(request.member)
    mine = [card for card in cards if card.mine and not card.circle.closed_at]
    closed = [card for card in cards if card.mine and card.circle.closed_at]
    others = [card for card in cards if not card.mine]
    return page(request, "circles/circles.html", mine=mine, closed=closed, others=others, nav_now="circles")


@member_page
def circle(request, pk: int):
    one = queries.circle_page(request.member, pk)
    made = request.session.pop(f"invited_to_{pk}", "") if one.may_invite else ""
    return page(request, "circles/circle.html", one=one, circle=one.circle, invitation=made, nav_now="circles")

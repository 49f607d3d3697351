"""Questions about shares that wait, and the asks made for them."""

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery

from cairn.base import clock
from cairn.base.pages import found
from cairn.circles.models import Seat
from cairn.hearing import words
from cairn.hearing.models import Ask, Listener
from cairn.hearing.rules import looks_for_listeners
from cairn.hearing.waves import WEEK
from cairn.shares.models import EVERYONE, Share


def waiting_shares(member, at=None):
    """Shares that wait to be heard and this member may see, their own too, with the open ask made of
    the member: `ask_id` (None for most), `ask_topic`, `ask_number` (which of this week's), `weekly_limit`;
    and `people_asked`. `at` is now, unless said."""
    lately = (at or clock.now()) - WEEK
    before = Ask.system.filter(listener=member, at__gt=lately, at__lte=OuterRef("my_ask__at"))
    limit = Listener.objects.filter(member=member).values("weekly_limit")
    return (
        Share.objects.seen_by(member).waiting_to_be_heard()
        .select_related("authorship__member", "circle", "wave")
        .annotate(my_ask=FilteredRelation("asks", condition=_still_open(member)))
        .annotate(
            ask_id=F("my_ask__id"),
            ask_topic=F("my_ask__shared_topic"),
            ask_number=_count(before, "listener"),
            weekly_limit=Subquery(limit),
            people_asked=_count(Ask.system.filter(share=OuterRef("pk")), "share"),
        )
    )


def _still_open(member) -> Q:
    return Q(asks__listener=member, asks__declined_at=None, asks__answered_at=None, asks__closed_at=None)


def _count(rows, by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def why_asked(share) -> str:
    """For a share of waiting_shares() with an ask: why this member, in words."""
    return words.why_asked(share, share.ask_topic, which=share.ask_number or 1, weekly_limit=share.weekly_limit or 0)


def asks_of(member) -> list[Share]:
    """Shares this member has been asked to hear, the longest waiting first."""
    return list(waiting_shares(member).filter(ask_id__isnull=False).order_by("told_at"))


def ask_for(member, pk) -> Ask:
    """An ask made of this member, or 404."""
    return found(Ask.objects.seen_by(member).filter(pk=pk).first())


def how_it_goes(share) -> str:
    """For its author: "Three people have been asked." "" when it does not wait."""
    if not looks_for_listeners(share):
        return ""
    asked = _count(Ask.system.filter(share=OuterRef("pk")), "share")
    told = Share.system.filter(pk=share.pk).select_related("wave").annotate(people_asked=asked).get()
    return said_how_it_goes(told) if looks_for_listeners(told) else ""


def said_how_it_goes(share) -> str:
    """The same for a share of waiting_shares()."""
    return words.how_it_goes(getattr(share, "wave", None), share.people_asked or 0)


def waiting_on_desk(member):
    """Unheard shares that are this member's to look after: those of circles they hold, and for the
    coordinator those to everyone. What has waited too long comes first, then the oldest."""
    held = Seat.system.holding().filter(member=member).values("circle")
    mine = Q(circle__in=held)
    if member.is_coordinator:
        mine |= Q(audience=EVERYONE)
    return (
        Share.objects.seen_by(member).waiting_to_be_heard().filter(mine)
        .exclude(pk__in=Share.system.by(member).values("pk"))
        .select_related("authorship__member", "circle", "wave")
        .order_by(F("wave__brought_at").asc(nulls_last=True), "told_at")
    )


def listener_of(member) -> Listener | None:
    return Listener.objects.filter(member=member).first()


def is_resting(listener: Listener) -> bool:
    return listener.resting_until is not None and listener.resting_until > clock.now()

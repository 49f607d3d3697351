"""Shares that wait to be heard, as those see them who could hear them."""

from django.db import connection
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery

from cairn.base import clock
from cairn.circles.models import Seat
from cairn.hearing import words
from cairn.hearing.engine import policy
from cairn.hearing.engine.waves import WEEK
from cairn.hearing.models import Ask, Listener, Wave
from cairn.hearing.rules import looks_for_listeners
from cairn.shares.models import EVERYONE, ME, NOTHING, Response, Share

MENTIONED, KNOWN = 0.6, 0.25  # how near a share is that mentions what one knows, or whose writer knows it: engine/fit.py for one


def waiting_shares(member, at=None, asked=()):
    """Shares that wait to be heard and this member may see, their own too, with the open ask made of the member:
    `ask_id` (None for most), `ask_at`, `ask_topic`, `ask_interest`; how many they `heard_lately` and their `weekly_limit` and
    `listening_hours`; and `people_asked`. `at` is now, unless said. `asked` are ids of shares that they were asked
    to hear: those are among them also when a first listener came before."""
    lately = (at or clock.now()) - WEEK
    heard = Response.system.standing().filter(member=member, at__gt=lately)
    mine = Listener.objects.filter(member=member)
    waits = Q(heard_at=None) & ~Q(audience=ME) & ~Q(need=NOTHING)
    return (
        Share.objects.seen_by(member).told().filter(waits | Q(pk__in=list(asked)))
        .select_related("authorship__member", "circle", "wave")
        .annotate(my_ask=FilteredRelation("asks", condition=_still_open(member)))
        .annotate(
            ask_id=F("my_ask__id"),
            ask_at=F("my_ask__at"),
            ask_topic=F("my_ask__shared_topic"),
            ask_interest=F("my_ask__shared_interest"),
            heard_lately=Subquery(heard.order_by().values("member").annotate(n=Count("share", distinct=True)).values("n")),
            weekly_limit=Subquery(mine.values("weekly_limit")),
            listening_hours=Subquery(mine.values("hours")),
            people_asked=_count(Ask.system.filter(share=OuterRef("pk")), "share"),
        )
    )


def _still_open(member) -> Q:
    return Q(asks__listener=member, asks__declined_at=None, asks__answered_at=None, asks__closed_at=None)


def _count(rows, by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def unheard_first(shares: list, fits) -> list:
    """The rest, in the order of the policy: how near each is to the viewer, unheard before heard, what few have been
    brought to before what many were. `fits(share)` is between 0 and 1; what nobody counted is how many looked at it.

    By the latest where nothing tells them apart: oldest first collapses in a busy space.
    """
    def height(share):
        return policy.unheard_first(fits(share), share.heard_at is None, share.people_asked or 0)

    return sorted(shares, key=lambda share: (-height(share), -share.told_at.timestamp()))


def how_it_goes(share) -> str:
    """For its author: "Three people have been asked." "" when it does not wait."""
    if not looks_for_listeners(share):
        return ""
    asked = _count(Ask.system.filter(share=OuterRef("pk")), "share")
    told = Share.system.filter(pk=share.pk).select_related("wave").annotate(people_asked=asked).get()
    return said_how_it_goes(told) if looks_for_listeners(told) else ""


def in_order_for(member, shares: list[Share]) -> list[Share]:
    """Shares that wait, the nearest to this member first. One query."""
    known, near, brought = _what_orders(member, shares)
    for share in shares:
        share.people_asked = brought.get(share.pk, 0)
    return unheard_first(shares, lambda share: MENTIONED if known & set(share.note_topics) else KNOWN if share.authorship.member_id in near else 0.0)


def _what_orders(member, shares: list[Share]) -> tuple[set[int], set[int], dict[int, int]]:
    """The member's experiences, the openly told writers who share one, and how many were asked for each share."""
    writers = [share.authorship.member_id for share in shares if share.authorship.member_id] or [0]
    ids = [share.pk for share in shares]
    with connection.cursor() as cursor:
        cursor.execute(_ORDER.format(writers=_marks(writers), shares=_marks(ids)), [member.pk, member.pk, *writers, *ids])
        rows = cursor.fetchall()
    found = {word: {pk: n for said, pk, n in rows if said == word} for word in ("mine", "near", "asked")}
    return set(found["mine"]), set(found["near"]), found["asked"]


def _marks(values: list) -> str:
    return ", ".join(["%s"] * len(values))


_ORDER = """
    SELECT 'mine', topic_id, 0 FROM cairn_experience WHERE member_id = %s
    UNION ALL SELECT 'near', theirs.member_id, 0 FROM cairn_experience mine
        JOIN cairn_experience theirs ON theirs.topic_id = mine.topic_id WHERE mine.member_id = %s AND theirs.member_id IN ({writers})
    UNION ALL SELECT 'asked', share_id, COUNT(*) FROM cairn_ask WHERE share_id IN ({shares}) GROUP BY share_id
"""


def was_brought(share) -> bool:
    """It waits for so long that whoever holds its circle was told."""
    return Wave.objects.filter(share=share.pk, brought_at__isnull=False).exists()


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
        .order_by(F("wave__urgent_at").asc(nulls_last=True), F("wave__brought_at").asc(nulls_last=True), "told_at")
    )

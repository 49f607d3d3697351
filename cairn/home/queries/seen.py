"""Who can see what, as it is set in this space now: the rows of one table, in plain words.

`sees` says the same in words for a test, which holds it against what the rules answer: the writer, a reader that
was named, whoever sits in the circle, every member, responders, the coordinator.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.circles import queries as circles
from cairn.members.models.space import APPROVAL, INVITE
from cairn.notices.verbs import KEPT_FOR
from cairn.repair.rules import NOT_AGAIN_FOR

WRITER, READER, CIRCLE, EVERYONE, RESPONDER, COORDINATOR = "writer", "reader", "circle", "everyone", "responder", "coordinator"


@dataclass(frozen=True)
class Row:
    """What it is; who sees it here; what responders and the coordinator see; how long it is kept; how it is sealed."""

    key: str
    what: str
    who: str
    helpers: str
    how_long: str
    sealed: str
    sees: frozenset = frozenset()


def rows_for(member, space) -> list[Row]:
    """For a stranger too; with one's own circles where somebody is signed in."""
    return [row for _title, rows in parts_for(member, space) for row in rows]


def parts_for(member, space) -> list[tuple[str, list[Row]]]:
    """The same under their headings: some fifty rows are too many to read at once."""
    return [
        (_("What you tell, and what is answered"), list(_shares(member, space))),
        (_("Who you are here"), list(_about_you())),
        (_("In circles, and between people"), list(_circles_and_meetings())),
        (_("The toolkit"), list(_toolkit())),
        (_("When something is wrong"), list(_safety(space))),
        (_("What is yours, and what becomes of it"), list(_alone())),
    ]


def _own() -> str:
    return _("With a key of your own.")


def _theirs() -> str:
    return _("With the key of whoever wrote it.")


def _plain() -> str:
    return _("Not sealed, as the computer has to sort by it; without your name beside it.")


def _of_the_space() -> str:
    return _("With the space’s key.")


def _while_here() -> str:
    return _("While you are here, or until you change it.")


def _nothing() -> str:
    return _("Nothing.")


def _about_you() -> Iterator[Row]:
    yield Row("name", _("Your name and stone"), _("Everyone here, where you have told or answered something. In a circle you may have another name and stone."), _("The same."), _while_here(), _("The name with a key of your own; a stone is a drawing."))
    yield Row("ways_in", _("Your sign-in name, password, passkeys, mail"), _("Nobody."), _nothing(), _while_here(), _("With a key of your own; a password only as a sum that leads back to nothing."))
    yield Row("lived", _("What you have lived through, your hours, topics you fold, whom you block or keep away from"), _("Nobody. They decide who is asked to listen, and what is shown to you."), _nothing(), _while_here(), _plain())
    yield Row("places", _("Devices where you are signed in"), _("You."), _nothing(), _("Thirty days after you were last there, or until you sign out."), _("With the space’s key. No address of a device is kept."))
    yield Row("notices", _("Your notices"), _("You. They hold nobody’s words."), _nothing(), _days(KEPT_FOR.days) + ".", _("They hold no words."))


def _shares(member, space) -> Iterator[Row]:
    yield Row("me", _("A share for only you, and drafts"), _("You."), _nothing(), _("Until you take it back or leave."), _own(), frozenset({WRITER}))
    yield Row("reader", _("A share to one person"), _("You and that person."), _("Nothing, unless it is reported."), _("Until you take it back or leave."), _own(), frozenset({WRITER, READER}))
    yield from _shares_to_circles(member)
    yield Row("everyone", _("A share to everyone here"), _("Every member, also those who come later.") + " " + _door(space), _("The same."), _taken_back(), _own(), frozenset({WRITER, READER, CIRCLE, EVERYONE, RESPONDER, COORDINATOR}))
    yield Row("someone", _("Who wrote a share told as “someone”"), _("You. Others see “someone”."), _("Nothing. Two responders together can open it, each with a written reason; you are told."), _("As long as the share."), _of_the_space(), frozenset({WRITER}))
    yield Row("answers", _("What you answer"), _("Whoever sees the share."), _("The same, where they see the share."), _("Until you take it back, the share is taken back, or you leave. When you leave you may let it stand without your name."), _own())
    yield Row("signals", _("Nod, heart, with you"), _("Whoever sees the share, with your name."), _("The same, where they see the share."), _("As long as the share, or until you take it back."), _("It holds no words."))
    yield Row("found", _("The index by which shares are found"), _("Finds for you only what you may see."), _nothing(), _("As long as the share; made anew, and in no backup."), _("Not sealed: it lies apart on the running computer."))


def _shares_to_circles(member) -> Iterator[Row]:
    sees = frozenset({WRITER, CIRCLE})
    mine = [card for card in circles.circles_for(member) if card.mine] if member and member.is_here else []
    for card in mine:
        helpers = _("You sit there as well, so you see it.") if member.is_coordinator else _("Who sits there, not what is told, unless they sit there too.")
        yield Row(f"circle:{card.circle.pk}", _("A share to %(circle)s, and its answers") % {"circle": card.circle.name}, card.people_words, helpers, _taken_back(), _own(), sees)
    if not mine:
        yield Row("circle", _("A share to a circle, and its answers"), _("The people who sit in that circle, also those who sit down later."), _("Who sits there, not what is told, unless they sit there too."), _taken_back(), _own(), sees)


def _taken_back() -> str:
    return _("Until you take it back or leave. For ten minutes after taking it back you can bring it back; then it is erased, with its answers.")


def _door(space) -> str:
    if space.door == INVITE:
        return _("People come in by invitation.")
    return _("The coordinator lets people in.") if space.door == APPROVAL else _("Anybody may come in.")


def _circles_and_meetings() -> Iterator[Row]:
    yield Row("circles", _("Which circles there are"), _("Every member sees a circle’s purpose, who holds it, and how many seats are free. Who else sits there, only its people. A hidden circle is seen by its people alone."), _("The coordinator: every circle, and who sits in it."), _("While the circle is there."), _of_the_space())
    yield Row("seat_note", _("The note with which you ask for a seat"), _("Those who hold that circle."), _("Nothing, unless nobody else could answer you."), _("Until you leave."), _own())
    yield Row("rest", _("That you rest from a circle"), _("The people who sit there, as a word beside your name. Until when, you alone."), _("The coordinator, that word."), _("Until it is over. The day stays with your seat, and is shown to nobody else."), _("Not sealed, as the computer has to know it; it holds no words."))
    yield Row("said", _("What is said in a meeting"), _("The people who sit in that circle."), _("Nothing, unless they sit there too or it is reported."), _("As many days as the circle has set, seven unless it says otherwise. You can keep your own words for yourself."), _own())
    yield Row("letter", _("A letter"), _("You and the one to whom you write, once you both opened the door. Whether they have read it is shown to nobody, not even to you."), _("Nothing, unless one of you reports it: then that letter and the one above it, and each look is written down."), _("Until you take it back, or one of you is erased. For ten minutes you can bring it back; nothing stands in its place."), _own(), frozenset({WRITER, READER}))
    yield Row("step", _("What you write to work something out with somebody"), _("You. The other, and whoever stands beside you, once both agree."), _("Nothing, unless one of you reports what they were shown."), _after_it_ended(), _own())
    yield Row("conversation", _("What you say when a circle talks something over"), _("The people who sit in that circle. That you asked for it, before it is called: those who hold the circle."), _("Nothing, unless they sit there too or it sounds like danger."), _after_it_ended(), _own())
    yield Row("witness", _("What you noticed in somebody, and wrote to them"), _("You and they. Nobody else sees whether they kept it, and you do not either."), _("Nothing, unless it is reported."), _("Until you take it back, or either of you leaves."), _own())
    yield Row("starting", _("A letter to somebody starting out"), _("You. Told, every member can open it, as your stone or as “someone”; people who are new and know the same are shown it."), _("The same, where it is told."), _("Until you take it back or leave."), _own())
    yield Row("activity", _("Something you propose to do together"), _("Everyone here, or the people of the circle you chose. How to find it, only those who go."), _("The same, where they see it as members; of a circle nothing, unless it is reported."), _("Until you leave."), _own())
    yield Row("came", _("Whether you came"), _("You."), _nothing(), _("Until you leave."), _plain())
    yield Row("last_word", _("Your last word when a circle closes together"), _("Whoever sat there when its last round began."), _("Nothing, unless they sat there too or it is reported."), _("Until you leave."), _own())


def _after_it_ended() -> str:
    return _("%(days)s after it ended, or until you leave for good before that.") % {"days": _days(NOT_AGAIN_FOR.days)}


def _toolkit() -> Iterator[Row]:
    yield Row("strategy", _("A card that you offer in the toolkit, and a line under one"), _("Everyone here, or the people of the circle you chose; as your stone or as “someone”."), _("The same, where they see it. What speaks of medicine, amounts or methods a responder reads first, without being shown who wrote it."), _("Until you take it back or leave."), _own())
    yield Row("trial", _("What you try from the toolkit, and how it went"), _("You. It counts among others, without your name, once enough people have said how it went."), _nothing(), _("Until you let it go or leave. The count stays, and names nobody."), _own() + " " + _("Also which card it was; the counts with the space’s key."), frozenset({WRITER}))


def _safety(space) -> Iterator[Row]:
    kept = _("%(days)s after it was closed.") % {"days": _days(space.reports_kept_days)}
    yield Row("reported", _("Words that somebody reports"), _("As before."), _("Every responder; the coordinator where no responder can, where it was handed to them, or where a second person is needed: those words, as they stood. Not who reported them. Each look is written down."), kept, _("With a key of the report’s own, destroyed with it."), frozenset({RESPONDER}))
    yield Row("report_words", _("What you add to a report, and that it was you"), _("You. That it was you is told to nobody: not to those who read it, not to whoever it is about."), _("What you add, whoever looks at the report; not that it was you. Say that somebody may be in danger, and every responder is called and may read it."), kept + " " + _("When you are erased, it is taken out before that."), _("With a key of the report’s own. That it was you is not sealed, as you are told what became of it."), frozenset({WRITER, RESPONDER}))
    yield Row("alert", _("Words that sound like danger, where others may read them"), _("As before; nothing is held back. You see a card with ways to help."), _("Responders on duty are told at once, and every responder can read the words; each look is written down. The coordinator sees that there is something and how pressing it is, not the words or whose. Told as “someone”: your name only to the two of whom one asked and the other agreed, each with a written reason; you are told who they are."), kept, _("With a key of the alert’s own, destroyed with it."), frozenset({WRITER, RESPONDER}))
    yield Row("talk", _("What you and a responder write to each other about it, or when you ask for somebody"), _("You."), _("Every responder. The coordinator, that somebody wrote, not what."), kept + " " + _("When you are erased, at once."), _("With a key of the alert’s own, destroyed with it."), frozenset({WRITER, RESPONDER}))
    yield Row("decided", _("What a responder decided about your words"), _("You, with the reason."), _("Responders and the coordinator: that it was decided, by whom, and the reason."), _("The log stays; it holds reasons, not your words."), _of_the_space())
    yield Row("appeal", _("What you write when you ask for a second look at a decision"), _("You."), _("Responders and the coordinator, but for those who decided it. If it sounds like danger, every responder."), _("Until you are erased."), _own(), frozenset({WRITER, RESPONDER, COORDINATOR}))
    yield Row("help_now", _("That you opened Help now"), _("Nobody."), _nothing(), _("It is not kept."), _("It is not kept."))


def _alone() -> Iterator[Row]:
    yield Row("plan", _("Your own plan"), _("You."), _nothing(), _while_here(), _own(), frozenset({WRITER}))
    yield Row("victory", _("A stone on your cairn"), _("You, and whoever you told: a circle, a buddy. You can take it back."), _("Nothing, unless they were told too or it is reported."), _("Until you let it go or leave."), _own(), frozenset({WRITER}))
    yield Row("recognition", _("A line that you write to somebody"), _("You and they. They may put it on the wall of the circle where you wrote it: then the people who sit there."), _("Whoever holds that circle sees to whom no line has come there for a month: not from whom one came, what it said, or what buddies write to each other."), _("Until either of you lets it go, or leaves."), _own())
    yield Row("buddy_wish", _("What you say when you wish for a buddy, and whom you would rather not meet"), _("You. What you and somebody both said is told to the two of you when you are proposed to each other; whom you would rather not meet is told to nobody."), _nothing(), _("Until you take the wish back or leave."), _own(), frozenset({WRITER}))
    yield Row("buddy", _("Who your buddy is, and what you answered to a proposal"), _("You and your buddy. What you answered is told to nobody, unless you both said yes."), _("Nothing. Where a buddy brings your words to a responder, it says that they were told between buddies."), _("Until one of you leaves."), _("It holds no words; why you were proposed is sealed with the space’s key."))
    yield Row("path", _("Your path: the stones you laid or kept"), _("You."), _nothing(), _("Until you take them off, or leave."), _own(), frozenset({WRITER}))
    yield Row("listening", _("A look at how you listen"), _("You, if you turn it on."), _nothing(), _("It is not kept: it is worked out when you open it."), _("It is not kept."))
    yield Row("retelling", _("What you tell again, and its first telling"), _("You; and whom you invited to read that one, while the invitation stands. What they write about it comes to you alone."), _("Nothing, unless one of you reports it."), _("Until you let it go or leave."), _own())
    yield Row("book", _("The small book of your story"), _("You."), _nothing(), _("It is made each time you open it, and not kept."), _("It is not kept."), frozenset({WRITER}))
    yield Row("checkin", _("How it is, when you keep it"), _("You."), _nothing(), _("Until you let it go or leave."), _own(), frozenset({WRITER}))
    yield Row("checkin_told", _("How it is, where you tell it"), _("The circle or the buddy you chose for that one, on their pages for three days."), _("Nothing, unless it is reported or sounds like danger."), _("Until you take it back, let it go or leave."), _own(), frozenset({WRITER}))
    yield Row("journal", _("Your journal"), _("You, while it is open."), _nothing(), _while_here(), _("In a vault that only your own secret opens; not even the running computer can without it."), frozenset({WRITER}))
    yield Row("along", _("The file with your words, once you asked for it"), _("You."), _nothing(), _("Seven days."), _own(), frozenset({WRITER}))
    yield Row("left", _("Everything of yours, after you leave"), _("Nobody: what you told is out of sight at once. What you answered stands for the two weeks in which you can change your mind."), _nothing(), _("Fourteen days, or none if you ask to be erased at once."), _("Your key is then destroyed: what you wrote opens nowhere any more, backups included."))
    yield Row("backups", _("Backups"), _("Nobody here."), _("Whoever runs the computer keeps them, and can read no word without the space’s key."), _("%(days)s in the data folder. The keys to them are kept only as they are now, so whoever was erased is unreadable in all of them.") % {"days": _days(settings.BACKUPS_KEPT_DAYS)}, _theirs())


def _days(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}

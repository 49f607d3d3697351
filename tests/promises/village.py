"""The story of one space from its first link to a goodbye, told through forms alone."""

import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

from tests.promises.between import offer_what_helps, tell_it_again, write_letters
from tests.promises.canaries import Canaries
from tests.promises.letterbox import Letterbox
from tests.promises.story import Person, arrive, hang_picture, set_up, sign_up, tell
from tests.promises.surfing import Surfer
from tests.serving import LiveCairn

MEETING = """
from cairn.circles.models import Circle, Seat, in_circle
from cairn.meetings.models import LookedBack, Welcome
from tests import cast
held = Circle.system.get(pk=circle)
meeting = cast.meeting_of(held, Seat.system.holding().get(circle=held).member)
welcome = Welcome.system.create(meeting=meeting, newcomer_id=author, welcomer_id=other)
answer = {"meeting": meeting.pk, "welcome": welcome.pk, "author_there": in_circle(circle, author), "looked_back": LookedBack.system.create(meeting=meeting, member_id=author).pk}
"""
PIECE = """
from cairn.meetings.models import Meeting
from cairn.meetings.verbs import take
from cairn.members.models import Member
meeting, author = Meeting.system.get(pk=meeting), Member.objects.get(pk=author)
holder = Member.objects.get(pk=meeting.room.holder)
meeting = take(meeting, "go_on", by=holder)
if meeting.room.with_piece.member != author.pk:
    meeting = take(meeting, "offer", by=holder, about=author.pk)
take(meeting, "accept", by=author)
"""

HELD = """
from cairn.circles.models import Circle, Seat
from tests import cast
held = Circle.system.get(pk=circle)
answer = {"meeting": cast.meeting_held(held, Seat.system.holding().get(circle=held).member).pk}
"""
REACHED = """
from cairn.base import clock
from cairn.hearing.models import Ask
from cairn.members.models import Member
from cairn.notices.models import Outgoing
from cairn.notices.verbs import give
Ask.system.update_or_create(share_id=share, listener_id=other, defaults={"wave": 9, "declined_at": None, "answered_at": None, "closed_at": None})
give(other, "asked", share)
Outgoing.objects.create(member_id=other, by="mail", kind="gathering", about=1, due_at=clock.now())
"""

IN_TIME = """
from cairn.base import clock
from cairn.repair.models import Concern
from cairn.repair.verbs import mind_concerns
Concern.system.filter(ended_at=None).update(due_at=clock.now())
mind_concerns()
"""
RESPONDS = """
from cairn.base import clock
from cairn.members.models import Member
Member.objects.filter(pk__in=[facilitator, other]).update(responder_since=clock.now())  # of two, each sees what the other needs
"""


class Village:
    """A coordinator, a facilitator, two who sit in a circle and one who comes to the door."""

    def __init__(self, space: LiveCairn, letterbox: Letterbox):
        self.space, self.letterbox, self.canaries = space, letterbox, Canaries()
        self.coordinator, self.facilitator, self.author, self.other = people = [self._person() for _ in range(4)]
        set_up(self.coordinator, space.run("from cairn.members.verbs import new_setup_link; answer = new_setup_link()"))
        arrive(self.coordinator, letterbox)
        for person in people[1:]:
            arrive(sign_up(person), letterbox)
        self._open_circles()
        self._tell_and_answer()
        self._meet()
        self._look_back()
        self._keep_a_journal()
        self._work_something_out()
        self._talk_as_a_circle()
        self._decide()
        offer_what_helps(self.author, self.facilitator, self.other)
        tell_it_again(self.author, self.facilitator)
        write_letters(self.author, self.facilitator)
        for person in people:
            person.write_everywhere()
        self._come_back()
        self._be_interrupted()
        self._say_goodbye()
        self._be_reached()
        for person in people:
            person.walk()

    def _person(self) -> Person:
        return Person(self.space.port, self.canaries)

    def _open_circles(self) -> None:
        """The facilitator holds one circle, and the others are welcomed to it."""
        form = self.coordinator.form("/circles/open", fields=["facilitator"])
        held_by = self._id_of(self.facilitator)
        self.circle = self.coordinator.write(form, facilitator=held_by).path
        self.hidden = self.coordinator.write(self.coordinator.form("/circles/open", fields=["facilitator"]), facilitator=held_by, hidden="on").path
        for person in (self.author, self.other):
            person.write_at(f"{self.circle}/ask")
            self._welcome_all()
            person.hand_in(f"{self.circle}/consent", agreement=_value(person, f"{self.circle}/consent", "agreement"))
        hang_picture(self.facilitator, self.circle)
        invited = self.coordinator.get("/invitations")
        self.coordinator.hand_in(invited.path)
        self.invitation = re.search(r"/come-in/([\w-]+)", self.coordinator.seen[-1].text)[1]

    def _welcome_all(self) -> None:
        while '/answer"' in self.facilitator.get(self.circle).text:
            self.facilitator.hand_in(self.circle, part="/answer", answer="welcome")

    def _tell_and_answer(self) -> None:
        number = self.circle.rsplit("/", 1)[1]
        self.told = tell(self.author, audience=f"circle:{number}", shown_as="stone")
        self.as_someone = tell(self.author, audience=f"circle:{number}", shown_as="someone")
        self.to_all = tell(self.facilitator, audience="everyone")
        self.to_nobody = tell(self.other, audience="me")
        for person in (self.other, self.facilitator):
            for path in (self.told, self.as_someone):
                person.write_at(path, part="/respond", step="keep")
                person.get("/shares/drafts")
                person.write_at(path, part="/respond")
        self.author.write_at(self.told, part="/respond")
        for path in (self.told, self.as_someone):
            for report in sorted(set(re.findall(r"/report/\w+/\d+", self.other.get(path).text))):
                self.other.write_at(report)

    def _meet(self) -> None:
        """The author comes to a first meeting: welcomed by the other, and asked how it was."""
        ids = self.space.run(MEETING, circle=int(self.circle.rsplit("/", 1)[1]), author=int(self._id_of(self.author)), other=int(self._id_of(self.other)))
        room, first = f"/meetings/{ids['meeting']}/room", f"/meetings/{ids['meeting']}/first"
        self.other.write_at(f"/welcomes/{ids['welcome']}")
        self.author.get(first)
        for person in (self.facilitator, self.other, self.author):
            person.hand_in(room, part="/enter")
        self.space.run(PIECE, meeting=ids["meeting"], author=int(self._id_of(self.author)))
        self.author.write_at(room, part="/say")
        self.facilitator.write_at(room, part="/note", to=str(ids["author_there"]))
        self.author.get(room)
        self.facilitator.get(room)
        self.author.write_at(f"/how-was-it/{ids['looked_back']}", answer="hard")

    def _look_back(self) -> None:
        """The facilitator looks back at a meeting they held; the other is there for them."""
        meeting = self.space.run(HELD, circle=int(self.circle.rsplit("/", 1)[1]))["meeting"]
        self.coordinator.hand_in("/care/supervisors", facilitator=self._id_of(self.facilitator), supervisor=self._id_of(self.other))
        self.facilitator.write_at(f"/meetings/{meeting}/look-back")
        self.facilitator.get("/care")
        self.looks_back = self.other.get("/looks-back")

    def _keep_a_journal(self) -> None:
        """The facilitator's own: begun, written in, and open while they walk and write."""
        self.facilitator.hand_in("/journal/begin", password=self.facilitator.known["password"], codes=[])
        self.facilitator.write_at("/journal/write", part="/journal/write")

    def _work_something_out(self) -> None:
        """The other begins it with the author; both walk all five steps, to a line that the circle reads."""
        two, number = (self.other, self.author), self.told.rsplit("/", 1)[1]
        concern = self.other.hand_in(f"/working-it-out/about/share/{number}", what="hurt").path
        self.author.hand_in(concern, part="/answer", answer="yes")
        self.space.run(IN_TIME)
        for person in two:
            person.write_at(concern, ready="yes")
        for _step in ("hear", "helps"):
            for person in two:
                person.write_at(concern)
            for person in two:
                person.hand_in(concern, part="/say", answer="yes")
        self.space.run(IN_TIME)
        for person in two:
            person.hand_in(concern, part="/back", answer="mended")
        self.other.write_at(f"{concern}/line")
        self.author.hand_in(concern, part="/line/agree")
        self.author.get(self.circle)

    def _talk_as_a_circle(self) -> None:
        """Three rounds, a text put forward, and one "not yet"."""
        talk = self.facilitator.write_at(f"{self.circle}/conversation").path
        for _round in range(3):
            for person in (self.facilitator, self.author, self.other):
                person.write_at(talk)
        self.facilitator.write_at(f"{talk}/put-forward")
        self.other.write_at(talk, part="/consent")

    def _decide(self) -> None:
        """The facilitator and the other respond as well; the facilitator writes to the author about what the other brought; the author appeals,
        and the coordinator looks again."""
        self.space.run(RESPONDS, facilitator=int(self._id_of(self.facilitator)), other=int(self._id_of(self.other)))
        report = re.search(r"/reports/\d+", self.facilitator.get("/reports").text)[0]
        self.facilitator.write_at(f"{report}/decide/talk")
        decision = re.search(r"/decisions/\d+", self.author.get("/decisions").text)[0]
        self.author.write_at(decision)
        appeal = re.search(r"/appeals/\d+", self.coordinator.get("/reports").text)[0]
        self.coordinator.write_at(appeal, stands="yes")
        self.author.get(decision)

    def _come_back(self) -> None:
        """By password, by code and by mail; and with what opens nothing."""
        known = self.author.known
        at_door = self._person()
        at_door.hand_in("/sign-in", sign_in_name=known["sign_in_name"], password=known["password"])
        at_door.write_at("/you/password", current=known["password"])
        at_door.get("/you/ways-in")
        by_code = self._person()
        by_code.hand_in("/recover", recovery_code=self.author.codes[0])
        by_code.write_at("/recover/new")
        by_code.get("/you/ways-in")
        by_mail = self._person()
        before = len(self.letterbox.letters)
        by_mail.hand_in("/recover", mail=self.author.known["mail"])
        by_mail.hand_in(self.letterbox.path_in_last(before + 1))
        by_mail.write_at("/recover/new")
        by_mail.get("/you/ways-in")
        self.came_back = [at_door, by_code, by_mail]
        self.author.cookies = by_mail.cookies
        self.refused, known = self._person(), len(self.canaries.all)
        for path, part, field in (("/recover", "/recover/mail", "mail"), ("/recover", "/recover", "recovery_code"), ("/sign-in", "/sign-in", "password")):
            form = self.refused.form(path, part=part, fields=[field])
            typed = {name: self.canaries.make(path, name) for name in form.typed + form.secret}
            self.refused.post(form.action, form.data(**typed))
        # To the page that asks again who it is, with a session that has ended: all else of it waits for the sign-in.
        self.refused.post("/you/codes", form.data(again="go on", secret=self.canaries.make("/you/codes", "secret")))
        self.canaries.refused = self.canaries.all[known:]

    def _be_interrupted(self) -> None:
        """The session ends while somebody writes; the words wait sealed, and are found after signing in."""
        form = self.other.form(self.to_all, part="/respond", fields=["text"])
        known = self.other.known
        self.other.cookies.pop("cairn")
        answer = self.other.post(form.action, form.data(text=self.canaries.make(form.action, "text")))
        assert answer.status_code == 302, answer.status_code
        self.other.hand_in("/sign-in", sign_in_name=known["sign_in_name"], password=known["password"])
        assert self.other.seen[-1].path == "/kept"

    def _be_reached(self) -> None:
        """The other chose letters, and is asked to listen to the facilitator (from the author they breathe apart);
        what is new is gathered for them too."""
        self.other.hand_in("/you/quiet", quiet_from="0", quiet_to="0")
        self.other.hand_in("/you/reaching", asks_by_mail="on", gathering="daily")
        before = len(self.letterbox.letters)
        self.space.run(REACHED, share=int(self.to_all.rsplit("/", 1)[1]), other=int(self._id_of(self.other)))
        self.letterbox.wait_for(before + 2)

    def _say_goodbye(self) -> None:
        leaver = self._person()
        arrive(sign_up(leaver), self.letterbox)
        leaver.walk()
        leaver.write_at(f"{self.circle}/ask")
        self._welcome_all()
        leaver.hand_in(f"{self.circle}/consent", agreement=_value(leaver, f"{self.circle}/consent", "agreement"))
        leave = re.search(r"/seats/\d+/leave", leaver.get(self.circle).text)[0]
        leaver.write_at(leave)
        self.leaver = leaver

    def _id_of(self, person: Person) -> str:
        """As the coordinator chooses them from the list of people."""
        form = self.coordinator.form("/circles/open", fields=["facilitator"])
        values = [value for name, _kind, value, _chosen in form.fields if name == "facilitator"]
        names = re.findall(r'<option value="(\d+)"[^>]*>([^<]*)</option>', self.coordinator.seen[-1].text)
        found = [value for value, name in names if value in values and name == person.known["name"]]
        assert found, (person.known["name"], names)
        return found[0]

    # ---- what somebody with the disk would hold

    def people(self) -> list[Surfer]:
        return [self.coordinator, self.facilitator, self.author, self.other, self.leaver, self.refused, *self.came_back]

    def rows(self) -> bytes:
        """Every column of every row of every table, as bytes."""
        return _rows_of_postgres(self.space.database_url) if self.space.database_url else _rows_of_sqlite(self.space.data / "cairn.sqlite3")

    def files(self) -> dict[str, bytes]:
        """Every file in the data folder: the database with its write-ahead log, keys, the server's log."""
        return {str(path.relative_to(self.space.data)): path.read_bytes() for path in self.space.data.rglob("*") if path.is_file()}

    def index(self) -> bytes:
        """The index of opened words, as it lies on the disk or in its schema."""
        if self.space.database_url:
            return _rows_of_postgres(self.space.database_url, "search")
        return b"".join(heap for name, heap in self.files().items() if name.startswith("search/"))

    def backup(self) -> bytes:
        """A backup made while serving, unpacked."""
        import gzip

        folder = Path(tempfile.mkdtemp())
        done = self.space.command("backup", "--to", str(folder))
        assert done.returncode == 0, done.stderr
        heap = b"".join(gzip.decompress(path.read_bytes()) if path.read_bytes()[:2] == b"\x1f\x8b" else path.read_bytes() for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder)
        return heap + (done.stdout + done.stderr).encode()


def _value(person: Person, path: str, field: str) -> str:
    return person.form(path, fields=[field]).data()[field][0]


def _rows_of_sqlite(path: Path) -> bytes:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return b"\n".join(_row(row) for table in tables for row in database.execute(f'SELECT * FROM "{table}"'))


def _rows_of_postgres(url: str, schema: str = "public") -> bytes:
    import psycopg

    with psycopg.connect(url) as database:
        tables = [name for (name,) in database.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])]
        return b"\n".join(_row(row) for table in tables for row in database.execute(f'SELECT * FROM "{schema}"."{table}"').fetchall())


def _row(values) -> bytes:
    return b"\t".join(bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in values)

"""A whole space is set up and lived in through its forms alone, with a canary typed into every field."""

import re

from tests.circles.pictures import with_secrets
from tests.forms import Form, forms_of, links_of
from tests.promises.canaries import Canaries, route_of
from tests.promises.surfing import LEAVE, Got, Surfer

# Left for the end of the story, or of another chapter.
NOT_ON_A_WALK = {"decide", "decision", "decided_second", "decided_lift", "appeal_answer", "circle_picture", "seat_leave", "offer_strategy", "mail", "report", "sign_in", "recover", "recover_by_mail", "password", "sign_out", "new_way_in", "sign_up_name", "sign_up_way_back", "room_say", "room_note"}
STEPS_OF_SET_UP = 11


class Person(Surfer):
    """Types a canary into every field of every form they come across."""

    def __init__(self, port: int, canaries: Canaries):
        super().__init__(port)
        self.canaries, self.known, self.written = canaries, {}, set()

    def write(self, form: Form, **given) -> Got:
        """Fill every field, send, and be believed."""
        typed = {name: self.canaries.make(form.action, name) for name in dict.fromkeys(form.typed + form.secret) if name not in given}
        others = _names_something_else(form)
        self.known.update({name: value for name, value in typed.items() if name not in others})
        self.canaries.again |= {name for name, value in given.items() if value in {canary.typed for canary in self.canaries.all}}
        return self.send(form, **typed, **given)

    def write_at(self, path: str, *, part: str = "", **given) -> Got:
        """The same for the form of a page that hands in to an address with `part`."""
        got = self.get(path)
        forms = [form for form in forms_of(got, got.path) if form.method == "post" and part in form.action and "credential" not in form.names and (form.typed or form.secret)]
        assert forms, (path, got.path, got.status_code, got.text[:1500])
        return self.write(forms[0], **given)

    def write_everywhere(self) -> None:
        """Walk all pages that links lead to; write in every form that takes words, once each."""
        queue, been = ["/"], set()
        while queue:
            path = queue.pop(0)
            if path in been or path == LEAVE:
                continue
            been.add(path)
            got = self.get(path)
            if not got.is_page or got.status_code != 200:
                continue
            queue += sorted(links_of(got) - been)
            for form in forms_of(got, got.path):
                self._write_once(form)

    def _write_once(self, form: Form) -> None:
        route = route_of(form.action)
        key = (form.action if route in {"respond", "seat_ask"} else route, tuple(form.typed))
        if not form.typed or form.method != "post" or route in NOT_ON_A_WALK or key in self.written:
            return
        self.written.add(key)
        more = {name: "on" for name in ("confirmed", "public") if name in form.names}
        self.write(form, **more, **_must_choose(form, route))


def _names_something_else(form: Form) -> set[str]:
    """A field "name" is the person's own where they sign up or change it; elsewhere it names a circle, a situation, or
    them in one circle alone."""
    return set() if route_of(form.action) in {"sign_up_name", "you_name", "set_up_step"} else {"name"}


def _must_choose(form: Form, route: str) -> dict:
    """The first of each list in which nothing is chosen yet, where something has to be."""
    if not route.startswith(("starting", "witness", "recognise", "retelling")):
        return {}
    as_it_is, first = form.data(), {}
    for name, kind, value, _chosen in form.fields:
        if kind in {"option", "radio"} and value and as_it_is.get(name) == [""]:
            first.setdefault(name, value)
    return first


def set_up(person: Person, link: str) -> Person:
    """Eleven questions, then the codes, a mail address and languages."""
    path = f"{link}/place"
    for _ in range(STEPS_OF_SET_UP):
        form = person.form(path, part=link)
        more = {name: value for name, value in (("confirmed", "on"), ("country", "GB"), ("door", "open")) if name in form.names}
        path = person.write(form, **more).path
    assert path == "/you/codes", path
    return person


def sign_up(person: Person) -> Person:
    """Five questions."""
    person.hand_in("/sign-up")
    person.write_at("/sign-up/name")
    person.hand_in("/sign-up/stone", stone=_first(person, "/sign-up/stone", "stone"))
    person.hand_in("/sign-up/agreement")
    person.write_at("/sign-up/way-back", part="way-back")
    return person


def arrive(person: Person, letterbox) -> None:
    """What follows: codes kept, mail proven, languages, one small step."""
    person.codes = re.findall(r"\b(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}\b", person.get("/you/codes").text)
    person.hand_in("/you/codes", kept="yes")
    before = len(letterbox.letters)
    person.write_at("/you/mail")
    person.hand_in(letterbox.path_in_last(before + 1))
    person.hand_in("/arriving/languages", languages=["en"])
    person.get("/arriving/first-step")


def tell(person: Person, **chosen) -> str:
    """Write, keep, look over, share. Gives the share's address."""
    form = person.form("/shares/tell", fields=["text"])
    typed = {name: person.canaries.make("/shares/drafts/keep", name) for name in form.typed}
    kept = {name: value for name, value in form.data(**typed).items() if name != "once"}  # as base/app.js does it
    assert person.post("/shares/drafts/keep", kept).status_code == 200
    person.get(f"/shares/tell?draft={form.data()['draft'][0]}")
    over = person.write(form, **chosen)
    return person.send(person.form(over.path, part="/look-over/")).path


def hang_picture(person: Person, circle: str) -> None:
    """A file that carries all that files carry, and words for it."""
    form = person.form(f"{circle}/picture", fields=["words"])
    fields = {name: values[0] for name, values in form.data(words=person.canaries.make(form.action, "words")).items() if name != "picture"}
    parts = [f'--zqb\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    file = b'--zqb\r\nContent-Disposition: form-data; name="picture"; filename="IMG_0712.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + with_secrets("JPEG") + b"\r\n--zqb--\r\n"
    answer = person.ask("POST", form.action, b"".join(parts) + file, {"Content-Type": "multipart/form-data; boundary=zqb", "Origin": f"http://localhost:{person.port}"})
    assert answer.status_code == 302, answer.text[-1500:]
    person.get(circle)


def _first(person: Person, path: str, name: str) -> str:
    form = person.form(path, fields=[name])
    return next(value for field, _kind, value, _chosen in form.fields if field == name)

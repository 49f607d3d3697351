"""People at their browsers. Everything they do goes through pages, with scripts or without.

    rowan = Person("Rowan", new_page(at=live_cairn.address))
    rowan.sets_up(link)
    rowan.tells("Three weeks now.", to="Tuesday circle")
"""

import re

PASSWORD = "a quiet stone by the river"


class Person:
    """Somebody with a name and an open page."""

    def __init__(self, name: str, page):
        self.name, self.page = name, page
        self.sign_in_name = f"{name.lower()} by the water"

    # ---- hands
    def goes(self, path: str) -> "Person":
        assert self.page.goto(path).ok, f"{path} did not open"
        return self

    def press(self, words: str, within=None) -> None:
        """A button that leads to a page."""
        self._led_on(lambda: (within or self.page).get_by_role("button", name=words).first.click())

    def follow(self, words: str, within=None) -> None:
        self._led_on(lambda: (within or self.page).get_by_role("link", name=words).first.click())

    def _led_on(self, act) -> None:
        with self.page.expect_navigation():
            act()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def sees(self, words: str, **options) -> None:
        self.page.get_by_text(words).first.wait_for(**options)

    def sees_not(self, words: str) -> None:
        assert not self.page.get_by_text(words).count(), f"{self.name} sees “{words}”"

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    # ---- coming in
    def sets_up(self, link: str, space: str = "Harbour") -> None:
        """Eleven questions, most with good words to begin with."""
        self.goes(link)
        self.follow("Begin")
        self.write("What is this space called?", space)
        self.page.get_by_label("Where is it, in time?").select_option("Europe/London")
        for heading in ("What this is, and what it is not", "What everybody agrees to", "What people here have lived through", "The country"):
            self.press("Go on")
            assert self.heading() == heading
        self.page.get_by_label("In which country are most of its people?").select_option("GB")
        self.press("Go on")
        self.tick("I have looked up each of these numbers")
        self.press("Go on")
        self.press("Go on")  # the hours, as suggested
        self.tick("Anybody may come in")
        self.press("Go on")
        self.write("What should people call you here?", self.name)
        self.press("Go on")
        self.picks_a_stone()
        self.by_password("Open the space")
        self.keeps_codes()
        self.says_languages()

    def answers_four_questions(self) -> None:
        """Sign-up as far as the fifth: how to come back."""
        self.press("Go on")
        self.write("Chosen name", self.name)
        self.press("Go on")
        self.picks_a_stone()
        self.press("I agree")

    def picks_a_stone(self) -> None:
        self.page.get_by_role("radio").nth(len(self.name) % 7).check()
        self.press("Go on")

    def by_password(self, button: str = "Come in") -> None:
        self.write("Sign-in name", self.sign_in_name)
        self.write("Password", PASSWORD)
        self.press(button)

    def keeps_codes(self) -> list[str]:
        codes = self.page.locator("#codes li").all_inner_texts()
        assert len(codes) == 10
        self.press("I have kept them")
        return codes

    def says_languages(self) -> None:
        self.tick("English")
        self.press("Go on")

    def comes_in(self, link: str = "/sign-up") -> list[str]:
        """All of it, by sign-in name and password."""
        self.goes(link)
        self.answers_four_questions()
        self.by_password()
        codes = self.keeps_codes()
        self.says_languages()
        return codes

    def signs_out(self) -> None:
        self.press("Sign out")

    def signs_in(self) -> None:
        self.goes("/sign-in")
        self.by_password("Sign in")

    # ---- circles
    def opens_circle(self, name: str) -> None:
        self.goes("/circles").follow("Open a circle")
        self.write("Name of the circle", name)
        self.write("Whom it is for", "For anybody who is missing somebody.")
        self.write("What its people agree to", "We take turns.\nNobody has to speak.")
        self.press("Open the circle")

    def invites(self) -> str:
        """The link, from the circle's open page."""
        self.press("Make an invitation link")
        return self.page.locator("#invitation-link").inner_text()

    def asks_for_seat(self, circle: str) -> None:
        self.goes("/circles").follow(circle)
        self.follow("Ask for a seat")
        self.press("Ask for a seat")
        self.sees("You have asked for a seat")

    def welcomes(self, name: str, circle: str) -> None:
        self.goes("/circles").follow(circle)
        self.press("Welcome them " + name)
        self.sees(f"{name} is welcome")

    def takes_seat(self, circle: str) -> None:
        self.goes("/circles").follow(circle)
        self.follow("Read the agreement")
        self.press("I agree, and take my seat")
        self.sees(f"You have a seat in {circle}")

    # ---- being heard
    def knows(self, topic: str) -> None:
        self.goes("/you/experiences").tick(topic)
        self.press("Keep")

    def has_no_quiet_hours(self) -> None:
        """The suite also runs at night."""
        self.goes("/you/quiet")
        for label in ("Quiet from", "Until"):
            self.page.get_by_label(label).select_option("0")
        self.press("Keep")

    def offers_to_listen(self) -> None:
        self.goes("/you").follow("Change (Listening)")
        self.tick("Seven a week")
        self.press("You may ask me")

    def tells(self, words: str, *, to: str, need: str = "Just listening", note: str = "") -> None:
        """Write, look it over, share; the page of the share is open then."""
        self.goes("/shares/tell")
        self.write("Your words", words)
        self.tick(need)
        self.page.get_by_role("radio", name=to).check()
        if note:
            self.page.get_by_text("Add a content note").click()
            self.page.get_by_role("checkbox", name=note).check()
        self.press("Look it over")
        self.sees("This is how others will see it.")
        self.sees(words)
        self.press("Share it")
        self.sees("It is told.")

    def answers(self, words: str) -> None:
        """On the open page of a share."""
        self.write("Your answer to", words)
        self.press("Send your answer")
        self.sees("Your answer is there.")


def add_virtual_passkeys(page):
    """A device that makes and keeps passkeys, with a finger that always fits."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    return lambda: devtools.send("WebAuthn.getCredentials", made)["credentials"]


def setup_link(space) -> str:
    """What the operator sees on the command line."""
    return re.search(r"https?://\S+", space.command("setup-link").stdout)[0]

"""Six invented shares to try an answer on. Nobody told them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Told:
    name: str
    stone: str
    need: str
    text: str


PRACTICE = (
    Told("Sorrel", "2-0-83", "listening", _(
        "My mother has gone into the home. Everybody says that it was the right thing, and it was. I drove back with her "
        "slippers on the seat beside me because I had forgotten to take them in, and I could not get out of the car."
    )),
    Told("Bracken", "5-0-83", "ideas", _(
        "I wake at four every night and that is that until morning. I have put the phone away and it makes no difference. "
        "If anybody has found something that helps with those hours, I would like to hear it."
    )),
    Told("Tansy", "7-0-83", "listening", _(
        "They let me go on a video call. Nineteen years, and it took six minutes. My daughter asked why I was home early "
        "and I said that it was a holiday. I have not told her yet."
    )),
    Told("Hazel", "1-0-83", "stories", _(
        "It is a year on Friday since I stopped drinking. I thought that I would want to celebrate, and what I want is to "
        "hide. Has anybody else been odd about their first year?"
    )),
    Told("Teasel", "8-0-83", "nothing", _(
        "I ate in the staff room today. With the others, at the table. It has been since before Christmas. That is all, I "
        "only wanted it to be written down somewhere."
    )),
    Told("Rill", "4-0-83", "listening", _(
        "My brother and I have not spoken since the funeral, because of a clock. It is not about the clock. He has sent a "
        "message with one word in it, and I have been looking at it for two days."
    )),
)

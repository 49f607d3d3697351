"""Good words to begin with. The coordinator reads each of them and makes it their own."""

from django.utils.translation import gettext_lazy as _

WHAT_IT_IS = _("A place to say how it really is, and to be listened to by people who have been somewhere near it. You sit in a small circle, and between its meetings you can write whenever you like.")
WHAT_IT_IS_NOT = _("It is not for emergencies, and nobody here is on call at night. We are not doctors or therapists, and nothing here takes the place of your own care. Help now, on every page, leads to people who can act straight away.")
AGREEMENT = (
    _("I listen before I answer, and I offer ideas only when somebody has asked for them."),
    _("What I read here stays here. I do not repeat it, copy it or show it to anybody."),
    _("I use my chosen name, and leave out real names, workplaces and addresses, mine and other people’s."),
    _("I speak from my own life, and let other people’s lives be different from it."),
    _("I can pass, rest or leave at any time, and so can everybody else, and nobody has to say why."),
    _("If I am worried about somebody, or something here hurts, I tell the people who look after this space."),
)
TOPICS = (
    _("Grief"), _("Loneliness"), _("Anxiety"), _("Low mood"), _("Exams and study"), _("Caring for somebody"), _("Alcohol"),
    _("Drugs"), _("Feeling good enough"), _("Illness and hospital"), _("Family"), _("Work and money"), _("Self-harm"),
)
COVER = _("Somebody looks in every weekday between 9am and 5pm. In the evening, at night and at weekends nobody is on duty.")
ADULTS_ONLY = _("This space is for people aged 18 and over.")

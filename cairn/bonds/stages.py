"""Stages of life that somebody may say they are in: a plain list, in everybody's language. No diagnosis is among them."""

from django.utils.translation import gettext_lazy as _

# The key, as a choice, and as it stands after "both".
STAGES = {
    "studying": (_("Studying or training"), _("studying or training")),
    "starting": (_("Finding my feet on my own"), _("finding your feet on your own")),
    "working": (_("In the middle of working life"), _("in the middle of working life")),
    "between": (_("Between jobs, or out of work"), _("between jobs")),
    "small-children": (_("Small children at home"), _("with small children at home")),
    "teenagers": (_("Teenagers at home"), _("with teenagers at home")),
    "caring": (_("Caring for somebody"), _("caring for somebody")),
    "alone-again": (_("On my own again"), _("on your own again")),
    "new-here": (_("New to a place or a country"), _("new to a place")),
    "empty-nest": (_("The children have left home"), _("with children who have left home")),
    "retired": (_("Retired, or slowing down"), _("retired or slowing down")),
}

"""Hobbies and everyday pleasures: a plain list, in everybody's language."""

from django.utils.translation import gettext_lazy as _

INTERESTS = {
    "walking": _("Walking"),
    "gardening": _("Gardening"),
    "baking": _("Baking"),
    "cooking": _("Cooking"),
    "reading": _("Reading"),
    "films": _("Films"),
    "music": _("Music"),
    "radio": _("Radio"),
    "knitting": _("Knitting"),
    "drawing": _("Drawing"),
    "photography": _("Photography"),
    "football": _("Football"),
    "running": _("Running"),
    "swimming": _("Swimming"),
    "cycling": _("Cycling"),
    "board-games": _("Board games"),
    "video-games": _("Video games"),
    "birds": _("Birds"),
    "dogs": _("Dogs"),
    "cats": _("Cats"),
    "plants": _("Plants"),
    "poetry": _("Poetry"),
    "crosswords": _("Crosswords"),
    "tea": _("Tea"),
    "languages": _("Languages"),
    "diy": _("Making and mending"),
}

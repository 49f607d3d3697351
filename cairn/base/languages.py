"""Languages people speak, each written in itself, and the time zones of the world."""

from functools import cache
from zoneinfo import available_timezones

LANGUAGES = {
    "ar": "العربية", "bg": "Български", "bn": "বাংলা", "bs": "Bosanski", "ca": "Català", "cs": "Čeština", "cy": "Cymraeg",
    "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "eu": "Euskara",
    "fa": "فارسی", "fi": "Suomi", "fr": "Français", "ga": "Gaeilge", "gl": "Galego", "gu": "ગુજરાતી", "he": "עברית",
    "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "id": "Bahasa Indonesia", "is": "Íslenska", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "ku": "Kurdî", "lt": "Lietuvių", "lv": "Latviešu", "mk": "Македонски", "nb": "Norsk",
    "nl": "Nederlands", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt": "Português", "ro": "Română", "ru": "Русский",
    "sk": "Slovenčina", "sl": "Slovenščina", "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "sv": "Svenska",
    "sw": "Kiswahili", "ta": "தமிழ்", "th": "ไทย", "ti": "ትግርኛ", "tl": "Tagalog", "tr": "Türkçe", "uk": "Українська",
    "ur": "اردو", "vi": "Tiếng Việt", "yi": "ייִדיש", "zh": "中文",
}
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def names_of(codes) -> list[str]:
    return [LANGUAGES.get(code, code) for code in codes]


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Places by region, as a select shows them; UTC last."""
    known = sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS and zone.count("/"))
    regions = [(region, [(zone, _place(zone)) for zone in known if zone.startswith(f"{region}/")]) for region in REGIONS]
    return [*regions, ("UTC", [("UTC", "UTC")])]


@cache
def zone_names() -> frozenset[str]:
    return frozenset(zone for _region, places in zones() for zone, _name in places)


def _place(zone: str) -> str:
    """"America/Argentina/La_Rioja" is La Rioja (Argentina)."""
    *between, place = zone.replace("_", " ").split("/")[1:]
    return f"{place} ({between[0]})" if between else place

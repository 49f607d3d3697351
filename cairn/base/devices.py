"""A device in few words, so that a member recognises a place they are signed in and nobody else could."""

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux"))


def device_of(user_agent: str) -> str:
    """"Firefox on Android"; "" for what we do not know."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    return f"{browser} on {system}" if browser and system else browser or system


def _first(pairs, user_agent: str) -> str:
    return next((name for sign, name in pairs if sign in user_agent), "")

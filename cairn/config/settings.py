"""Settings, read once from the environment and one optional file.

The environment wins over the file. Every option is documented in docs/operating/settings.md;
a test holds the two together, and `python -m cairn settings` shows what is in force.
"""

from pathlib import Path
from urllib.parse import urlsplit

from cairn.base import secrets_file
from cairn.config.database import database_from_url, index_beside
from cairn.config.options import BadOption, hosts, networks, number, one_of, option, yes

ROOT = Path(__file__).resolve().parent.parent.parent

DATA = Path(option("CAIRN_DATA", str(ROOT / "data"))).resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
PORT = number("CAIRN_PORT", 8000)
HOST = option("CAIRN_HOST", "127.0.0.1")
# Where people reach the space; passkeys and links in mail are bound to it.
ADDRESS = option("CAIRN_ADDRESS", f"http://localhost:{PORT}").rstrip("/")
THREADS = number("CAIRN_THREADS", 4)
MAX_BODY = number("CAIRN_MAX_BODY", 2 * 1024 * 1024)
MAX_PICTURE = number("CAIRN_MAX_PICTURE", 8 * 1024 * 1024)

try:
    SPACE_KEY = secrets_file.space_key(DATA, option("CAIRN_SPACE_KEY", secret=True))
except ValueError as error:
    raise BadOption(f"CAIRN_SPACE_KEY, or the file keys/space.key in {DATA}, cannot be used. {error}") from None
SECRET_KEY = secrets_file.derived(SPACE_KEY, "django").hex()
BACKUPS_KEPT_DAYS = number("CAIRN_BACKUPS_KEPT_DAYS", 30)

DEBUG = False
# Who may say in X-Forwarded-For where a request comes from (config/places.py).
PROXIES = networks("CAIRN_PROXIES", "127.0.0.0/8, ::1")
ALLOWED_HOSTS = [*hosts("CAIRN_HOSTS"), urlsplit(ADDRESS).hostname, "localhost", "127.0.0.1", "[::1]"]
SECURE = ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = ["cairn"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "cairn.Member"
AUTHENTICATION_BACKENDS = []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# What a key made of a password costs, for the journal: passes, kibibytes, lanes (RFC 9106). Each lock keeps its own.
VAULT_COST = (3, 64 * 1024, 4)

DATABASES = {"default": database_from_url(option("DATABASE_URL", secret=True), DATA)}

# The index of opened words: apart from the database, out of every backup, made anew when it is missing.
SEARCH_FOLDER = Path(option("CAIRN_SEARCH_FOLDER", str(DATA / "search"))).resolve()
if DATABASES["default"]["ENGINE"] == "cairn.base.sqlite":
    DATABASES["default"]["OPTIONS"]["beside"] = index_beside(SEARCH_FOLDER)

MIDDLEWARE = [
    "cairn.base.middleware.Safeguards",
    "cairn.members.sessions.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cairn.members.middleware.Arriving",
]
ROOT_URLCONF = "cairn.config.urls"
WSGI_APPLICATION = None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "cairn" / "templates"],
        "OPTIONS": {
            "environment": "cairn.base.jinja.environment",
            "context_processors": ["cairn.home.surroundings.surroundings"],
        },
    }
]
FORM_RENDERER = "cairn.base.forms.Renderer"

SESSION_ENGINE = "cairn.members.sessions"
SESSION_COOKIE_NAME = "__Host-cairn" if SECURE else "cairn"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cairn.home.errors.form_expired"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = option("CAIRN_LANGUAGE", "en")
LOCALE_PATHS = [ROOT / "cairn" / "locale"]

DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# A picture as it was handed in may say where somebody lives: it stays in memory and never touches a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_PICTURE + 4 * 1024 * 1024

MAIL_BY = one_of("CAIRN_MAIL_BY", "smtp", "sendmail", "folder", "off")
EMAIL_BACKEND = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "sendmail": "cairn.base.post.SendmailBackend",
    "folder": "django.core.mail.backends.filebased.EmailBackend",
    "off": "django.core.mail.backends.dummy.EmailBackend",
}[MAIL_BY]
EMAIL_HOST = option("CAIRN_SMTP_HOST")
EMAIL_PORT = number("CAIRN_SMTP_PORT", 25)
EMAIL_HOST_USER = option("CAIRN_SMTP_USER")
EMAIL_HOST_PASSWORD = option("CAIRN_SMTP_PASSWORD", secret=True)
EMAIL_USE_TLS = yes("CAIRN_SMTP_TLS")
DEFAULT_FROM_EMAIL = option("CAIRN_MAIL_FROM", "cairn@localhost")
SENDMAIL = option("CAIRN_SENDMAIL", "/usr/sbin/sendmail")
EMAIL_FILE_PATH = option("CAIRN_MAIL_FOLDER", str(DATA / "letters"))
MAIL_BOUNCES = option("CAIRN_MAIL_BOUNCES")
MAIL_NAMES_SPACE = yes("CAIRN_MAIL_NAMES_SPACE")
PUSH_ANYWHERE = yes("CAIRN_PUSH_ANYWHERE")

# A path or a member's words never reach the log: only our own lines do.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(name)s %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "cairn": {"handlers": ["err"], "level": "INFO", "propagate": False},
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "uvicorn": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "asyncio": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

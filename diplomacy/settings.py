"""Settings: one file, fed by environment variables alone. docs/settings.md lists every variable.

Without any variable the site runs for one person on this computer: plain HTTP, loopback names
only, a secret key of its own under the data folder. ``DIPLOMACY_PRODUCTION=1`` demands what a
public site needs and refuses to start without it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool = False) -> bool:
    """The variable as yes or no; anything but 0, 1, true, false, yes, no is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "false", "no", "1", "true", "yes"}:
        return default if value == "" else value in {"1", "true", "yes"}
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def env_int(name: str, default: int) -> int:
    """The variable as a whole number of 0 or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def env_list(name: str, default: list[str]) -> list[str]:
    """The variable as words between commas."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] if value.strip() else default


def secret_key(production: bool, data_dir: Path) -> str:
    """``DIPLOMACY_SECRET_KEY``, or (never in production) a random one kept in the data folder."""
    if key := os.environ.get("DIPLOMACY_SECRET_KEY", ""):
        return key
    if production:
        raise ImproperlyConfigured("DIPLOMACY_SECRET_KEY must be set in production: a long random text")
    kept = data_dir / "secret-key"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whole from the start and readable by the owner alone; of two processes at once, one wins.
        with NamedTemporaryFile("w", dir=data_dir, encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, kept)
        return kept.read_text(encoding="ascii")
    except OSError:
        return secrets.token_urlsafe(50)  # a read-only folder: good for this process, all that can be had


def database(url: str) -> dict[str, Any]:
    """Django's dictionary for a ``postgresql://user:password@host:port/name`` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// (no other database is supported)"
        )
    options: dict[str, Any] = {}
    if size := env_int("DIPLOMACY_POOL_SIZE", 0):
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 5}
    if seconds := env_int("DIPLOMACY_STATEMENT_SECONDS", 0):
        options["options"] = f"-c statement_timeout={seconds}s"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "NAME": unquote(parts.path.lstrip("/")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # so that a restart of PostgreSQL costs no request
        "OPTIONS": options,
    }


PRODUCTION = env_bool("DIPLOMACY_PRODUCTION")
DEBUG = env_bool("DIPLOMACY_DEBUG")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DIPLOMACY_DEBUG shows secrets to visitors: not with DIPLOMACY_PRODUCTION")

DATA_DIR = Path(os.environ.get("DIPLOMACY_DATA_DIR") or BASE_DIR / ".data").absolute()
SECRET_KEY = secret_key(PRODUCTION, DATA_DIR)
ALLOWED_HOSTS = env_list("DIPLOMACY_ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("DIPLOMACY_ALLOWED_HOSTS must name the site's host names in production")
CSRF_TRUSTED_ORIGINS = env_list("DIPLOMACY_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "procrastinate.contrib.django",
    "axes",
    "csp",
    "statements",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "diplomacy.urls"
WSGI_APPLICATION = "diplomacy.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL") or "postgresql://localhost/diplomacy")}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# Signing in. Axes counts failures in the database, so that every web process sees the same.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_RESET_ON_SUCCESS = True
LOGIN_URL = "admin:login"

# Behind a proxy that ends TLS, and only there, its word on the scheme is taken.
if env_bool("DIPLOMACY_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_IPWARE_PROXY_COUNT = 1
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env_int("DIPLOMACY_HSTS_SECONDS", 31_536_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "ingest.jobs"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

DATA_LICENCE_NAME = os.environ.get("DIPLOMACY_LICENCE_NAME") or "CC-BY-4.0"
DATA_LICENCE_URL = os.environ.get("DIPLOMACY_LICENCE_URL") or "https://creativecommons.org/licenses/by/4.0/"
API_STATEMENT_SECONDS = env_int("DIPLOMACY_API_STATEMENT_SECONDS", 10)
API_RATES = {
    "anonymous": env_int("DIPLOMACY_API_RATE", 600),
    "token": env_int("DIPLOMACY_API_TOKEN_RATE", 3000),
}
REST_FRAMEWORK = {
    "NUM_PROXIES": 1 if env_bool("DIPLOMACY_BEHIND_PROXY") else 0,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "statements.api.errors.answer_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Diplomacy",
    "DESCRIPTION": "What diplomats said: quotes, speakers, meetings, topics, articles, traced to the words.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {"QuoteKindEnum": "statements.models.quotes.Quote.Kind"},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("DIPLOMACY_LOG_LEVEL", "WARNING").upper()},
}

"""One settings file for every installation; what differs comes from the environment (see .env.example)."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from accounts.rules.sessions import Lifetime

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that a running installation writes: the SQLite file, the generated key, collected static files.
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = environ.FileAwareEnv()
environ.Env.read_env(str(BASE_DIR / ".env"))


def local_secret_key() -> str:
    """A key made once per installation, so that nothing but the two addresses must be set to run anywhere."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = env("SECRET_KEY", default="") or local_secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Behind TLS: cookies travel encrypted only. Off by default, because `make demo` serves plain http on localhost.
HTTPS_ONLY = env.bool("HTTPS_ONLY", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS_ONLY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0

INSTALLED_APPS = [
    "api",
    "reporting",
    "targets",
    "planning",
    "indicators",
    "accounts",
    "accounts.admin_app.PlanpulsAdminConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",  # for its template of /sitemap.xml
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "drf_spectacular",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before whatever reads an address.
    "accounts.middleware.WithoutNull",
    # Before sessions and languages: on public pages there is nobody to know, and nothing by which an answer varies.
    "reporting.middleware.PublicPages",
    # Before whatever can answer, so that its answers carry them too.
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.permissions",
                "accounts.context.color_scheme",
            ],
        },
    },
]

# Not an address by default: a folder's name may hold letters that mean something else in one.
LOCAL_DATABASE = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "planpuls.sqlite3")}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL") if env("DATABASE_URL", default="") else LOCAL_DATABASE
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Our own thin engine: Norwegian letters in search and sorting, and waiting instead of "database is locked".
    DATABASES["default"]["ENGINE"] = "config.sqlite"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
# Without Redis a task runs inside the process that asked for it; errors surface there.
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = "Europe/Oslo"
# What is asked to look for what is new when figures have come in; the layer that fetches them does not know it.
TASK_AFTER_FIGURES = "targets.tasks.assess_touched"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    # A new figure, an edit, a passed deadline or an ended period: exactly the targets that it touches are judged.
    "assess-touched": {"task": "targets.tasks.assess_touched", "schedule": 5 * 60},
    # Once a night everything, without asking what is new.
    "assess-targets": {"task": "targets.tasks.assess_targets", "schedule": crontab(hour=3, minute=30)},
    # One mail to each who answers for lights that have become worse.
    "tell-of-worse-lights": {
        "task": "targets.tasks.tell_of_worse_lights",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
    },
    # To units that have words left in an open round, each thing once.
    "send-round-reminders": {
        "task": "reporting.tasks.send_round_reminders",
        "schedule": crontab(hour="7-16", minute=10, day_of_week="mon-fri"),
    },
    # Rows of sessions that are over; without a worker `clearsessions` does the same.
    "clear-old-sessions": {"task": "accounts.tasks.clear_old_sessions", "schedule": 24 * 60 * 60},
    # Keys that ended three months ago.
    "clear-old-tokens": {"task": "accounts.tasks.clear_old_tokens", "schedule": crontab(hour=2, minute=45)},
    # Asks which sources are due; each says itself how often it is asked, and quiet hours hold it back.
    "fetch-due-sources": {"task": "indicators.tasks.fetch_due_sources", "schedule": 15 * 60},
    # A report whose worker died is begun anew by another.
    "take-up-lost-reports": {"task": "reporting.tasks.take_up_lost_reports", "schedule": 60},
    # Answers to writes that carried a key are kept for two days.
    "forget-old-answers": {"task": "api.tasks.forget_old_answers", "schedule": crontab(hour=2, minute=50)},
    # Other systems are told what has happened; what did not come through is tried again.
    "send-webhooks": {"task": "api.tasks.send_webhooks", "schedule": 60},
    "tell-of-paused-webhooks": {"task": "api.tasks.tell_of_paused_webhooks", "schedule": 10 * 60},
    "clear-old-webhook-events": {"task": "api.tasks.clear_old_webhook_events", "schedule": crontab(hour=2, minute=40)},
    # Files are kept for thirty days.
    "clear-old-report-files": {
        "task": "reporting.tasks.clear_old_report_files",
        "schedule": crontab(hour=2, minute=30),
    },
}

if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
CSRF_FAILURE_VIEW = "reporting.views.refused.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

# Sessions are rows that a person can see and end. How long a log-in holds, and how long without being used.
SESSION_ENGINE = "accounts.session_store"
SESSION_LIFETIME = Lifetime(
    longest=timedelta(hours=env.int("SESSION_HOURS", default=12)),
    idle=timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=120)),
)
SESSION_COOKIE_AGE = int(SESSION_LIFETIME.longest.total_seconds())
# Roles that must have a code from an app beside the password: coordinator,administrator. Nobody must unless told.
SECOND_FACTOR_FOR = env.list("SECOND_FACTOR_FOR", default=[])
# Where people can log in with OpenID Connect, as JSON (docs/operations.md).
OIDC_PROVIDERS = env.json("OIDC_PROVIDERS", default=[])
# Off: people log in at a provider only. Refused where there is none.
PASSWORD_LOG_IN = env.bool("PASSWORD_LOG_IN", default=True)
# How many proxies of our own stand in front: so many of the last addresses in X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Bokmål is the source text of every message; nynorsk and English are translations of it (docs/adr/0004).
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
# The second folder holds what Django itself lacks in Norwegian, where `makemessages` leaves it alone.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_django"]
TIME_ZONE = "Europe/Oslo"
# English dates begin with the day; Norwegian ones are as Django has them.
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (prefix, folder)
        for prefix, folder in (
            ("designsystemet", NODE_MODULES / "@digdir/designsystemet-css/dist"),
            ("designsystemet-web", NODE_MODULES / "@digdir/designsystemet-web/dist/umd"),
            ("inter", NODE_MODULES / "@fontsource-variable/inter"),
        )
        if folder.exists()
    ),
]
# Served straight from the source folders unless `collectstatic` has been run (as the Dockerfile does).
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A file larger than this is refused before it is read: for the commands, which read CSV row by row, and for the pages.
MAX_IMPORT_MB = env.int("MAX_IMPORT_MB", default=1024)
MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", default=50)
# Statistics Norway gives at most 800 000 cells in one answer.
MAX_IMPORT_CELLS = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A table has up to some thousand regions, each with a box that can be ticked.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = [
    "indicators.upload_limit.RefuseTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Deliveries too large for the database lie here, compressed.
DELIVERIES_DIR = VAR_DIR / "deliveries"
SSB_API_URL = env("SSB_API_URL", default="https://data.ssb.no/api/pxwebapi/v2")
# Statistics Norway's classifications: municipalities through time, KOSTRA groups.
KLASS_API_URL = env("KLASS_API_URL", default="https://data.ssb.no/api/klass/v1")

DJANGO_TABLES2_TEMPLATE = "components/table.html"
# smtp://user:password@host:587/?tls=True and the like; without it, mail is written to standard output.
vars().update(env.email_url_config(env("EMAIL_URL", default="") or "consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="planpuls@localhost")
# Where people say that they cannot use a page, and the address of the statement that uustatus.no keeps.
ACCESSIBILITY_CONTACT = env("ACCESSIBILITY_CONTACT", default="")
ACCESSIBILITY_STATEMENT_URL = env("ACCESSIBILITY_STATEMENT_URL", default="")
# How links in mail begin.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# How often the open API answers: each key, each person who is logged in, and each address of everybody else.
API_RATES = {
    "token": env("API_RATE_TOKEN", default="600/min"),
    "person": env("API_RATE_PERSON", default="600/min"),
    "anonymous": env("API_RATE_ANONYMOUS", default="120/min"),
    # Keys that open nothing, from one address.
    "wrong_key": env("API_RATE_WRONG_KEY", default="20/min"),
}
# Pages of others may read open data from a browser, as nobody: with no cookie and no key.
CORS_URLS_REGEX = r"^/(api/v1/|offentlig/[^/]+/tall\.[a-z]+$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Content-Disposition", "Retry-After"]
CORS_EXPOSE_HEADERS += ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
# The largest body that the API takes.
API_BODY_BYTES = 1024 * 1024
# Hosts inside the own network that webhooks may call all the same, at any port: archive.internal,10.0.0.7
WEBHOOK_PRIVATE_HOSTS = env.list("WEBHOOK_PRIVATE_HOSTS", default=[])
# Calls without encryption, for trying out.
WEBHOOK_ALLOW_HTTP = env.bool("WEBHOOK_ALLOW_HTTP", default=DEBUG)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.ByToken", "api.authentication.ByLogIn"],
    "DEFAULT_PERMISSION_CLASSES": ["api.access.Opens"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.StrictJson"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.PerCaller"],
    "DEFAULT_PAGINATION_CLASS": "api.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "api.schema.Described",
    "EXCEPTION_HANDLER": "api.problems.problem_details",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "NUM_PROXIES": TRUSTED_PROXIES,
}
# What others may do with the municipality's own open data, as the EU names licences; empty where nobody says.
OPEN_DATA_LICENCE = env(
    "OPEN_DATA_LICENCE", default="http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
)
SPECTACULAR_SETTINGS = {
    "TITLE": "Planpuls",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    # What several things call «kind» or «basis», each with its own choices.
    "ENUM_NAME_OVERRIDES": {
        "BasisEnum": "planning.models.Basis",
        "ChallengeKindEnum": "planning.models.ChallengeKind",
        "FormulaKindEnum": "indicators.models.FORMULA_KINDS",
        "RegionKindEnum": "indicators.models.RegionKind",
        "SavingsRowKindEnum": "api.serializers.savings.KINDS",
        "SourceProblemKindEnum": "indicators.models.ProblemKind",
        "TargetKindEnum": "targets.models.TargetKind",
        "JudgedLightEnum": "targets.models.JudgedLight",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema_document.with_problems"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Each new attempt would be a line without a word of what it is about; the last one is told as the source's problem.
    "loggers": {"stamina": {"level": "ERROR"}},
}

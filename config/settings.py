"""Settings of every process, read once from the environment.

Three ways to run: production (SECRET_KEY is set), demo (it is not: the shop shows demo data, says so on every
page and answers only to this machine's names) and DEBUG=1 (a developer's runserver).
README.md lists the variables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from config import env
from config.secret_key import derived_password, load_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.path("SHOP_VAR_DIR", BASE_DIR / "var")

DEBUG = env.boolean("DEBUG", default=False)
SHOP_DEMO = env.boolean("SHOP_DEMO", default=not env.text("SECRET_KEY"))
PRODUCTION = not (DEBUG or SHOP_DEMO)
SECRET_KEY = load_secret_key(env.text("SECRET_KEY"), stored_at=VAR_DIR / "secret_key", production=PRODUCTION)

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=[] if PRODUCTION else LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", default=[])

# --- What the site is made of ---

# Ours before Django's: of two apps that translate the same words, the first is heard.
INSTALLED_APPS = [
    "config",
    "storefront",
    "ses_vendors",
    "ses_vendors.installation",
    "ses_vendors.vendors",
    "ses_vendors.badge",
    "ses_vendors.inbox",
    "ses_vendors.payments",
    "ses_vendors.portal",
    "ses_vendors.api",
    "ses_vendors.desk",
    "engine",
    "engine.accounts",
    "engine.catalog",
    "engine.inventory",
    "engine.checkout",
    "engine.orders",
    "engine.webhooks",
    "engine.payments",
    "ses_vendors.desk.django_admin.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "auditlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "storefront.compression.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ses_vendors.portal.sessions.PeopleSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ses_vendors.desk.trail.AuditTrailMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ses_vendors.portal.second_factor.SecondFactorMiddleware",
    "storefront.faults.CoreFaultsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "storefront.context.frame",
                "ses_vendors.frame.page_frame",
                "ses_vendors.portal.context.people",
            ],
        },
    },
]

FORM_RENDERER = "storefront.forms.renderer.PlainRenderer"

# --- Where things are kept ---

SQLITE = {
    "ENGINE": "config.sqlite3",
    "NAME": VAR_DIR / "shop.sqlite3",
    "OPTIONS": {
        # A writer takes the lock when its transaction starts: it waits up to `timeout` seconds, and cannot
        # fail half-way because a reader wanted to become a writer.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # cache_size is in KiB when negative, mmap_size in bytes. Django itself turns foreign keys on.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-16384; PRAGMA mmap_size=134217728"
        ),
    },
}
POSTGRES = env.postgres("DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {
    "default": {**(POSTGRES or SQLITE), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": POSTGRES is not None}
}

REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
}
CACHES["default"]["KEY_PREFIX"] = "shop"

# `manage.py shop` names the socket to its children; any other command finds the running shop's by its file.
BROKER_SOCKET = env.path("SHOP_BROKER_SOCKET", VAR_DIR / "valkey.sock")
BROKER_SOCKET_IS_LIVE = bool(env.text("SHOP_BROKER_SOCKET")) or BROKER_SOCKET.exists()

# The little that all processes must see alike (commerce/freshness.py, the index of the catalogue): never a
# cache per process where there is a Redis or Valkey.
SHARED_CACHE_URL = REDIS_URL or (f"unix://{BROKER_SOCKET}" if BROKER_SOCKET_IS_LIVE else "")
CACHES["shared"] = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": SHARED_CACHE_URL}
    if SHARED_CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared"}
)
CACHES["shared"]["KEY_PREFIX"] = "shop"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Papers of the SES: handed out by views that ask who wants them, and by nothing else.
PRIVATE_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Languages and time ---

LANGUAGE_CODE = "ro"
LANGUAGES = [("ro", "Română"), ("en", "English")]
TIME_ZONE = "Europe/Bucharest"
USE_TZ = True

# --- Sessions, cookies, headers ---

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "storefront.views.errors.csrf_failed"
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# Browsers' preload lists are for the operator to join; there is no quick way back out.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Bytes of a form, files not counted; Django answers 400 above it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- The shop ---

SHOP_NAME = env.text("SHOP_NAME", "Tejgheaua")
SHOP_OPERATOR = {
    "legal_name": env.text("SHOP_OPERATOR_LEGAL_NAME", "DEMO Operator Magazin SRL"),
    "cui": env.text("SHOP_OPERATOR_CUI", "DEMO"),
    "registration": env.text("SHOP_OPERATOR_REGISTRATION", "DEMO"),
    "address": env.text("SHOP_OPERATOR_ADDRESS", "Str. Exemplului nr. 1, București"),
    "email": env.text("SHOP_OPERATOR_EMAIL", "contact@magazin.example"),
    "phone": env.text("SHOP_OPERATOR_PHONE", "+40 700 000 000"),
    "iban": env.text("SHOP_OPERATOR_IBAN", "DEMO"),
}
# Whole lei; 0 leaves only the limit of the law (kernel/cash_limits.py).
SHOP_CASH_ON_DELIVERY_CAP_LEI = env.integer("SHOP_CASH_ON_DELIVERY_CAP_LEI", default=0)
# Days that a bank transfer is awaited.
SHOP_TRANSFER_DAYS = env.integer("SHOP_TRANSFER_DAYS", default=7)
# Working days in which an application to sell is usually looked at, as pages say it.
SHOP_REVIEW_DAYS = env.integer("SHOP_REVIEW_DAYS", default=5)
# What delivery costs (lei, VAT included) and takes (working days), as pages say it before there is a basket;
# what a basket pays is decided by the core's delivery methods.
SHOP_DELIVERY_LEI = env.text("SHOP_DELIVERY_LEI", "19.99")
SHOP_DELIVERY_FREE_FROM_LEI = env.text("SHOP_DELIVERY_FREE_FROM_LEI", "300")
SHOP_DELIVERY_DAYS = (
    env.integer("SHOP_DELIVERY_DAYS_MIN", default=2),
    env.integer("SHOP_DELIVERY_DAYS_MAX", default=5),
)
# The frame of the sellers' public pages: a template with blocks title, description, styles, head and main.
PAGE_FRAME = "storefront/base.html"
# The page of a SES in the shop, as URLs call it; its argument is the slug.
SELLER_ROUTE = "storefront:seller"
# What one address may ask of the public API and the open data in a minute.
API_REQUESTS_A_MINUTE = env.integer("API_REQUESTS_A_MINUTE", default=120)
# Under what anybody may use the open data (docs/open-data.md).
OPEN_DATA_LICENCE = {
    "name": env.text("OPEN_DATA_LICENCE_NAME", "CC BY 4.0"),
    "url": env.text("OPEN_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/"),
}
PAGE_CACHE_SECONDS = env.integer("PAGE_CACHE_SECONDS", default=60)

# --- The commerce core: the embedded engine, or a Saleor server ---

SALEOR_API_URL = env.text("SALEOR_API_URL")
SALEOR_CHANNEL = env.text("SALEOR_CHANNEL", "ses-ro")
SALEOR_STAFF_EMAIL = env.text("SALEOR_STAFF_EMAIL", "echipa@magazin.example" if SHOP_DEMO else "")
# A demo's staff password is nobody's to type: it follows from the machine's own secret key.
SALEOR_STAFF_PASSWORD = env.text("SALEOR_STAFF_PASSWORD", derived_password(SECRET_KEY) if SHOP_DEMO else "")
# Where the core's pictures are handed out, if not at its API's address: https://media.example. A Saleor
# server's thumbnails lead there, and browsers hold the policy against both addresses.
SALEOR_MEDIA_ORIGIN = env.text("SALEOR_MEDIA_ORIGIN")
CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += env.origins(SALEOR_API_URL, SALEOR_MEDIA_ORIGIN)
# How long what a Saleor server said of goods and sellers is fresh, unless word of a change comes; 0 keeps
# nothing. The embedded core is asked each time.
CATALOGUE_CACHE_SECONDS = env.integer("CATALOGUE_CACHE_SECONDS", default=300 if SALEOR_API_URL else 0)
COMMERCE_TRANSPORT = env.text(
    "COMMERCE_TRANSPORT",
    "commerce.http.HttpTransport" if SALEOR_API_URL else "commerce.in_process.InProcessTransport",
)
COMMERCE_IN_PROCESS_SCHEMA = "engine.schema.executor.execute"
COMMERCE_IN_PROCESS_KEYS = "engine.signing.jwks"
# Who writes what the core's apps are told: the rooms that send it may not import the schema.
ENGINE_PAYLOADS = "engine.schema.payloads"
# Seconds that the core waits for an app: for an answer it needs, and for a receipt.
WEBHOOK_SYNC_TIMEOUT = 18
WEBHOOK_TIMEOUT = 10
# The embedded core signs with this key (PEM); without one it makes its own in VAR_DIR. Machines that share
# a database need the same one.
RSA_PRIVATE_KEY = env.text("RSA_PRIVATE_KEY")
# Hosts that links in the core's mails may lead to; without any, this site's own.
ALLOWED_CLIENT_HOSTS = env.words("ALLOWED_CLIENT_HOSTS", default=[])
# Where others reach this site: the issuer of tokens.
PUBLIC_URL = env.text("PUBLIC_URL", f"http://localhost:{env.integer('PORT', default=8000)}").rstrip("/")

# --- The App at the core (ses_vendors/installation) ---

# API addresses that may install the App and send to it, as the core itself writes them; without any, the
# shop's own core. They differ from SALEOR_API_URL where the core is reached by another name.
APP_ALLOWED_API_URLS = env.words("APP_ALLOWED_API_URLS", default=[])
# What encrypts the App's token in the database, the newest first; older ones still decrypt.
APP_ENCRYPTION_KEYS = env.words("APP_ENCRYPTION_KEY", default=[SECRET_KEY])
# What signs the credentials of badges (ses_vendors/badge/proof/keys.py): Ed25519 private keys in base64url,
# the newest first; without any the database keeps one, encrypted with the keys above.
CREDENTIAL_KEYS = env.words("CREDENTIAL_KEYS", default=[])
# A file with the official visual element of the social mark (Ordin 1986/2016), SVG or PNG, from the issuer's
# manual. It is shown on the proof of a mark that holds; without one nothing stands in its place.
SHOP_OFFICIAL_MARK = env.text("SHOP_OFFICIAL_MARK")
# Started when goods came, went or changed what they are found by.
ASSORTMENT_CHANGED_TASK = "storefront.tasks.refresh_catalogue_index"

# --- The sellers (ses_vendors/vendors) ---

# Functions of a SES that say, in sentences, what keeps it from closing: orders to deliver, money to settle.
LEAVING_CHECKS: tuple[str, ...] = ()
# A function of a SES and a kind that says whether it has handed in such an attestation.
ATTESTATION_CHECK = "ses_vendors.badge.queries.has_submitted"

# --- The operator's desk (/operator/) ---

# Pages on which people change what the audit log keeps, behind a language's prefix or none: elsewhere its
# middleware does nothing.
AUDITED_PATHS = ("operator/", "atelier/", "vinde-cu-noi/")
# Who did what is kept with the person. Addresses come from headers that anybody may write.
AUDITLOG_DISABLE_REMOTE_ADDR = True
AUDITLOG_CID_HEADER = None
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Signing in: people of SES and operators (docs/adr/0006-sign-in-of-sellers.md) ---

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
# Their sessions are kept in the database and have a cookie of their own; shoppers' are signed cookies.
PEOPLE_SESSION_COOKIE = "__Host-people" if PRODUCTION else "people"
PEOPLE_SESSION_SECONDS = 12 * 3600

ACCOUNT_ADAPTER = "ses_vendors.portal.adapter.PeopleAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# Behind django-axes, which makes who guesses from one address wait: against guesses from many addresses.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/h/ip,30/h/key"}
ACCOUNT_FORMS = {
    "login": "ses_vendors.portal.forms.passwords.SignInForm",
    "reauthenticate": "ses_vendors.portal.forms.passwords.ReauthenticateForm",
    "reset_password": "ses_vendors.portal.forms.passwords.ForgottenForm",
    "reset_password_from_key": "ses_vendors.portal.forms.passwords.NewPasswordForm",
    "set_password": "ses_vendors.portal.forms.passwords.SetPasswordForm",
    "change_password": "ses_vendors.portal.forms.passwords.ChangePasswordForm",
    "add_email": "ses_vendors.portal.forms.passwords.ChangeEmailForm",
}
MFA_ADAPTER = "ses_vendors.portal.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Nobody signs in before their e-mail is verified; an unverified one is the next, while it is being changed.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "ses_vendors.portal.forms.codes.SignInCodeForm",
    "reauthenticate": "ses_vendors.portal.forms.codes.ConfirmCodeForm",
    "activate_totp": "ses_vendors.portal.forms.codes.SetUpForm",
    "deactivate_totp": "ses_vendors.portal.forms.codes.RemoveAppForm",
    "generate_recovery_codes": "ses_vendors.portal.forms.codes.NewRecoveryCodesForm",
    "login_webauthn": "ses_vendors.portal.forms.codes.SignInKeyForm",
    "authenticate_webauthn": "ses_vendors.portal.forms.codes.SecondKeyForm",
    "reauthenticate_webauthn": "ses_vendors.portal.forms.codes.ConfirmKeyForm",
    "add_webauthn": "ses_vendors.portal.forms.codes.AddKeyForm",
    "edit_webauthn": "ses_vendors.portal.forms.codes.RenameKeyForm",
}
# Of X-Forwarded-For only what our own proxy wrote counts: the last entry, and without a proxy none.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

AXES_HANDLER = "ses_vendors.portal.throttle.GrowingWait"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Hours after which failures are forgotten; how long one waits, the handler says.
AXES_COOLOFF_TIME = 24
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "ses_vendors.portal.throttle.whose_try"
AXES_CLIENT_IP_CALLABLE = "ses_vendors.portal.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "ses_vendors.portal.throttle.say_when"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Mail ---

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "config.outbox.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{SHOP_NAME} <{SHOP_OPERATOR['email']}>")

# --- Background work: config/celery.py has the queues and the beat ---

CELERY_BROKER_URL = REDIS_URL or (f"redis+socket://{BROKER_SOCKET}" if BROKER_SOCKET_IS_LIVE else "memory://")
CELERY_TASK_ALWAYS_EAGER = env.boolean("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Logs: one line each, to stderr ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
            "datefmt": "%Y-%m-%dT%H:%M:%S",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # A line for each request to the core would bury all others.
        "httpx2": {"level": "WARNING"},
    },
}

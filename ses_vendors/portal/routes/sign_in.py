"""Addresses of signing in: allauth's views, under its names, one by one.

What is not listed is not there: signing up by oneself, codes by mail, social accounts, trusted browsers.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from ses_vendors.portal.views import second_factor as ours

codes = [
    path("", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("noi/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("descarca/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

keys = [
    path("", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("noua/", ours.add_key, name="mfa_add_webauthn"),
    path("confirma/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("intra/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("<int:pk>/nume/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/sterge/", ours.remove_key, name="mfa_remove_webauthn"),
]

second_factor = [
    path("", second_step.index, name="mfa_index"),
    path("cod/", second_step.authenticate, name="mfa_authenticate"),
    path("confirma/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("aplicatie/", ours.set_up_app, name="mfa_activate_totp"),
    path("aplicatie/sterge/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("coduri/", include(codes)),
    path("chei/", include(keys)),
]

urlpatterns = [
    path("intra/", account.login, name="account_login"),
    path("iesi/", account.logout, name="account_logout"),
    path("inchis/", account.account_inactive, name="account_inactive"),
    path("confirma/", account.reauthenticate, name="account_reauthenticate"),
    # allauth names it in letters and links; an account is made by applying.
    path("nou/", RedirectView.as_view(pattern_name="portal:apply"), name="account_signup"),
    path("e-mail/", account.email, name="account_email"),
    path("e-mail/trimis/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^e-mail/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("parola/", account.password_change, name="account_change_password"),
    path("parola/prima/", account.password_set, name="account_set_password"),
    path("parola/uitata/", account.password_reset, name="account_reset_password"),
    path("parola/uitata/trimis/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "parola/uitata/gata/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^parola/uitata/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("al-doilea-pas/", include(second_factor)),
]

"""Logging in and out, and one's own page."""

from django.urls import URLPattern, path

from accounts.views import api_tokens, log_in, log_out, my_page, second_factor, single_sign_on

urlpatterns: list[URLPattern] = [
    path("logg-inn/", log_in.LogIn.as_view(), name="login"),
    path("logg-inn/kode/", log_in.log_in_code, name="login-code"),
    path("logg-inn/med/<slug:provider>/", single_sign_on.log_in_with, name="login-with"),
    path("logg-inn/med/<slug:provider>/svar/", single_sign_on.log_in_answer, name="login-answer"),
    path("logg-ut/", log_out.log_out, name="logout"),
    path("logg-ut/ferdig/", log_out.logged_out, name="logged-out"),
    path("min-side/", my_page.my_page, name="my-page"),
    path("min-side/passord/", my_page.password_change, name="password-change"),
    path("min-side/logg-ut-andre/", my_page.session_end, name="session-end"),
    path("min-side/engangskode/", second_factor.second_factor, name="second-factor"),
    path("min-side/engangskode/fjern/", second_factor.second_factor_remove, name="second-factor-remove"),
    path("min-side/reservekoder/", second_factor.recovery_codes, name="recovery-codes"),
    path("min-side/nokler/", api_tokens.token_list, name="token-list"),
    path("min-side/nokler/ny/", api_tokens.token_make, name="token-make"),
    path("min-side/nokler/<int:pk>/trekk-tilbake/", api_tokens.token_revoke, name="token-revoke"),
    path("min-side/kobling/<int:pk>/fjern/", my_page.identity_unlink, name="identity-unlink"),
    path("min-side/kobling/<slug:provider>/", my_page.identity_link, name="identity-link"),
]

"""Logging in and out, and one's own page."""

from tests.browser.pages.visits import TAKES_POST, Visit, Walk

MADE = {"Navn": "Tall til Power BI"}
NEEDS_MORE = "needs a second factor or a provider; their forms are those of second-factor and password-change"

WALK = Walk(
    visits=[
        Visit("login", who="anonymous"),
        Visit("login", who="anonymous", fill={"Brukernavn": "ingen", "Passord": "feil"}, press="Logg inn"),
        Visit("logged-out", who="anonymous"),
        Visit("my-page"),
        Visit("password-change"),
        Visit("password-change", press="Bytt passord"),
        Visit("second-factor"),
        Visit("token-list"),
        Visit("token-list", who="administrator"),
        Visit("token-make"),
        Visit("token-make", who="stranger"),
        Visit("token-make", press="Lag nøkkelen"),
        Visit("token-make", fill=MADE, press="Lag nøkkelen", is_refused=False),
        Visit("token-revoke", lambda world: [world.token.pk]),
    ],
    left_out={
        **dict.fromkeys(("logout", "session-end", "identity-unlink"), TAKES_POST),
        **dict.fromkeys(("login-with", "login-answer"), "leads on at once"),
        **dict.fromkeys(("login-code", "second-factor-remove", "recovery-codes", "identity-link"), NEEDS_MORE),
    },
)

"""The library's own tokens, or ones that are wrong in one way. What is wrong is set from the test."""

import base64
import json
import time
from typing import Any

from jwcrypto import jwk, jwt
from oauth2_provider.oauth2_validators import OAuth2Validator

# What the test has set, and what was asked for last.
STATE: dict[str, Any] = {"lie": "", "claims": {}, "asked": {}}
# Made beforehand: finding one may take longer than Planpuls waits for an answer.
ANOTHER_KEY = jwk.JWK.generate(kty="RSA", size=2048)


def in_parts(token: str) -> list[dict[str, Any]]:
    return [json.loads(base64.urlsafe_b64decode(f"{part}==")) for part in token.split(".")[:2]]


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def signed(header: dict[str, Any], claims: dict[str, Any], key: jwk.JWK) -> str:
    made = jwt.JWT(header=header, claims=claims)
    made.make_signed_token(key)
    return str(made.serialize())


def changed_claims(claims: dict[str, Any], lie: str) -> dict[str, Any]:
    """Claims that are wrong, and signed all the same with the right key."""
    now = int(time.time())
    wrong: dict[str, dict[str, Any]] = {
        "audience": {"aud": "another-application"},
        "two audiences": {"aud": ["another-application", "planpuls"]},
        "issuer": {"iss": "https://another.example.no"},
        "expired": {"iat": now - 7200, "exp": now - 3600},
        "from the future": {"iat": now + 3600},
        "nonce": {"nonce": "of-another-log-in"},
    }
    left_out = {"without nonce": "nonce", "without expiry": "exp", "without audience": "aud", "without subject": "sub"}
    return {name: one for name, one in (claims | wrong.get(lie, {})).items() if name != left_out.get(lie)}


class LyingValidator(OAuth2Validator):  # type: ignore[misc]
    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        return dict(STATE["claims"])

    def finalize_id_token(self, id_token: Any, token: Any, token_handler: Any, request: Any) -> str:
        honest: str = super().finalize_id_token(id_token, token, token_handler, request)
        header, claims = in_parts(honest)
        lie, key = STATE["lie"], request.client.jwk_key
        match lie:
            case "":
                return honest
            case "tampered":
                first, _payload, signature = honest.split(".")
                return ".".join([first, encoded(claims | {"sub": "somebody-else"}), signature])
            case "another key":
                return signed(header, claims, ANOTHER_KEY)
            case "unsigned":
                return ".".join([encoded({"alg": "none", "typ": "JWT"}), encoded(claims), ""])
            case "shared secret":
                secret = base64.urlsafe_b64encode(b"hemmelig-for-prover-som-er-lang-nok").decode()
                return signed({"alg": "HS256", "typ": "JWT"}, claims, jwk.JWK(kty="oct", k=secret))
        return signed(header, changed_claims(claims, lie), key)

"""Log-in at another provider with OpenID Connect. The protocol is Authlib's; what we ask of it is said here."""

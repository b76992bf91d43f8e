"""Who asks, and how often: tokens, and limits that are told."""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from statements.api.errors import Problematic
from statements.models import Token
from statements.models.tokens import digest_of_token

WINDOW = 60
"""Seconds that a limit counts over."""


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer dpl_…``. Without the header one is anybody; with a wrong one, nobody."""

    def authenticate(self, request: Request) -> tuple[Any, Token] | None:
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        kind, _, secret = header.partition(" ")
        token = None
        if kind.lower() == "bearer" and len(secret) < 200:
            token = (
                Token.objects.valid().select_related("owner").filter(digest=digest_of_token(secret)).first()
            )
        if token is None:
            raise AuthenticationFailed
        today = timezone.now().date()
        if token.used_on != today:
            Token.objects.filter(pk=token.pk).update(used_on=today)
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def require_scope(request: Request, scope: str, permission: str) -> None:
    """Refuse whoever has no token with the scope, or may not do it themselves. Raises Problematic."""
    if request.auth is None:
        raise Problematic("bad-token", f"Send a token with the scope {scope}.")
    scopes = getattr(request.auth, "scopes", [])
    if scope not in scopes or not request.user.has_perm(permission):
        raise Problematic("not-allowed", f"This takes the scope {scope}, and an owner who may do it.")


class Limit(BaseThrottle):
    """So many requests a minute, more with a token. Each web process counts for itself."""

    def allow_request(self, request: Request, view: Any) -> bool:
        name = "token" if request.auth else "anonymous"
        quota = settings.API_RATES[name]
        who = request.auth.pk if request.auth else self.get_ident(request)
        now = time.time()
        self.left = int(WINDOW - now % WINDOW) + 1
        key = f"api-{name}-{who}-{int(now // WINDOW)}"
        cache.add(key, 0, 2 * WINDOW)
        try:
            used = cache.incr(key)
        except ValueError:  # the cache dropped it in between
            used = 1
        view.rate = {
            "RateLimit-Policy": f'"{name}";q={quota};w={WINDOW}',
            "RateLimit": f'"{name}";r={max(0, quota - used)};t={self.left}',
        }
        return used <= quota

    def wait(self) -> float:
        return self.left

"""Who asks."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User

Person = User | AnonymousUser

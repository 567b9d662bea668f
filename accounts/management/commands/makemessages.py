"""`makemessages`, which also finds what the readers say (accounts.wording)."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=say", "--keyword=sentence"]

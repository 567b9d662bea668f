"""Mail about rounds: that one is opened, before its deadline and after it. Each unit is told each thing once."""

from datetime import date, datetime


def send_reminders(*, on: date, now: datetime) -> int:
    """Send what is due that day and was not sent; how many mails.

    To the contacts of every unit that has something left. A unit without people that can be written to goes to the
    coordinators, and the mail says so. Two workers at once send once. Never raises for a mail server: what cannot be
    sent is sent the next time.
    """
    raise NotImplementedError

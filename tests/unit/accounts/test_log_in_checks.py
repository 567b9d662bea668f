"""What `manage.py check` says of the settings for log-in."""

from typing import Any

from django.core.checks import run_checks

from accounts.checks import check_log_in


def test_a_role_that_does_not_exist_is_told(settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ["administrator", "koordinator"]
    (problem,) = check_log_in()
    assert "there is no role koordinator; there are coordinator, leader" in problem.msg


def test_a_provider_that_is_wrong_is_told_when_everything_is_checked(settings: Any) -> None:
    settings.OIDC_PROVIDERS = [{"key": "entra"}]
    assert "OIDC_PROVIDERS: provider 1 lacks" in str(run_checks())


def test_what_is_right_is_passed_over(settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ["administrator", "coordinator"]
    assert check_log_in() == []


def test_passwords_are_switched_off_only_where_there_is_another_way_in(settings: Any) -> None:
    settings.PASSWORD_LOG_IN, settings.OIDC_PROVIDERS = False, []
    (problem,) = check_log_in()
    assert problem.msg == "PASSWORD_LOG_IN is off and OIDC_PROVIDERS is empty: nobody could log in."

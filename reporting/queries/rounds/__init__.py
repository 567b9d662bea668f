"""Reads of reporting rounds: how far one has come, what a unit is asked for, and where its words are written."""

from reporting.queries.rounds.approved import ApprovedCommentaries, ApprovedCommentary, approved_commentaries
from reporting.queries.rounds.duties import DutyRow, DutyTable, duty_table
from reporting.queries.rounds.items import RoundItem, Written
from reporting.queries.rounds.listing import RoundLine, rounds_of
from reporting.queries.rounds.progress import RoundProgress, UnitProgress, round_progress
from reporting.queries.rounds.room import CommentaryRoom, EarlierCommentary, FigureLine, commentary_room
from reporting.queries.rounds.unit_list import UnitList, unit_list

__all__ = [
    "ApprovedCommentaries",
    "ApprovedCommentary",
    "CommentaryRoom",
    "DutyRow",
    "DutyTable",
    "EarlierCommentary",
    "FigureLine",
    "RoundItem",
    "RoundLine",
    "RoundProgress",
    "UnitList",
    "UnitProgress",
    "Written",
    "approved_commentaries",
    "commentary_room",
    "duty_table",
    "round_progress",
    "rounds_of",
    "unit_list",
]

"""Judgements about log-ins, without Django."""

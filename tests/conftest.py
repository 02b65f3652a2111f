"""Fixtures of every test."""

import signal

import pytest

pytest_plugins = ["tests.services.pytest_plugin"]


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C mean what it means to a person: started with `&`, we have it ignored, and children inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

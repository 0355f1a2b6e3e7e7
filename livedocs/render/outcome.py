"""How a run ended, and what is wrong with it, in words."""

from livedocs.record.run import Run, signal_name
from livedocs.render.template import words
from livedocs.run.limits import LIMITS
from livedocs.run.running import RunError, SupervisorKilledError
from livedocs.run.schedule import Request


def exit_words(run: Run, language: str) -> str:
    """How ``run`` ended, in a few words of ``language``."""
    say = words(language)
    if run.exit is None:
        return say.running
    if run.exceeded:
        text: str = getattr(say, f"ended_{run.exceeded}")
        return text
    if run.exit < 0:
        return say.killed.format(signal=signal_name(-run.exit))
    return say.exit.format(code=run.exit)


def error_words(request: Request, error: RunError, language: str) -> str:
    """Why there is no run of ``request``, from the RunError that was raised."""
    if isinstance(error, SupervisorKilledError):
        return words(language).supervisor_killed.format(snippet=request.snippet.name)
    return str(error)


def problem(request: Request, run: Run, language: str = "en") -> str | None:
    """Why ``run`` is not as ``request`` expects, in a few words; None if it is."""
    if request.as_expected(run):
        return None
    say = words(language)
    if run.exceeded:
        exceeded: str = getattr(say, f"exceeded_{run.exceeded}")
        return exceeded.format(
            seconds=f"{request.timeout:g}",
            memory=f"{LIMITS.memory / 1e6:.0f}",
            disk=f"{LIMITS.disk / 1e6:.0f}",
            processes=LIMITS.processes,
        )
    assert run.exit is not None  # as_expected() says so
    if run.exit < 0:
        signal = signal_name(-run.exit)
        return say.unexpected_signal.format(signal=signal, expected=request.expected_exit)
    return say.unexpected_exit.format(code=run.exit, expected=request.expected_exit)

"""Importing a library without what it imports in turn and a build has no use for.

A library names at its top all that any of its users may need, and a process that starts for one edit pays for it.
Three things can be put off until something asks for them: patterns (`late_patterns`), functions of other modules, and
what the library's own `__init__` gathers. Whoever asks for them later gets the real ones.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

from enlsp_site.storage.late_patterns import compiled_late


class LateFunctions(ModuleType):
    """Stands for a module of functions, each of which imports it when it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*given: Any, **more: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **more)

        return called


@contextmanager
def _functions_late(library: str, modules: Sequence[str]) -> Iterator[None]:
    """In this block, give a library's own modules, and no others, functions of these modules so."""
    real, late = builtins.__import__, {name: LateFunctions(name) for name in modules if name not in sys.modules}

    def import_(name: str, own: Any = None, *rest: Any) -> ModuleType:
        if name in late and own and str(own.get("__name__")).partition(".")[0] == library:
            return late[name]
        return real(name, own, *rest)

    setattr(builtins, "__import__", import_)  # noqa: B010 - a type checker knows it as a function
    try:
        yield
    finally:
        setattr(builtins, "__import__", real)  # noqa: B010


def import_parts(library: str, parts: Sequence[str], functions_of: Sequence[str] = ()) -> None:
    """Import these modules of a library, in this order, with patterns and the functions of other modules put off; its
    `__init__` runs when it is asked for what they have not left there. A library that bears none of that, and one
    that is there already, is imported as always."""
    if library in sys.modules:
        return
    before = set(sys.modules)
    try:
        with compiled_late(library), _functions_late(library, functions_of):
            _begin(library)
            for part in parts:
                import_module(f"{library}.{part}")
    except (ArithmeticError, AttributeError, ImportError, LookupError, TypeError, ValueError):
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == library:
                del sys.modules[name]
        import_module(library)


def _begin(library: str) -> None:
    """Have a library in its place, its `__init__` still to run."""
    spec = find_spec(library)
    if spec is None or spec.loader is None:
        raise ImportError(library)
    module, loader = module_from_spec(spec), spec.loader

    def filled(name: str) -> Any:
        vars(module).pop("__getattr__", None)
        loader.exec_module(module)
        return getattr(module, name)

    vars(module)["__getattr__"] = filled
    sys.modules[library] = module

"""Stands in for the modules that only an inference engine needs, so that a server's HTTP layer runs without it."""

import importlib
import importlib.machinery
import os
import sys
import types

_OPERATORS = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift"


class _StubType(type):
    """Of every name that a stub module has: it passes for a class, a decorator, a constant, a type hint."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _stub(name)

    def __call__(cls, *args, **kwargs):
        if "_is_stub" not in cls.__dict__:
            # A subclass that the server defines.
            return super().__call__(*args, **kwargs)
        return args[0] if _decorates(args, kwargs) else super().__call__()

    def __getitem__(cls, _):
        return cls

    def __iter__(cls):
        return iter(())


class _Stub(metaclass=_StubType):
    def __init_subclass__(cls, **_):
        pass

    def __call__(self, *args, **kwargs):
        return args[0] if _decorates(args, kwargs) else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _):
        return self

    def __iter__(self):
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    @classmethod
    def __get_pydantic_core_schema__(cls, *_):
        from pydantic_core import core_schema

        return core_schema.any_schema()


for _operator in _OPERATORS.split():
    setattr(_Stub, f"__{_operator}__", lambda self, _: self)
    setattr(_Stub, f"__r{_operator}__", lambda self, _: self)


def _decorates(args, kwargs):
    return len(args) == 1 and not kwargs and callable(args[0])


def _stub(name):
    return _StubType(name, (_Stub,), {"_is_stub": True, "__module__": "stub"})


class _StubModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        if self.__loader__.is_real(full):
            return importlib.import_module(full)
        value = _stub(name)
        setattr(self, name, value)
        return value


class StubFinder:
    """Answers imports of `absent` packages, and of all but the `real` modules of the packages that are named there."""

    def __init__(self, absent, real):
        self._absent = set(absent)
        self._real = real

    def is_real(self, name):
        package, _, rest = name.partition(".")
        if package in self._absent:
            return False
        if package not in self._real:
            return True
        return any(
            rest == one or (one.endswith(".*") and f"{rest}.".startswith(one[:-1]))
            for one in self._real[package]
        )

    def find_spec(self, name, path=None, _target=None):
        if self.is_real(name):
            return None
        spec = importlib.machinery.ModuleSpec(name, self, is_package=True)
        # A real module may stand in a stub package.
        leaf = name.rpartition(".")[2]
        spec.submodule_search_locations = [os.path.join(one, leaf) for one in path or sys.path]
        return spec

    def create_module(self, spec):
        return _StubModule(spec.name)

    def exec_module(self, module):
        pass


def install(absent, real):
    """Puts stubs in place. `real`: for a package, its modules that are its own; `a.*` is a and what is in it."""
    sys.meta_path.insert(0, StubFinder(absent, real))

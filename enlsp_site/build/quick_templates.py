"""What our templates do otherwise than Jinja's, for speed alone: pages are the same, byte by byte.

*Modules.* Jinja makes a module of its own for each `{% from … import … with context %}` of each page, since a macro
may show anything of the page. One that shows nothing but the frame, the data and the words of the language is the
same on all pages of a frame, which is found as it is compiled and kept with its code; any other is made as Jinja
makes it.

*Calls.* Jinja asks of all that a template calls what it wants to be given. Of macros and of our own functions that is
known, and of most calls that they give as many values as the macro has names for.

*Links.* What a macro gives is looked through for addresses and anchors piece by piece, where it is made (`joined`),
instead of as a whole on each page that shows it.

*Escaping.* What is shown is escaped some hundred times a page, and becomes markup, of which only the text is needed.
The name under which compiled templates find the function is Jinja's own business (3.1): where it is not there,
nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import FunctionType
from typing import Any

import markupsafe
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment, Template, TemplateModule
from jinja2.exceptions import TemplateError
from jinja2.nodes import Assign, Const, FromImport, Import, Node, Output, TemplateData, Tuple
from jinja2.nodes import Macro as MacroNode
from jinja2.nodes import Template as TemplateNode
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing, pass_context
from markupsafe import Markup

from enlsp_site.build.relative_links import LinkedMarkup, joined

SAME = frozenset({"frame", "data"})
"""Values that pages share; a module is kept for the very ones that it was made with."""
GIVEN = frozenset({"word", "around", "word_data", "once", "range", "dict"})
"""What all templates can call, and what gives the same for the same frame."""
JINJAS = frozenset({"cycler", "joiner", "namespace", "lipsum"})
"""What Jinja has besides, and what keeps something from call to call, or is random."""
EVERYTHING = frozenset({"*"})
"""What is asked for by a template of which nothing else is known."""


class QuickTemplate(Template):
    """A compiled template."""

    _asked: frozenset[str] | None = None
    _kept: tuple[object, object, TemplateModule] | None = None

    @classmethod
    def from_code(cls, *given: Any, **more: Any) -> Template:
        """A compiled template, with our way to escape."""
        template = super().from_code(*given, **more)
        names = getattr(template.root_render_func, "__globals__", {})
        if "escape" in names and (escape := _escape()):
            names["escape"] = escape
        return template

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the names are Jinja's
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """The module of an import: that of the page before it where it is the same."""
        if vars is None or not shared or not self._is_same(vars, locals or {}):
            return super().make_module(vars, shared, locals)
        frame, data = vars["frame"], vars.get("data")
        if self._kept is None or self._kept[0] is not frame or self._kept[1] is not data:
            self._kept = frame, data, super().make_module(vars, shared, locals)
        return self._kept[2]

    def _is_same(self, values: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
        """Whether all that the macros ask for is what pages of a frame share, or is not there."""
        if self._asked is None:
            self._asked = asked_for(self.environment, self.name) if self.name else EVERYTHING
        if self._asked == EVERYTHING or "frame" not in values:
            return False
        return self._asked.isdisjoint(values) and all(
            own.get(name, missing) is missing for name in (*SAME, *self._asked)
        )


_MACROS_ARE_KNOWN = {"_argument_count", "_func"} <= {*Macro.__init__.__code__.co_names}
"""Whether macros have the form that they have in Jinja 3.1; those of another form are called as Jinja does it."""


_OF_PAGES = vars(pass_context(lambda _: None)).get("jinja_pass_arg") or object()
"""The mark of functions that are given the page, as `word` is; nothing has it where Jinja marks them otherwise."""


class QuickContext(Context):
    """The values of a page, with our way to call macros."""

    @internalcode
    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's names
        """What a macro or anything else gives."""
        is_of_pages = type(__obj) is FunctionType and __obj.__dict__.get("jinja_pass_arg") is _OF_PAGES
        if is_of_pages and not (kwargs.get("_block_vars") or kwargs.get("_loop_vars")):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(__self, *args, **kwargs)
        if type(__obj) is not Macro or not _MACROS_ARE_KNOWN:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        left = __obj._argument_count - len(args)
        if kwargs or left < 0 or __obj.caller or __obj.catch_kwargs or __obj.catch_varargs:
            return __obj(__self.eval_ctx, *args, **kwargs)
        made = __obj._func(*args, *[missing] * left)
        if not __self.eval_ctx.autoescape:
            return str(made)
        return made if type(made) is LinkedMarkup else Markup(made)


@cache
def _escape() -> Callable[[Any], str] | None:
    """What escapes as markupsafe does, and gives texts; nothing where that has another form than in 3.0."""
    escape, markup = markupsafe.escape, Markup
    inner: Callable[[str], str] | None = getattr(markupsafe, "_escape_inner", None)
    if inner is None:
        return None

    def quick(value: Any) -> str:
        kind = type(value)
        return inner(value) if kind is str else value if kind is markup or kind is LinkedMarkup else escape(value)

    return quick


class QuickGenerator(CodeGenerator):
    """A compiler that writes behind a template's code what its macros ask of a page, and which templates they name.

    `asked` holds names, or `EVERYTHING` where there is more than macros and constants; `parts` other templates, None
    for one whose name is only known on a page.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._resolved: set[str] = set()

    def enter_frame(self, frame: Frame) -> None:
        """Open a scope, and note what is looked up outside of it."""
        super().enter_frame(frame)
        self._resolved.update(name for action, name in frame.symbols.loads.values() if action == "resolve" and name)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write what a macro (which is `force_unescaped`), or another part with a buffer, gives."""
        if force_unescaped:
            self.writeline(f"return {joined.__name__}({frame.buffer})")
        else:
            super().return_buffer_contents(frame)

    def visit_Template(self, node: TemplateNode, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the module of a template."""
        from jinja2.meta import find_referenced_templates

        super().visit_Template(node, frame)
        asked = frozenset(self._resolved - SAME - GIVEN)
        if not all(map(_is_constant, node.body)) or not JINJAS.isdisjoint(asked):
            asked = EVERYTHING
        self.writeline(f"asked = {sorted(asked)!r}")
        self.writeline(f"parts = {list(find_referenced_templates(node))!r}")
        self.writeline(f"from {joined.__module__} import {joined.__name__}")


def asked_for(environment: Environment, name: str, around: frozenset[str] = frozenset()) -> frozenset[str]:
    """What a template, as one to import from, may ask of a page besides what all pages of a frame share.

    That is `EVERYTHING` where it does not hold just macros and constants, or imports such a template. `around` are
    those that import it.
    """
    if name in around:
        return EVERYTHING
    try:
        code = environment.get_template(name).root_render_func.__globals__
    except TemplateError:  # a page that gets there will tell
        return EVERYTHING
    asked = frozenset(code.get("asked", EVERYTHING))
    for other in code.get("parts", ()):
        if asked == EVERYTHING:
            break
        more = asked_for(environment, other, around | {name}) if other else EVERYTHING
        asked = EVERYTHING if more == EVERYTHING else asked | more
    return asked


def _is_constant(node: Node) -> bool:
    """Whether a statement outside of all macros is the same on each page, and nothing can change it."""
    if isinstance(node, Output):
        return all(isinstance(each, TemplateData) for each in node.nodes)
    if isinstance(node, Assign):
        return all(
            isinstance(each, Const) for each in (node.node.items if isinstance(node.node, Tuple) else [node.node])
        )
    return isinstance(node, MacroNode | Import | FromImport)

"""Templates: the Jinja environment in which everything between ``{{ }}`` is text, whatever it holds.

Markdown structure is what stands outside the braces, or what a macro or one of our filters returns. A value is never
evaluated, and nothing in a template (``autoescape false``, ``safe``) prints it raw.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, FunctionLoader, Template, nodes, pass_context
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from drogscen_cli.core.errors import DrogscenError
from drogscen_cli.core.text import visible
from drogscen_cli.lager.mallfil import FOLDER, Find
from drogscen_cli.utskrift import mallfel
from drogscen_cli.utskrift.mallfilter import all_filters
from drogscen_cli.utskrift.markdown_text import Markdown, concat


class _MarkdownMacro(Macro):
    """A macro whose result is Markdown."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:  # noqa: FBT001 – as Jinja declares it
        return Markdown(super()._invoke(arguments, autoescape))


class _MarkdownTemplate(Template):
    """A compiled template that escapes for Markdown where Jinja's generated code would escape for HTML."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 – as Jinja calls it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        # The generated functions look these names up in their module each time they run.
        template.root_render_func.__globals__.update(
            Macro=_MarkdownMacro, Markup=Markdown, escape=Markdown.printed, markup_join=concat
        )
        return template


class _Sandbox(ImmutableSandboxedEnvironment):
    """No attribute that starts with an underscore, nothing that changes a value, escaping always on."""

    def __init__(self, find: Find) -> None:
        super().__init__(
            loader=FunctionLoader(_loaded(find)),
            autoescape=True,
            undefined=mallfel.Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.globals = {"range": self.globals["range"], "namespace": self.globals["namespace"]}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if switch := tree.find(nodes.ScopedEvalContextModifier):
            raise TemplateSyntaxError("autoescape", switch.lineno, name, filename)
        return tree


class _MarkdownEnvironment(_Sandbox):
    template_class = _MarkdownTemplate


def _loaded(find: Find) -> Callable[[str], tuple[str, str, None] | None]:
    def load(name: str) -> tuple[str, str, None] | None:
        text = find(name)
        return None if text is None else (text, f"{FOLDER}/{name}", None)

    return load


@pass_context
def _as_it_is(_context: Context, value: object) -> object:
    """Change nothing: that it wants the context keeps Jinja from escaping constants for HTML when it compiles."""
    return value


def environment(find: Find) -> Environment:
    """The environment for Markdown templates; ``find`` gives a template's text by its name."""
    made = _MarkdownEnvironment(find)
    made.finalize = _as_it_is
    made.filters = all_filters()
    return made


def html_environment(find: Find) -> Environment:
    """The environment for HTML layouts: values escaped for HTML, what can't be seen written out."""
    made = _Sandbox(find)
    made.finalize = lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    return made


def render(templates: Environment, name: str, values: Mapping[str, object]) -> str:
    """The text of the template ``name`` filled in with ``values``; raises ``MallError``, with the template's line."""
    try:
        return templates.get_template(name).render(values)
    except DrogscenError:
        raise
    except TemplateNotFound as error:
        if error.name == name:
            raise mallfel.not_found(name) from None
        raise mallfel.from_exception(error, name, _known(templates, values)) from error
    except Exception as error:
        raise mallfel.from_exception(error, name, _known(templates, values)) from error


def _known(templates: Environment, values: Mapping[str, object]) -> dict[str, list[str]]:
    return {"filter": sorted(templates.filters), "test": sorted(templates.tests), "variabler": sorted(values)}


def render_markdown(find: Find, name: str, values: Mapping[str, object]) -> str:
    """A report's Markdown, tidied: no trailing spaces, one blank line at a time, one line end at the end."""
    return tidy(render(environment(find), name, values))


def tidy(markdown: str) -> str:
    """Markdown without what conditions in a template leave behind: trailing spaces and rows of blank lines."""
    lines = "\n".join(line.rstrip(" \t") for line in markdown.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"

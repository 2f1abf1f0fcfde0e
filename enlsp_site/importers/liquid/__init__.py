"""Liquid, the language of Jekyll's templates, as far as pages of workshops use it: text and values to text.

Written here because no library reads Jekyll's own idioms: python-liquid 2.3 refuses `include name key=value`,
`where_exp`, `relative_url`, `markdownify` and `link`, and none says from which line of the source a line of the
result comes, which every message of an import needs. What is not known is passed over and told, never an exception.
"""

from enlsp_site.importers.liquid.expressions import DataRows, FileMapping
from enlsp_site.importers.liquid.render import LiquidRenderer, RenderedTemplate

__all__ = ["DataRows", "FileMapping", "LiquidRenderer", "RenderedTemplate"]

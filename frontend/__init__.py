"""What a person sees: templates, styles, scripts and the pages of the site."""

from frontend.settings import SiteSettings
from frontend.site import add_pages

__all__ = ["SiteSettings", "add_pages"]

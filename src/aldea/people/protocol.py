"""The pack that this installation judges by, loaded once."""

from functools import lru_cache

from django.conf import settings

from aldea.language.pack import Pack
from aldea.packs import load_pack

_load = lru_cache(maxsize=4)(load_pack)


def current_pack() -> Pack:
    """The pack that the setting names. Raises ``PackError`` for one that is not whole."""
    return _load(settings.ALDEA_PACK)

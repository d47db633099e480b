"""A Redis cache that several test processes, and a developer's shop, may share."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache


class OwnKeysRedisCache(RedisCache):
    """Clears what was kept under its own prefix; Django's would empty the whole database."""

    def clear(self) -> Any:
        """Delete the keys of this test."""
        client = self._cache.get_client(write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return client.delete(*keys) if keys else 0

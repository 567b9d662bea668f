"""Which addresses there are, by their names; those of the administration by themselves."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its name; the administration has a matrix of its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{prefix}{pattern.pattern} has no name to be found by"
            yield f"{prefix}{pattern.name}", pattern
        elif pattern.namespace != "admin":
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def admin_patterns() -> list[URLPattern]:
    resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    return list(patterns_in(next(one for one in resolvers if one.namespace == "admin")))


def patterns_in(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns_in(pattern)

"""The addresses of the open API. A view asks one question or does one thing."""

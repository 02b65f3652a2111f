"""The HTTP API: handlers that unpack a request, ask the service, and return its answer."""

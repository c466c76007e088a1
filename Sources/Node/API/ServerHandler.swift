import HTTPServer

/// The server's own kind of handler; the name tells it from ``RouteBuilder/CallbackHandler``.
typealias ServerHandler = CallbackHandler

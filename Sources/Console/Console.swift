package import HTTPServer

/// The console: the embedded files, and the paths that they are served under.
package enum Console {
    /// One path and how it is answered. Answers take no time: they may be given on the event loop's thread.
    package struct Page: Sendable {
        package let pattern: RoutePattern
        package let answer: @Sendable (Request) -> Response
    }

    /// Every path of the console. What a desk shows is in its address, which the console's own code reads: all
    /// addresses below `/desk` are the one page.
    package static let pages: [Page] = [
        Page(pattern: "/", answer: start), Page(pattern: "/desk", answer: start),
        Page(pattern: "/desk/{place*}", answer: start),
        Page(pattern: "/console", answer: toStart), Page(pattern: "/console/{place*}", answer: toStart),
        Page(pattern: "/assets/{path*}", answer: asset),
    ]

    private static let files = ConsoleFiles()

    private static let start: @Sendable (Request) -> Response = { request in
        files[ConsoleFiles.start]?.answer(request) ?? ConsolePolicy.guarding(Problem.notFound.response)
    }

    private static let asset: @Sendable (Request) -> Response = { request in
        files[request.pathParameters["path"]]?.answer(request) ?? ConsolePolicy.guarding(Problem.notFound.response)
    }

    /// What people type.
    private static let toStart: @Sendable (Request) -> Response = { _ in
        ConsolePolicy.guarding(.redirection(to: "/"))
    }
}

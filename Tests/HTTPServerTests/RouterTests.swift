import HTTPServer
import HTTPWire
import Testing

private enum Caller: RequestKey { typealias Value = String }

@Suite struct RouterTests {
    private func table(_ patterns: [RoutePattern]) throws -> RouteTable {
        var router = Router()
        for pattern in patterns { router.on(.get, pattern) { _ in .text("") } }
        return try RouteTable(router)
    }

    @Test(arguments: [
        (["tickets"], "/tickets"), (["tickets", "mine"], "/tickets/mine"), (["tickets", "7"], "/tickets/{id}"),
        (["tickets", "mine", "actions", "sign"], "/tickets/{id}/actions/{action}"),
        (["files", "a", "b"], "/files/{path*}"), ([], "/"), (["tickets", ""], nil), (["other"], nil),
        (["tickets", "7", "actions"], nil),
    ] as [([String], String?)])
    func resolves(_ path: [String], _ expected: String?) throws {
        let table = try table([
            "/", "/tickets", "/tickets/mine", "/tickets/{id}", "/tickets/{id}/actions/{action}", "/files/{path*}",
        ])
        switch table.match(.get, path) {
        case .found(let route, let parameters):
            #expect(route.pattern.description == expected)
            if path.first == "files" { #expect(parameters["path"] == "a/b") }
            if path.count == 4 { #expect(parameters["id"] == "mine" && parameters["action"] == "sign") }
        case .notFound: #expect(expected == nil)
        case .methodNotAllowed: Issue.record("GET is served")
        }
    }

    @Test func clashesAreFound() {
        #expect(throws: RouteClash.self) { try table(["/a/{x}", "/a/{y}"]) }
        #expect(throws: Never.self) { try table(["/a/{x}", "/a/{y}/b"]) }
    }

    @Test func otherMethodsAreNamed() throws {
        var router = Router()
        router.on(.post, "/a") { _ in .text("") }
        router.on(.get, "/a", bodyBytes: 7) { _ in .text("") }
        #expect(router.routes.map(\.bodyBytes) == [nil, 7])
        guard case .methodNotAllowed(let methods) = try RouteTable(router).match(.put, ["a"]) else {
            Issue.record("PUT is not served")
            return
        }
        #expect(methods == [.get, .head, .post])
    }

    @Test func middlewareWrapsWhatComesAfterIt() async throws {
        let answers = try await withServer(routes: { router in
            router.on(.get, "/open") { .text($0[Caller.self] ?? "nobody") }
            router.use { request, next, reply in
                guard let caller = request.headers["x-caller"] else { return reply(.text("who?", status: 401)) }
                var request = request
                request[Caller.self] = caller
                next(request, reply)
            }
            router.on(.get, "/closed") { .text($0[Caller.self] ?? "nobody") }
        }, { _, port in
            [
                try await exchange(port, "GET /open HTTP/1.0\r\nX-Caller: me\r\n\r\n"),
                try await exchange(port, "GET /closed HTTP/1.0\r\n\r\n"),
                try await exchange(port, "GET /closed HTTP/1.0\r\nX-Caller: me\r\n\r\n"),
            ]
        })
        #expect(answers[0].hasSuffix("nobody") && answers[1].hasSuffix("who?") && answers[2].hasSuffix("me"))
    }
}

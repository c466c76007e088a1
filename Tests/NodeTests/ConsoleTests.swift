import HTTPWire
import Testing

/// What a node tells a browser, whichever of its addresses that opens.
@Suite(.timeLimit(.minutes(3))) struct ConsoleTests {
    @Test func `The console stands beside the API, and every answer says what a browser may do with it`() async throws {
        let node = try TestNode()
        try await node.run { node in
            let page = try await node.send(.get, "/desk/tickets", as: nil)
            #expect(page.status == 200 && page.text.contains("<!doctype html>"))
            #expect(page.headers["content-security-policy"]?.contains("script-src 'self';") == true)

            let ticket = try await node.register("<script>alert(1)</script>")
            for (path, token, status) in [
                ("/api/v1/tickets/\(ticket)", "token-operator", 200), ("/api/v1/tickets", nil, 401),
                ("/api/v1/tickets/%3Cscript%3E", "token-operator", 404), ("/nothing", nil, 404),
                ("/metrics", nil, 200), ("/api/v1/tickets/%zz", nil, 400),
            ] as [(String, String?, Int)] {
                let answer = try await node.send(.get, path, as: token)
                #expect(answer.status == status, "\(path)")
                #expect(answer.headers.all("x-content-type-options") == ["nosniff"], "\(path)")
                #expect(answer.headers.all("content-security-policy") == [
                    "default-src 'none'; frame-ancestors 'none'",
                ], "\(path)")
                #expect(answer.headers["content-type"]?.hasPrefix("text/html") == false, "\(path)")
            }
        }
    }
}

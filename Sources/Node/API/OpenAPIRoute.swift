import HTTPServer
import HTTPWire
import Synchronization

extension RouteBuilder {
    /// `/openapi.json`: every route that was added before this one, and this one.
    mutating func addOpenAPI() {
        let own = DescribedRoute(
            method: .get, pattern: "/openapi.json", access: .open, changes: false, description: .openAPI)
        let document = KeptDocument(routes: described + [own], cookie: context.signIn.cookie.name)
        open("/openapi.json", .openAPI) { _ in .json(document.json) }
    }
}

/// The document, made when it is first asked for: most nodes never are, and it takes longer than all else at a start.
private final class KeptDocument: Sendable {
    private let routes: [DescribedRoute]
    private let cookie: String
    private let made = Mutex<[UInt8]?>(nil)

    init(routes: [DescribedRoute], cookie: String) {
        self.routes = routes
        self.cookie = cookie
    }

    var json: [UInt8] {
        made.withLock { made in
            if let made { return made }
            let json = OpenAPIDocument(routes, software: NodeContext.software, cookie: cookie).json.bytes
            made = json
            return json
        }
    }
}

extension RouteDescription {
    fileprivate static let openAPI = RouteDescription(.open, "This document 接口文档")
        .answers(.object([.always("openapi", .text("3.1.1"), "The version of the format")]), "OpenAPI 3.1")
}

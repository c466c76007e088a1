import HTTPServer
import HTTPWire

extension RouteBuilder {
    /// `/openapi.json`: every route that was added before this one, and this one.
    mutating func addOpenAPI() {
        let own = DescribedRoute(
            method: .get, pattern: "/openapi.json", access: .open, changes: false, description: .openAPI)
        let document = OpenAPIDocument(
            described + [own], software: NodeContext.software, cookie: context.signIn.cookie.name
        ).json.bytes
        open("/openapi.json", .openAPI) { _ in .json(document) }
    }
}

extension RouteDescription {
    fileprivate static let openAPI = RouteDescription(.open, "This document 接口文档")
        .answers(.object([.always("openapi", .text("3.1.1"), "The version of the format")]), "OpenAPI 3.1")
}

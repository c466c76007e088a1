import HTTPServer
import HTTPWire
import Platform

extension RunningNode {
    /// Files and sockets that connections from outside leave alone.
    private static let filesKeptBack = 256

    /// What a browser is told with every answer that is not the console's: to show it as what it says it is, and
    /// neither to run nor to frame anything of it.
    private static let headers: Headers = [
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    ]

    /// The server with every route, which does not listen yet.
    static func makeServer(
        _ configuration: NodeConfiguration, _ certificates: Certificates, _ context: NodeContext
    ) throws(NodeStartError) -> HTTPServer {
        var limits = Limits()
        limits.message.bodyBytes = configuration.limits.bodyBytes ?? limits.message.bodyBytes
        limits.connections = configuration.limits.connections ?? limits.connections
        // What a node keeps for its files and for its own way to neighbours is not for whoever knocks.
        limits.connections = min(limits.connections, max(1, OpenFiles.raisedLimit() - Self.filesKeptBack))
        limits.connectionsOfAddress = configuration.limits.connectionsOfAddress ?? limits.connectionsOfAddress
        limits.bodiesBytes = configuration.limits.bodiesBytes ?? limits.bodiesBytes
        guard let port = UInt16(exactly: configuration.listen.port) else {
            throw .configuration("\(configuration.listen.port) is no port")
        }
        var settings = HTTPServer.Configuration(
            host: configuration.listen.host, port: port, limits: limits, headers: Self.headers)
        if let listener = certificates.listener { settings.security = { listener.current } }
        do throws(RouteClash) {
            let router = RouteBuilder.all(context)
            let server = try HTTPServer(configuration: settings, router: router) { [log = context.log] in log.note($0) }
            context.load.watch(server)
            return server
        } catch {
            throw .server("\(error)")
        }
    }

    /// Starts to listen; the port.
    static func listen(_ server: HTTPServer) throws(NodeStartError) -> UInt16 {
        do throws(HTTPServer.StartError) {
            return try server.start()
        } catch {
            throw .server("\(error)")
        }
    }
}

extension Log {
    /// What the server could not do. That a client was refused is the client's affair first.
    fileprivate func note(_ error: any Error) {
        guard let refused = error as? SessionRefused else {
            return self.error("request.failed", ["error": .text("\(error)")])
        }
        warning("tls.refused", [
            "client": .text(refused.client), "cause": .text(refused.cause), "cure": .text(refused.cure),
        ])
    }
}

extension RouteBuilder {
    /// Every route of a node.
    static func all(_ context: NodeContext) -> Router {
        var routes = RouteBuilder(context)
        routes.addHealth()
        routes.addSession()
        routes.addAccounts()
        routes.addTickets()
        routes.addDesk()
        routes.addBulkActions()
        routes.addExport()
        routes.addTags()
        routes.addReadMarks()
        routes.addViewers()
        routes.addViews()
        routes.addEarlierMatters()
        routes.addRestrictions()
        routes.addMirrors()
        routes.addEvents()
        routes.addStatus()
        routes.addCare()
        routes.addReconciliation()
        routes.addAudit()
        routes.addContacts()
        routes.addCalendar()
        routes.addRuleBooks()
        routes.addLimits()
        routes.addPeers()
        routes.addKeys()
        routes.addSubscriptions()
        routes.addAttachments()
        routes.addBlobs()
        routes.addConsole()
        // Last: it tells of all others.
        routes.addOpenAPI()
        return routes.router
    }
}

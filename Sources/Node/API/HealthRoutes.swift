import Crypto
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol

extension RouteBuilder {
    /// What load balancers, supervisors and neighbours ask before anything else.
    mutating func addHealth() {
        let context = context
        openOnLoop("/healthz", .health) { _ in .text("ok\n") }
        open("/readyz", .readiness) { _ in
            let record = try await context.engine.read { try NodeRecord.find(in: $0) }
            guard let record else { return .text("no node in the database\n", status: 503) }
            guard record.mode == .normal else { return .text("recovering: reads only\n", status: 503) }
            let disk = context.engine.disk.current
            guard disk.condition.takesRequests else {
                return .text("disk \(disk.condition.rawValue): reads only\n", status: 503)
            }
            return .text("ok\n")
        }
        open("/metrics", .metrics) { _ in
            let text = try await context.metricsText()
            return .bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        open("/.well-known/hotline-node", .discovery) { _ in try await context.discovery() }
    }
}

extension NodeContext {
    /// What discovery and the status name.
    static let software = Software.name

    /// What neighbours of any age need to know before they talk (design section 5, "Versions").
    func discovery() async throws -> Response {
        let record = try await engine.read { try NodeRecord.find(in: $0) }
        let settings = engine.core.settings
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("code", code.rawValue)
            writer.member("name", settings.name)
            writer.member("tier", settings.tier.rawValue)
            writer.member("software", Self.software)
            writer.member("generation", record?.generation ?? 0)
            writer.key("publicKeys")
            writer.list([keys.own.publicKey]) { $0.value($1.description) }
            // What is kept of the journals of nodes below, for them to ask.
            writer.member("journalSeals", true)
            writer.key("protocols")
            writer.list([1]) { $0.value($1) }
            writer.key("accepts")
            writer.list(EventMediaType.allCases) { $0.value($1.rawValue) }
            writer.key("limits")
            writer.object { writer in
                writer.member("batchEvents", settings.limits.batchEvents)
                writer.member("batchBytes", settings.limits.batchBytes)
            }
        }
        return .json(writer.bytes)
    }
}

extension RouteDescription {
    private static let plainText = "text/plain"

    fileprivate static let health = RouteDescription(.open, "Whether the program answers 存活")
        .answers([(plainText, .text("ok\n"))], "It does")

    fileprivate static let readiness = RouteDescription(.open, "Whether the node takes work 就绪")
        .answers([(plainText, .text("ok\n"))], "It does")
        .answers([
            (plainText, .text("recovering: reads only\n")), ("application/problem+json", .component(.problem)),
        ], status: 503, "It recovers, or its disk takes no writes", headers: .retryAfter)

    fileprivate static let metrics = RouteDescription(.open, "Prometheus text format 0.0.4 指标")
        .answers([(plainText, .text("hotline_connections 3\n"))], "One line a sample")

    fileprivate static let discovery = RouteDescription(.open, "Who the node is and which versions it speaks 节点信息")
        .answers(.component(.discovery))
}

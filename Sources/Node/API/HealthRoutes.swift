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
        openOnLoop("/healthz") { _ in .text("ok\n") }
        open("/readyz") { _ in
            let record = try await context.engine.read { try NodeRecord.find(in: $0) }
            guard let record else { return .text("no node in the database\n", status: 503) }
            guard record.mode == .normal else { return .text("recovering: reads only\n", status: 503) }
            let disk = context.engine.disk.current
            guard disk.condition.takesRequests else {
                return .text("disk \(disk.condition.rawValue): reads only\n", status: 503)
            }
            return .text("ok\n")
        }
        open("/metrics") { _ in
            let text = try await context.metricsText()
            return .bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        open("/.well-known/hotline-node") { _ in try await context.discovery() }
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

import Database
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension RouteBuilder {
    /// `POST /reconciliation`: compares with neighbours day by day, and mends where asked (对账).
    mutating func addReconciliation() {
        let context = context
        post("/reconciliation", .watchers, .reconciliation) { try await context.reconcile($0) }
    }
}

/// What an operator wants compared.
private struct ReconciliationForm: Sendable {
    var peer: NodeCode?
    var source: NodeCode?
    var from: Day?
    var to: Day?
    var repair = false

    static func read(_ form: FormReader) -> ReconciliationForm {
        ReconciliationForm(
            peer: form.has("peer") ? form.named("peer", NodeCode.self, expected: "节点代码") : nil,
            source: form.has("source") ? form.named("source", NodeCode.self, expected: "节点代码") : nil,
            from: form.optionalDay("from"), to: form.optionalDay("to"), repair: form.optionalFlag("repair") ?? false)
    }
}

extension NodeContext {
    fileprivate func reconcile(_ call: Call) async throws -> Response {
        let form = try call.request.form(ReconciliationForm.read)
        // Comparing only reads; who watches the node changes nothing at it (design section 6).
        guard !form.repair || Roles.supervisors.admits(call.caller) else {
            throw APIProblem.wrongRole(.supervisors)
        }
        if let peer = form.peer, delivery.link(to: peer) == nil {
            throw APIProblem(.unknownItem, "\(peer) 不是本节点的邻居", cure: "邻居见 /api/v1/peers")
        }
        var days: [ComparedDay] = []
        for peer in engine.core.settings.peers where form.peer == nil || form.peer == peer.code {
            guard let wire = wires[peer.code] else { continue }
            let isAbove = peer.relation == .upper
            let comparison = Comparison(engine: engine, peer: peer.code, wire: wire, peerHoldsCopies: isAbove)
            for source in sources(sharedWith: peer) where form.source == nil || form.source == source {
                var compared = try await compare(comparison, source, form)
                if form.repair { try await mend(&compared, comparison, source, by: call.caller.actor(at: code)) }
                days += compared
            }
        }
        return .json(JSONWriter.reconciliation(days))
    }

    /// The nodes of whose tickets both sides hold something: below this node, and itself towards above.
    private func sources(sharedWith peer: PeerSettings) -> [NodeCode] {
        peer.relation == .upper ? engine.core.settings.subtree : peer.speaksFor.sorted()
    }

    private func compare(
        _ comparison: Comparison, _ source: NodeCode, _ form: ReconciliationForm
    ) async throws -> [ComparedDay] {
        let today = engine.now.day
        return try await comparison.days(
            of: source.source, from: RegistrationDay(ordinal: Int64((form.from ?? today - 400).number)),
            through: RegistrationDay(ordinal: Int64((form.to ?? today).number)))
    }

    /// Has what differs delivered again, on record.
    private func mend(
        _ days: inout [ComparedDay], _ comparison: Comparison, _ source: NodeCode, by actor: Actor
    ) async throws {
        let ids = days.flatMap(\.difference.mendable)
        guard !ids.isEmpty else { return }
        try await engine.store { transaction, now in
            try AuditStore.note(
                actor, action: "reconciliation.repaired", subject: source.rawValue,
                reason: "与节点 \(comparison.peer) 对账，补发 \(ids.count) 件", at: now.milliseconds, in: transaction)
        }
        try await comparison.mend(&days, of: source.source)
    }
}

extension JSONWriter {
    fileprivate static func reconciliation(_ days: [ComparedDay]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("days")
            writer.list(days) { $0.day($1) }
            writer.member("equal", days.allSatisfy(\.isEqual))
        }
        return writer.bytes
    }

    private mutating func day(_ day: ComparedDay) {
        object { writer in
            writer.member("source", NodeCode(source: day.source)?.rawValue ?? day.source)
            writer.member("day", day.day.description)
            writer.key("ours")
            writer.object { $0.member("count", day.ours) }
            writer.key("theirs")
            writer.object { $0.member("count", day.theirs) }
            writer.member("equal", day.isEqual)
            let lists: [(StaticString, [String])] = [
                ("missing", day.difference.missing), ("older", day.difference.older), ("newer", day.difference.newer),
                ("different", day.difference.different),
            ]
            for (key, ids) in lists {
                writer.key(key)
                writer.list(ids) { $0.value($1) }
            }
            writer.member("redelivered", day.redelivered)
        }
    }
}

extension RouteDescription {
    fileprivate static let reconciliation = RouteDescription(
        .care, "Compare with neighbours day by day 对账",
        "`repair` sends again what differs: supervisors and administrators.")
        .form(["peer": "140500", "from": "2026-11-01", "repair": false], ReconciliationForm.read)
        .refuses(.unknownItem, .notAuthorised)
        .answers(.object([
            .always("days", .list(of: .component(.comparedDay)), "Each day of each source"),
            .always("equal", .flag, "Whether all agree"),
        ]))
}

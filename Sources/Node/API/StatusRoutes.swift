import Database
import HotlineCore
import HTTPServer
import NodeCore
import Platform
import Storage
import SyncProtocol
import WorkCalendar

extension RouteBuilder {
    /// `/status` and `/peers`: how the node and its links fare.
    mutating func addStatus() {
        let context = context
        get("/status", .staff, .status) { _ in try await context.status() }
        get("/peers", .staff, .peers) { _ in
            let peers = try await context.peerStates()
            var writer = JSONWriter()
            writer.object { writer in
                writer.key("items")
                writer.list(peers) { $0.peer($1, context.configuration.peer($1.code)) }
            }
            return .json(writer.bytes)
        }
        post("/peers/{code}/actions/{action}", .administrators, .steering) { try await context.steer($0) }
    }
}

extension NodeContext {
    /// What one look at the node should show.
    fileprivate func status() async throws -> Response {
        let now = engine.now.milliseconds
        let peers = try await peerStates()
        let (record, counts, letters, parked, alarms, next) = try await engine.read { transaction in
            (
                try NodeRecord.find(in: transaction), try TicketCounts.count(at: now, in: transaction),
                try DeadLetterStore.undecided(in: transaction), try ParkedStore.count(in: transaction),
                try AlarmStore.open(limit: 100, in: transaction), try TimerStore.next(in: transaction)?.at
            )
        }
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.key("node")
            writer.node(engine.core.settings, record)
            writer.member("since", since.description)
            writer.key("tickets")
            writer.object { writer in
                writer.member("open", counts.open)
                writer.member("total", counts.total)
                writer.member("overdue", counts.overdue)
            }
            writer.member("mirrors", counts.mirrors)
            writer.key("timers")
            writer.timers(next, timers.counts)
            writer.key("peers")
            writer.list(peers) { $0.peer($1, configuration.peer($1.code)) }
            writer.member("deadLetters", letters)
            writer.member("parked", parked)
            writer.key("alarms")
            writer.list(alarms) { $0.alarm($1) }
            writer.disk(engine.disk.current)
            writer.member("walBytes", engine.database.writer.metrics.logBytes)
            writer.member("memoryBytes", ProcessMemory.residentBytes() ?? 0)
        }
        return .json(writer.bytes)
    }

    static func generation(_ form: FormReader) -> Int {
        form.integer("generation", in: 1...Int(Hello.largestNumber))
    }

    /// `retry`: deliver now; `resume`: open a suspended link again; `accept-generation`: an administrator says which
    /// generation of the neighbour is right.
    fileprivate func steer(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["code"]
        guard let peer = NodeCode(rawValue: name), let link = delivery.link(to: peer) else {
            throw APIProblem(.unknownItem, "\(name) 不是本节点的邻居", cure: "邻居见 /api/v1/peers")
        }
        switch call.request.pathParameters["action"] {
        case "retry":
            _ = try call.request.form { _ in }
            delivery.retry(peer)
        case "resume":
            _ = try call.request.form { _ in }
            let actor = call.caller.actor(at: code)
            try await engine.store { transaction, now in
                try PeerStore.suspend(peer, problem: nil, in: transaction)
                try AlarmStore.clear(kind: "link-suspended", peer: peer, at: now.milliseconds, in: transaction)
                try AuditStore.note(
                    actor, action: "peer.resumed", subject: peer.rawValue, reason: nil, at: now.milliseconds,
                    in: transaction)
            }
            delivery.retry(peer)
        case "accept-generation":
            let generation = try call.request.form(Self.generation)
            let actor = call.caller.actor(at: code)
            try await engine.commit {
                try $0.acceptGeneration(Int64(generation), of: peer, by: actor, in: $1, at: $2)
            }
        case "replay": return try await replay(call, to: peer)
        case "trust": try await trustKey(call, of: peer)
        case "revoke": try await revokeKey(call, of: peer)
        case let action:
            throw APIProblem(
                .unknownAction, "没有名为 \(action) 的操作", cure: "可用：retry、resume、accept-generation、replay、trust、revoke")
        }
        let state = try await engine.read { [clocks] in try PeerState(link, clocks, in: $0) }
        var writer = JSONWriter()
        writer.peer(state, configuration.peer(peer))
        return .json(writer.bytes)
    }
}

extension NodeConfiguration {
    /// A neighbour as it is configured.
    func peer(_ code: NodeCode) -> Peer? { peers.first { $0.code == code.rawValue } }
}

extension JSONWriter {
    /// Writes who this node is.
    fileprivate mutating func node(_ settings: NodeSettings, _ record: NodeRecord?) {
        object { writer in
            writer.member("code", settings.code.rawValue)
            writer.member("name", settings.name)
            writer.member("tier", settings.tier.rawValue)
            writer.member("software", NodeContext.software)
            writer.member("generation", record?.generation ?? 0)
            writer.member("epoch", record?.epoch)
            writer.member("mode", record?.mode.rawValue)
        }
    }

    /// Writes what the disk allows.
    fileprivate mutating func disk(_ standing: DiskGauge.Standing) {
        key("disk")
        object { writer in
            writer.member("condition", standing.condition.rawValue)
            writer.member("since", standing.since?.description)
            writer.member("detail", standing.detail)
            guard let free = standing.freeBytes else { return }
            writer.member("freeBytes", free)
        }
    }

    /// Writes one alarm.
    mutating func alarm(_ alarm: AlarmStore.Alarm) {
        object { writer in
            writer.member("id", String(alarm.id))
            writer.member("kind", alarm.kind)
            writer.member("peer", alarm.peer)
            writer.moment("at", alarm.at)
            writer.member("detail", alarm.detail)
        }
    }
}

extension JSONWriter {
    /// Writes when the next timer is due, and how the last ones fared.
    fileprivate mutating func timers(_ next: Moment?, _ counts: TimerBell.Counts) {
        object { writer in
            writer.member("next", next?.description)
            writer.member("fired", counts.fired)
            writer.member("lateMs", counts.lateMilliseconds)
        }
    }
}

extension RouteDescription {
    fileprivate static let status = RouteDescription(.node, "The node on one screen 运行情况")
        .answers(.component(.nodeStatus))

    fileprivate static let peers = RouteDescription(.links, "The neighbours, and how each stream fares 邻居")
        .answers(.items(.peer))

    fileprivate static let steering = RouteDescription(.links, "See to a link 处置链路")
        .action("retry", "Deliver now 立即重试") { _ in }
        .action("resume", "Open a suspended link again 恢复链路") { _ in }
        .action("accept-generation", "Say which generation is right 认可代次", example: ["generation": 3],
            form: NodeContext.generation)
        .action("replay", "Send a stream again from a position 重发", example: ["stream": "feed", "from": 1],
            answer: .json(.object([
                .always("peer", .component(.nodeCode), "To whom"),
                .always("stream", .oneOf(StreamName.self), "Which stream"),
                .maybe("first", .count, "The first position"),
                .always("replayed", .count, "How many are owed once more"),
            ])), form: ReplayForm.init)
        .action("trust", "Believe a key 信任公钥", example: ["key": .text(NodeContext.exampleKey)], form: NodeContext.key)
        .action("revoke", "Believe a key no longer 撤销公钥",
            example: ["key": .text(NodeContext.exampleKey), "reason": "设备更换"], form: NodeContext.revocation)
        .refuses(.unknownItem, .unknownAction, .keyConflict).refuses(.command)
        .answers(.component(.peer), "The neighbour after it")
}

import HotlineCore

/// A step as a line for people, or as a record for programs.
struct HopText: Sendable {
    /// The nodes' names by their codes.
    private let names: [String: String]
    private let placeWidth: Int

    init(names: [String: String]) {
        self.names = names
        let widest = names.values.map(\.displayWidth).max() ?? 0
        placeWidth = 2 * widest + 4
    }

    /// `0.021 s  晋城市 → 泽州县    收到上级派单    待受理    11.2 ms`.
    func line(_ hop: Hop, elapsed: Duration, on terminal: Terminal) -> String {
        let isFeed = if case .feed = hop.cause { true } else { false }
        let columns = [
            "\(Self.seconds(elapsed)) s".padded(to: 9, .right),
            place(hop).padded(to: placeWidth),
            (isFeed ? "推送 " : "") + Wording.event(hop.change.type),
        ]
        let what = columns.joined(separator: "  ").padded(to: 9 + 2 + placeWidth + 2 + 22)
        let state = Wording.ticketState(hop.change.state).padded(to: 10)
        let latency = (hop.latency.map(Self.milliseconds) ?? "").padded(to: 10, .right)
        return terminal.styled("\(what)  \(state)  ", isFeed ? .faint : .plain)
            + terminal.styled(latency, isFeed ? .faint : hop.isOverWire ? .good : .plain)
    }

    /// `{"hop":{…}}`.
    func record(_ hop: Hop, matter: Int) -> JSONValue {
        let (kind, from): (String, JSONValue) =
            switch hop.cause {
            case .command: ("command", .null)
            case .message(let from): ("message", .string(from))
            case .feed(let from): ("feed", .string(from))
            case .unknown: ("unknown", .null)
            }
        return .object(["hop": .object([
            "matter": .integer(matter), "node": .string(hop.change.node), "from": from, "kind": .string(kind),
            "event": .string(hop.change.type), "state": .string(hop.change.state),
            "ticket": .string(hop.change.ticket), "root": .string(hop.change.root),
            "revision": .integer(hop.change.version.revision),
            "ms": hop.latency.map { .rounded($0.inMilliseconds, digits: 2) } ?? .null,
        ])])
    }

    private func place(_ hop: Hop) -> String {
        let here = names[hop.change.node] ?? hop.change.node
        switch hop.cause {
        case .command, .unknown: return here
        case .message(let from): return "\(names[from] ?? from) → \(here)"
        case .feed(let from): return "\(names[from] ?? from) ⇢ \(here)"
        }
    }

    /// To the millisecond.
    static func seconds(_ duration: Duration) -> String {
        let milliseconds = Int(duration.inMilliseconds.rounded())
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// `4.2 ms`, `112 ms`.
    static func milliseconds(_ duration: Duration) -> String {
        let tenths = Int((duration.inMilliseconds * 10).rounded())
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
    }
}

extension Hop {
    /// Whether it came from another node.
    var isOverWire: Bool {
        switch cause {
        case .message, .feed: true
        case .command, .unknown: false
        }
    }
}

import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

/// A few nodes, a clock that stands until moved, and the links between them: every request goes through the entry
/// points that the shell calls, in the bytes that it would send.
final class TestNetwork {
    /// What may happen to a request.
    enum Fault {
        case none
        /// It never arrives.
        case lost
        /// It is carried out, and the answer never arrives.
        case answerLost
        /// It arrives twice.
        case doubled
        /// The peer's program fails at it: 500.
        case failing
    }

    /// A request on its way, as a fault may choose it.
    struct Request {
        enum Kind: Equatable { case hello, stream(StreamName), pull(StreamName) }
        var from: NodeCode
        var to: NodeCode
        var kind: Kind
        var body: [UInt8] = []
    }

    var now = Moment("2026-09-14T09:00:00+08:00")!
    private(set) var nodes: [NodeCode: TestNode] = [:]
    /// Links that carry nothing at present.
    var cut: Set<Link> = []
    /// Decides on each request.
    var weather: (Request) -> Fault = { _ in .none }
    /// Requests with events as they were sent, for those who deliver them again.
    var sent: [(from: NodeCode, to: NodeCode, header: String, journal: String?, body: [UInt8])] = []
    var keepsSent = false
    let directory: TemporaryDirectory
    let plan: Plan

    init(_ plan: Plan) throws {
        self.plan = plan
        directory = try TemporaryDirectory()
        for settings in try plan.settings() {
            let node = TestNode(settings, path: directory.file("\(settings.code).db"))
            nodes[settings.code] = node
            try node.start(at: now)
        }
        try settle()
    }

    /// Two nodes, in either order.
    struct Link: Hashable {
        var nodes: Set<NodeCode>
        init(_ one: NodeCode, _ other: NodeCode) { nodes = [one, other] }
    }

    var codes: [NodeCode] { nodes.keys.sorted() }

    subscript(_ code: NodeCode) -> TestNode {
        guard let node = nodes[code] else { preconditionFailure("no node \(code)") }
        return node
    }

    func isOpen(_ from: NodeCode, _ to: NodeCode) -> Bool {
        !cut.contains(Link(from, to)) && self[from].isRunning && self[to].isRunning
    }

    // MARK: - Running

    /// Runs until nothing is left to do, moving the clock where all wait.
    func settle(steps limit: Int = 5_000, _ location: SourceLocation = #_sourceLocation) throws {
        for _ in 0..<limit {
            if try recoverOne() { continue }
            if try stepOnce() { continue }
            guard let next = nextTimer() else { return }
            now = max(now, next)
        }
        let busy = codes.flatMap { code in
            self[code].loops.sorted { $0.key < $1.key }.filter { $0.value.step != .rest }.map { key, loop in
                "\(code) to \(key.peer), \(key.stream): \(loop.step)"
            }
        }
        Issue.record("the network did not settle: \(busy.joined(separator: "; "))", sourceLocation: location)
    }

    /// Runs one step of one machine; false where all rest or wait.
    func stepOnce() throws -> Bool {
        for code in codes where self[code].isRunning {
            for key in self[code].loops.keys.sorted() where try step(code, key) { return true }
        }
        return try pullOnce()
    }

    private func nextTimer() -> Moment? {
        var next: Int64?
        for code in codes where self[code].isRunning {
            for (key, loop) in self[code].loops where isOpen(code, key.peer) {
                if case .wait(let until) = loop.step { next = min(next ?? until, until) }
            }
        }
        return next.map(Moment.init(milliseconds:))
    }

    func advance(milliseconds: Int64) { now = Moment(milliseconds: now.milliseconds + milliseconds) }
}

import Testing

@testable import HotlineCLI

/// What several nodes' watchers see, in whatever order, becomes steps with their causes.
@Suite struct HopTrackerTests {
    private let start = ContinuousClock.now
    private let uppers = ["county": ["city"], "city": ["province"], "province": []]

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    private func own(_ node: String, _ revision: Int, _ type: String) -> ChangeEvent {
        ChangeEvent(
            node: node, isMirror: false, ticket: "\(node)-1-1", root: "r",
            version: .init(generation: 1, revision: revision), type: type, state: "handling")
    }

    private func mirror(_ node: String, of owner: String, _ revision: Int, _ type: String) -> ChangeEvent {
        ChangeEvent(
            node: node, isMirror: true, ticket: "\(owner)-1-1", root: "r",
            version: .init(generation: 1, revision: revision), type: type, state: "handling")
    }

    private func told(_ hops: [Hop]) -> [String] {
        hops.map { hop in
            let since = hop.latency.map { "\(Int($0.inMilliseconds.rounded()))" } ?? "-"
            switch hop.cause {
            case .command: return "\(hop.change.node) \(hop.change.type) command \(since)"
            case .message(let from): return "\(from)>\(hop.change.node) \(hop.change.type) \(since)"
            case .feed(let from): return "\(from)~\(hop.change.node) \(hop.change.type) \(since)"
            case .unknown: return "\(hop.change.node) \(hop.change.type) unknown \(since)"
            }
        }
    }

    @Test func `A command's events count from the command, an order's from the event that owed it`() {
        var tracker = HopTracker(uppers: uppers)
        tracker.note(CommandNote(node: "city", root: nil, action: "register", sentAt: at(0)))
        #expect(told(tracker.observe(own("city", 1, "ticket.registered"), at: at(4))) == [
            "city ticket.registered command 4"
        ])
        tracker.note(CommandNote(node: "city", root: "r", action: "dispatch", sentAt: at(10)))
        #expect(told(tracker.observe(own("city", 2, "ticket.dispatched"), at: at(13))) == [
            "city ticket.dispatched command 3"
        ])
        #expect(told(tracker.observe(own("county", 1, "ticket.ordered"), at: at(25))) == [
            "city>county ticket.ordered 12"
        ])
    }

    @Test func `An effect that is seen first waits for its cause, and is told after it`() {
        var tracker = HopTracker(uppers: uppers)
        tracker.note(CommandNote(node: "county", root: nil, action: "register", sentAt: at(0)))
        #expect(tracker.observe(mirror("province", of: "county", 1, "ticket.registered"), at: at(9)).isEmpty)
        #expect(tracker.observe(mirror("city", of: "county", 1, "ticket.registered"), at: at(5)).isEmpty)
        #expect(told(tracker.observe(own("county", 1, "ticket.registered"), at: at(3))) == [
            "county ticket.registered command 3", "county~city ticket.registered 2",
            "city~province ticket.registered 4",
        ])
    }

    @Test func `A report from below explains what an action here would, if someone acted here`() {
        var tracker = HopTracker(uppers: uppers)
        tracker.note(CommandNote(node: "county", root: "r", action: "approve-completion", sentAt: at(0)))
        _ = tracker.observe(own("county", 8, "completion.approved"), at: at(2))
        #expect(told(tracker.observe(own("county", 9, "order.reported"), at: at(2))) == [
            "county order.reported command 2"
        ])
        #expect(told(tracker.observe(own("city", 5, "completion.submitted"), at: at(9))) == [
            "county>city completion.submitted 7"
        ])
        // The report has had its effect; a unit of the city's own completes by itself.
        tracker.note(CommandNote(node: "city", root: "r", action: "complete", sentAt: at(20)))
        #expect(told(tracker.observe(own("city", 6, "completion.submitted"), at: at(23))) == [
            "city completion.submitted command 3"
        ])
    }

    @Test func `What follows by rule from a message is no effect of an older command`() {
        var tracker = HopTracker(uppers: uppers)
        tracker.note(CommandNote(node: "county", root: "r", action: "approve-completion", sentAt: at(0)))
        tracker.note(CommandNote(node: "city", root: "r", action: "redo", sentAt: at(50)))
        _ = tracker.observe(own("city", 7, "redo.ordered"), at: at(52))
        #expect(told(tracker.observe(own("county", 10, "order.redo.received"), at: at(60))) == [
            "city>county order.redo.received 8"
        ])
        #expect(told(tracker.observe(own("county", 11, "order.signed"), at: at(60))) == ["city>county order.signed 8"])
    }

    @Test func `A crossing is explained at both ends`() {
        var tracker = HopTracker(uppers: uppers)
        tracker.note(CommandNote(node: "city", root: "r", action: "withdraw", sentAt: at(0)))
        _ = tracker.observe(own("city", 4, "ticket.withdrawn"), at: at(1))
        tracker.note(CommandNote(node: "county", root: "r", action: "approve-completion", sentAt: at(10)))
        _ = tracker.observe(own("county", 6, "order.reported"), at: at(12))
        let hops = [
            tracker.observe(own("city", 5, "message.late"), at: at(30)),
            tracker.observe(own("county", 7, "ticket.withdrawn"), at: at(31)),
            tracker.observe(own("county", 8, "message.late"), at: at(31)),
        ]
        #expect(told(Array(hops.joined())) == [
            "county>city message.late 18", "city>county ticket.withdrawn 30", "city>county message.late 30",
        ])
    }

    @Test func `Settled is when every node above has the newest state of every ticket`() {
        var tracker = HopTracker(uppers: uppers)
        _ = tracker.observe(own("county", 1, "ticket.registered"), at: at(0))
        _ = tracker.observe(own("county", 2, "ticket.accepted"), at: at(0))
        _ = tracker.observe(mirror("city", of: "county", 2, "ticket.accepted"), at: at(1))
        #expect(!tracker.isSettled("r"))
        _ = tracker.observe(mirror("province", of: "county", 1, "ticket.registered"), at: at(2))
        #expect(!tracker.isSettled("r"))
        _ = tracker.observe(mirror("province", of: "county", 2, "ticket.accepted"), at: at(3))
        #expect(tracker.isSettled("r"))
        #expect(told(tracker.giveUp(on: "r")).first == "county ticket.registered unknown -")
    }
}

import Crypto
import HTTPWire
import HotlineCore
import NodeCore
import PeerTransport
import Platform
import Storage
import Synchronization
import SyncProtocol
import TestSupport
import Testing

@testable import Node

/// The delivery loop against a peer that answers by a script.
@Suite(.timeLimit(.minutes(3))) struct StreamLoopTests {
    /// A batch of 100 with one event that is too large: 99 go through, one becomes a dead letter.
    @Test func tooLargeIsHalvedDownToOne() async throws {
        let peer = ScriptedPeer { batch in
            batch.contains(42) ? .status(413) : .accept
        }
        let record = try await deliver(100, to: peer)
        #expect(record.deadLetters == [42])
        #expect(peer.accepted.sorted() == (1...100).filter { $0 != 42 })
    }

    /// While a backlog drains no batch waits for the record of the one before; the last one does.
    @Test func aBacklogIsOnRecordWhenItIsDrained() async throws {
        let peer = ScriptedPeer { _ in .accept }
        let record = try await deliver(430, to: peer)
        #expect(record.lostConfirmations == [100, 200, 300] && record.acknowledged == 430)
        #expect(peer.accepted.count == 430 && peer.hellos == 1)
    }

    /// The peer answers only once the batch behind was asked for.
    @Test func aBacklogIsReadAhead() async throws {
        let fixture = try Fixture(events: 330) { port in
            ScriptedPeer { batch in
                let next = (batch.last ?? 0) + 1
                while next <= 231, !Task.isCancelled, !port.record.withLock({ $0.asked.contains(next) }) {
                    await Task.yield()
                }
                return .accept
            }
        }
        let loop = Task { try await fixture.run() }
        defer { loop.cancel() }
        await fixture.until { $0.acknowledged == 330 }
        fixture.link.stop()
        try await loop.value
        #expect(fixture.peer.accepted.count == 330 && fixture.record.asked == [1, 101, 201, 301])
    }

    @Test func unauthorisedSuspendsUntilAnOperatorRetries() async throws {
        let isMended = Mutex(false)
        let peer = ScriptedPeer { _ in isMended.withLock { $0 } ? .accept : .status(403) }
        let fixture = try Fixture(events: 3, peer: peer)
        let loop = Task { try await fixture.run() }
        defer { loop.cancel() }
        await fixture.until { $0.suspensions == 1 }
        #expect(peer.accepted.isEmpty)
        #expect(fixture.link.progress(of: .feed).phase == .suspended)
        isMended.withLock { $0 = true }
        fixture.link.signal(.feed) { $0.retry() }
        await fixture.until { $0.acknowledged == 3 }
        fixture.link.stop()
        try await loop.value
    }

    /// A busy loop hears late of both: what was said last holds.
    @Test func `Of a suspension and a retry that come at once the later one counts`() throws {
        let link = PeerLink(peer: try #require(NodeCode(rawValue: "140500")))
        link.signal(.orders) { $0.suspend(SyncProblem(.signatureInvalid)) }
        link.signal(.orders) { $0.retry() }
        let lifted = link.takeSignals(of: .orders)
        #expect(lifted.mustRetry && lifted.suspension == nil)
        link.signal(.orders) { $0.retry() }
        link.signal(.orders) { $0.suspend(SyncProblem(.signatureInvalid)) }
        let suspended = link.takeSignals(of: .orders)
        #expect(!suspended.mustRetry && suspended.suspension?.known == .signatureInvalid)
    }

    /// A body that came too slowly is no verdict: the same events go again, fewer at a time.
    @Test func slowLineSuspendsNothing() async throws {
        let peer = ScriptedPeer { $0.count > 1 ? .status(408) : .accept }
        let record = try await deliver(2, to: peer)
        #expect(record.suspensions == 0 && record.deadLetters.isEmpty)
        #expect(peer.accepted == [1, 2])
    }

    @Test func conflictIsAnsweredByHello() async throws {
        let answers = Mutex(0)
        let peer = ScriptedPeer { _ in
            answers.withLock { answers in
                answers += 1
                return answers == 1 ? .status(409) : .accept
            }
        }
        let record = try await deliver(5, to: peer)
        #expect(peer.hellos == 2 && record.acknowledged == 5 && record.deadLetters.isEmpty)
    }

    @Test func anOutageIsOnRecordWithItsEnd() async throws {
        let peer = ScriptedPeer { _ in .accept }
        peer.isAway.withLock { $0 = true }
        let fixture = try Fixture(events: 2, peer: peer)
        let loop = Task { try await fixture.run() }
        defer { loop.cancel() }
        await fixture.until { $0.outages == ["began"] && fixture.link.progress(of: .feed).failures == 1 }
        peer.isAway.withLock { $0 = false }
        fixture.link.signal(.feed) { $0.hasContact = true }
        await fixture.until { $0.acknowledged == 2 }
        #expect(fixture.record.outages.last == "ended")
        fixture.link.stop()
        try await loop.value
    }

    private func deliver(_ events: Int, to peer: ScriptedPeer) async throws -> ScriptedPort.Record {
        let fixture = try Fixture(events: events, peer: peer)
        let loop = Task { try await fixture.run() }
        defer { loop.cancel() }
        await fixture.until { $0.acknowledged == events }
        fixture.link.stop()
        try await loop.value
        return fixture.record
    }
}

/// One loop with its script.
private struct Fixture {
    let link: PeerLink
    let port: ScriptedPort
    let peer: ScriptedPeer

    init(events: Int, peer: ScriptedPeer) throws {
        try self.init(events: events) { _ in peer }
    }

    init(events: Int, peer: (ScriptedPort) -> ScriptedPeer) throws {
        link = PeerLink(peer: try #require(NodeCode(rawValue: "140500")))
        port = ScriptedPort(events: events)
        self.peer = peer(port)
    }

    var record: ScriptedPort.Record { port.record.withLock { $0 } }

    func run() async throws {
        let node = try #require(NodeCode(rawValue: "140525"))
        let keys = KeyRing(own: .generate(), trusted: [])
        let manner = PeerWire.Manner(
            keys: keys, signer: LinkSigner(keys: keys, clock: SystemClock()),
            verifier: LinkVerifier(keys: keys, clock: SystemClock(), clocks: ClockWatch()), secret: "secret")
        let wire = PeerWire(peer, to: link.peer, at: PeerOrigin(host: "peer", port: 1), as: node, manner)
        let log = Log(level: .error)
        let tools = StreamLoop.Tools(
            clock: SystemClock(), random: SystemRandom(), log: log, limits: StreamSender.Limits(count: 100))
        let greeter = Greeter(link: link, port: port, wire: wire, log: log)
        var loop = try await StreamLoop(.feed, link: link, port: port, wire: wire, greeter: greeter, tools: tools)
        await loop.run(startingAfter: .zero)
    }

    func until(_ isSo: (ScriptedPort.Record) -> Bool) async {
        while !isSo(record), !Task.isCancelled { await Task.yield() }
    }
}

/// A peer's answers to batches, decided by the positions in them.
private final class ScriptedPeer: PeerTransport {
    enum Answer: Sendable { case accept, status(Int) }

    private struct State {
        var accepted: Set<Int> = []
        var hellos = 0
    }

    let isAway = Mutex(false)
    private let state = Mutex(State())
    private let script: @Sendable ([Int]) async -> Answer

    init(_ script: @escaping @Sendable ([Int]) async -> Answer) { self.script = script }

    var accepted: Set<Int> { state.withLock { $0.accepted } }
    var hellos: Int { state.withLock { $0.hellos } }

    func send(_ request: PeerRequest) async throws(TransportError) -> PeerResponse {
        if isAway.withLock({ $0 }) { throw TransportError(.refused, mayHaveBeenReceived: false) }
        guard request.target == "/inbox" else {
            state.withLock { $0.hellos += 1 }
            return PeerResponse(status: 200, headers: Headers(), body: [])
        }
        let positions = String(decoding: request.body, as: UTF8.self).split(separator: ",").compactMap { Int($0) }
        switch await script(positions.filter { $0 > 0 }) {
        case .status(let status): return PeerResponse(status: status, headers: Headers(), body: [])
        case .accept:
            state.withLock { $0.accepted.formUnion(positions.filter { $0 > 0 }) }
            let last = positions.map(abs).max() ?? 0
            let body = #"{"generation":1,"epoch":"e","acknowledged":\#(last),"refused":[],"missing":[]}"#
            return PeerResponse(status: 200, headers: Headers(), body: Array(body.utf8))
        }
    }

    func stream(_ request: PeerRequest) async throws(TransportError) -> PeerStream {
        throw TransportError(.refused, mayHaveBeenReceived: false)
    }
}

/// A database of so many owed events; the event at a position is its number, its notice the number below zero.
private final class ScriptedPort: PeerPort {
    struct Record: Sendable {
        var acknowledged = 0
        /// The first positions of the batches that were read.
        var asked: [Int] = []
        var deadLetters: [Int] = []
        /// What was confirmed while more was sent: none of it is put on record here.
        var lostConfirmations: [Int] = []
        var suspensions = 0
        var outages: [String] = []
    }

    let record = Mutex(Record())
    private let events: Int

    init(events: Int) { self.events = events }

    func standing(of stream: StreamName) async throws -> StreamStanding {
        let acknowledged = record.withLock { $0.acknowledged }
        return StreamStanding(generation: 1, epoch: "e", acknowledged: Int64(acknowledged), next: Int64(events + 1))
    }

    func suspension() async throws -> SyncProblem? { nil }
    func greeting(after answer: Hello?) async throws -> [UInt8] { [] }

    func greeted(status: Int, body: [UInt8]) async throws -> Greeted {
        let first = record.withLock { $0.acknowledged } + 1
        return .open(generation: 1, epoch: "e", first: [.feed: Int64(first), .orders: 1])
    }

    func batch(
        _ stream: StreamName, from first: Int64, maxEvents: Int, maxBytes: Int
    ) async throws -> Consignment? {
        let dead = record.withLock { record in
            record.asked.append(Int(first))
            return record.deadLetters
        }
        let positions = (Int(first)...events).prefix(maxEvents).map { dead.contains($0) ? -$0 : $0 }
        let body = positions.map(String.init).joined(separator: ",")
        return Consignment(header: "", body: Array(body.utf8), count: positions.count)
    }

    func delivered(_ stream: StreamName, through position: Int64, refused: [StreamRefusal]) async throws {
        record.withLock { $0.acknowledged = Int(position) }
    }

    func confirmed(_ stream: StreamName, through position: Int64) {
        record.withLock { $0.lostConfirmations.append(Int(position)) }
    }

    func wanted(_ digests: [String]) async throws {}

    func setAside(_ stream: StreamName, position: Int64, problem: SyncProblem) async throws {
        record.withLock { $0.deadLetters.append(Int(position)) }
    }

    func alarm(_ problem: SyncProblem) async throws {}
    func fetchingFails(_ stream: StreamName, cause: String?) async throws {}
    func suspend(_ problem: SyncProblem) async throws { record.withLock { $0.suspensions += 1 } }

    func outageBegan(cause: String) async throws {
        record.withLock { if $0.outages.last != "began" { $0.outages.append("began") } }
    }

    func outageEnded() async throws {
        record.withLock { if $0.outages.last == "began" { $0.outages.append("ended") } }
    }
}

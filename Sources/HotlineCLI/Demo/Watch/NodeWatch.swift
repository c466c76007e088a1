import HTTPWire
import PeerTransport

/// Follows the changes at one node as they happen, also across a restart of the node, and lets others wait for them.
actor NodeWatch {
    /// Told of each change, with the moment at which it was seen here.
    typealias Listener = @Sendable (ChangeEvent, ContinuousClock.Instant) async -> Void

    nonisolated let code: String
    private let origin: PeerOrigin
    private let token: String
    private let transport: SocketTransport
    private let listener: Listener
    /// Grows with each change and each new connection.
    private var turn = 0
    private var isFollowing = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var ordered: [String: [String]] = [:]
    private var reader: Task<Void, Never>?

    init(
        code: String, origin: PeerOrigin, token: String, over transport: SocketTransport,
        listener: @escaping Listener = { _, _ in }
    ) {
        self.code = code
        self.origin = origin
        self.token = token
        self.transport = transport
        self.listener = listener
    }

    /// Begins to follow. Where it `waits`, no change from its return on can be missed; a node that does not run yet
    /// would have it wait for long.
    func begin(waits: Bool = true) async {
        reader = Task { [weak self] in
            var parser = EventStreamParser()
            while !Task.isCancelled, let self {
                await self.follow(&parser)
                // The node is away; it is asked again until it is back. Cancelled with the watch.
                do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
            }
        }
        while waits, !isFollowing { await change(after: turn) }
    }

    func end() { reader?.cancel() }

    /// The own tickets of this node that belong to `root` and were ordered from above, oldest first.
    func orderedTickets(of root: String) -> [String] { ordered[root] ?? [] }

    /// Waits until something has happened since `turn` was read; a time limit of the caller's ends it by `wake`.
    func change(after turn: Int) async {
        guard self.turn == turn else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    var now: Int { turn }

    /// Lets everyone who waits look again.
    func wake() {
        turn += 1
        let waiting = waiting
        self.waiting = []
        for continuation in waiting { continuation.resume() }
    }

    private func follow(_ parser: inout EventStreamParser) async {
        var headers: Headers = ["Authorization": "Bearer \(token)", "Accept": "text/event-stream"]
        if let last = parser.lastID { headers["Last-Event-ID"] = last }
        let request = PeerRequest(.get, origin, "/api/v1/events", headers: headers)
        guard let stream = try? await transport.stream(request), stream.status == 200 else { return }
        // Whoever waits reads again now: the change may have come while nobody followed.
        isFollowing = true
        wake()
        do {
            for try await piece in stream.body {
                let moment = ContinuousClock.now
                for event in parser.events(in: piece) { await take(event, moment) }
            }
        } catch {
            // The connection is gone, with the node or without it; the caller connects again.
            return
        }
    }

    private func take(_ event: ServerSentEvent, _ moment: ContinuousClock.Instant) async {
        if let change = ChangeEvent(event, from: code) {
            if !change.isMirror, change.type == "ticket.ordered" {
                ordered[change.root, default: []].append(change.ticket)
            }
            await listener(change, moment)
        }
        wake()
    }
}

/// One write that waits: erased to closures, since the value it returns is its own affair.
struct WriteRequest: Sendable {
    /// Does the work; what it returns tells the one who waits that it succeeded, and is called after the COMMIT.
    let run: @Sendable (Transaction) throws -> @Sendable () -> Void
    /// Tells the one who waits that it failed.
    let fail: @Sendable (any Error) -> Void
    /// What it holds in memory while it waits, in bytes, where it came from outside; nil for the program's own, which
    /// always finds room.
    let bytes: Int?
}

/// The writer's queue: commands before messages before bulk, each in the order of arrival.
struct WriteQueue {
    /// Whether a request was taken in, or why not.
    enum Admission {
        case taken, full, closed
    }

    private var lanes = WriteLane.allCases.map { _ in Fifo<WriteRequest>() }
    /// Turns in a row that a lane had while one behind it waited.
    private var turns = 0
    private let options: WriterOptions
    /// The requests from outside that wait.
    private var outside = 0
    /// What these hold in memory.
    private(set) var bytes = 0
    /// The writer sleeps and wants to be woken.
    var isWriterWaiting = false
    private(set) var isClosed = false

    init(_ options: WriterOptions) { self.options = options }

    var count: Int { lanes.reduce(0) { $0 + $1.count } }

    /// Whether requests of an earlier lane wait.
    func isAwaited(before lane: WriteLane) -> Bool { lanes[..<lane.rawValue].contains { $0.count > 0 } }

    /// Takes a request in, unless the queue is closed, or has no room for one from outside.
    mutating func push(_ request: WriteRequest, lane: WriteLane) -> Admission {
        guard !isClosed else { return .closed }
        if let more = request.bytes {
            guard hasRoom(for: more, lane) else { return .full }
            outside += 1
            bytes += more
        }
        lanes[lane.rawValue].push(request)
        return .taken
    }

    /// One that is larger than all the room is taken while nothing else waits.
    private func hasRoom(for more: Int, _ lane: WriteLane) -> Bool {
        let share = lane == .command ? 1 : 2
        guard outside < max(1, options.queueRequests / share) else { return false }
        return outside == 0 || bytes + more <= options.queueBytes / share
    }

    mutating func pop() -> WriteRequest? {
        guard let lane = nextLane(), let request = lanes[lane].pop() else { return nil }
        if let less = request.bytes {
            outside -= 1
            bytes -= less
        }
        return request
    }

    /// The first lane that has something; once in a while the last one that has.
    private mutating func nextLane() -> Int? {
        guard let first = lanes.firstIndex(where: { $0.count > 0 }), let last = lanes.lastIndex(where: { $0.count > 0 })
        else { return nil }
        turns = last > first ? turns + 1 : 0
        guard turns > options.turnsInRow else { return first }
        turns = 0
        return last
    }

    mutating func close() { isClosed = true }
}

/// First in, first out; what stays is moved rarely, so that each element is moved once at most on average.
struct Fifo<Element> {
    /// Fewer places than this are not worth giving back.
    private static var slack: Int { 4_096 }

    private var items: [Element?] = []
    private var head = 0

    var count: Int { items.count - head }

    mutating func push(_ element: Element) { items.append(element) }

    mutating func pop() -> Element? {
        guard head < items.count else { return nil }
        let element = items[head]
        items[head] = nil
        head += 1
        if head == items.count {
            items.removeAll(keepingCapacity: head <= Self.slack)
            head = 0
        } else if head > Self.slack, head > items.count / 2 {
            // A queue that never runs empty must not grow with all that ever went through it.
            items.removeFirst(head)
            head = 0
        }
        return element
    }
}

/// One write that waits: erased to closures, since the value it returns is its own affair.
struct WriteRequest: Sendable {
    /// Does the work; what it returns tells the one who waits that it succeeded, and is called after the COMMIT.
    let run: @Sendable (Transaction) throws -> @Sendable () -> Void
    /// Tells the one who waits that it failed.
    let fail: @Sendable (any Error) -> Void
}

/// The writer's queue: commands before bulk, each in the order of arrival.
struct WriteQueue {
    private var commands = Fifo<WriteRequest>()
    private var bulk = Fifo<WriteRequest>()
    /// The writer sleeps and wants to be woken.
    var isWriterWaiting = false
    private(set) var isClosed = false

    var count: Int { commands.count + bulk.count }

    /// False if the queue is closed.
    mutating func push(_ request: WriteRequest, lane: WriteLane) -> Bool {
        guard !isClosed else { return false }
        switch lane {
        case .command: commands.push(request)
        case .bulk: bulk.push(request)
        }
        return true
    }

    mutating func pop() -> WriteRequest? {
        commands.pop() ?? bulk.pop()
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

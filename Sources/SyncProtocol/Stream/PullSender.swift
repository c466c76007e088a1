/// The sending end of a stream whose receiver fetches (拉取模式): the same positions and guarantees as `StreamSender`,
/// but the receiver's requests drive it, so it neither waits nor backs off.
package struct PullSender: Equatable, Sendable {
    package let name: StreamName
    package private(set) var generation: Int64
    package private(set) var epoch: String
    /// The highest position that the receiver has confirmed.
    package private(set) var acknowledged: Int64
    /// The next position to be handed out.
    package private(set) var next: Int64
    private let limits: StreamSender.Limits
    private var isGreeted = false

    package init(
        name: StreamName, generation: Int64, epoch: String, acknowledged: Int64, next: Int64,
        limits: StreamSender.Limits = StreamSender.Limits()
    ) {
        self.name = name
        self.generation = generation
        self.epoch = epoch
        self.acknowledged = acknowledged
        self.next = next
        self.limits = limits
    }

    /// What to do with a pull.
    package enum PullOutcome: Equatable, Sendable {
        /// In one transaction mark all up to `through` as delivered and file a dead letter for each refusal; then
        /// answer with the batch from `first`.
        case deliver(through: Int64, refused: [Refusal], first: Int64, max: Int, bytes: Int)
        /// The same, but nothing is owed: hold the request open until `owed` or until its time is up, then answer 204.
        case hold(through: Int64, refused: [Refusal], milliseconds: Int64)
        /// Answer with this problem.
        case refuse(Problem)
    }

    /// The longest time for which a pull is held open.
    package static let longestHoldSeconds = 60

    /// The receiver pulls.
    /// - Parameter chainAt: the chain after a position, where it can still be told.
    package mutating func pulled(_ request: PullRequest, chainAt: (Int64) -> Digest32?) -> PullOutcome {
        guard isGreeted, request.generation == generation, request.epoch == epoch else {
            return .refuse(Problem(.helloRequired, detail: "generation \(generation) has not been greeted"))
        }
        guard request.acknowledged >= acknowledged, request.acknowledged < next else {
            return .refuse(
                Problem(.helloRequired, detail: "\(request.acknowledged) is not within \(acknowledged)..<\(next)"))
        }
        guard chainAt(request.acknowledged) == request.chain else {
            return .refuse(Problem(.streamRestored, detail: "the chain differs at \(request.acknowledged)"))
        }
        let news = request.refused.filter { $0.position > acknowledged && $0.position <= request.acknowledged }
        acknowledged = request.acknowledged
        if acknowledged + 1 < next {
            return .deliver(
                through: acknowledged, refused: news, first: acknowledged + 1, max: limits.count, bytes: limits.bytes)
        }
        let seconds = min(max(request.wait, 0), Self.longestHoldSeconds)
        return .hold(through: acknowledged, refused: news, milliseconds: Int64(seconds) * 1000)
    }

    /// A commit owed messages up to below `next`: a pull that is held can be answered from `acknowledged + 1`.
    package mutating func owed(next: Int64) {
        precondition(next >= self.next, "positions never run backwards")
        self.next = next
    }

    /// Hello succeeded and `SenderHello` said with which position to go on.
    package mutating func helloSucceeded(generation: Int64, epoch: String, from first: Int64) {
        precondition(first >= 1 && first <= next, "hello named a position that was never handed out")
        self.generation = generation
        self.epoch = epoch
        acknowledged = first - 1
        isGreeted = true
    }
}

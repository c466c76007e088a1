/// One message that can never be accepted. It counts as acknowledged; the sender files a dead letter and goes on.
package struct Refusal: Codable, Equatable, Sendable {
    /// The stream position at which it stood.
    package let position: Int64
    /// The event's id as received, empty where it had none.
    package let id: String
    package let problem: Problem

    package init(position: Int64, id: String, problem: Problem) {
        self.position = position
        self.id = id
        self.problem = problem
    }
}

/// What a receiver answers with `200` once the batch is durable.
package struct Answer: Codable, Equatable, Sendable {
    /// The sender's generation that this answer counts by.
    package let generation: Int64
    package let epoch: String
    /// The highest position that is durable here, all before it included.
    package let acknowledged: Int64
    /// Every refusal that the sender's `first` has not passed yet.
    package let refused: [Refusal]
    /// Attachments named by events but not held here, as `sha256-…`.
    package let missing: [String]

    package init(
        generation: Int64, epoch: String, acknowledged: Int64, refused: [Refusal] = [], missing: [String] = []
    ) {
        self.generation = generation
        self.epoch = epoch
        self.acknowledged = acknowledged
        self.refused = refused
        self.missing = missing
    }
}

/// `POST /outbox/<own code>/pull`: how a node that cannot be reached fetches its messages (拉取模式). It says what an
/// answer would say, and asks for what follows; the reply is a batch with its `Hotline-Stream` header, or 204.
package struct PullRequest: Codable, Equatable, Sendable {
    package let name: StreamName
    /// The generation and epoch of the node asked, as the asking node knows them from its last hello.
    package let generation: Int64
    package let epoch: String
    /// The chain at `acknowledged`, as the asking node computed it.
    package let chain: Digest32
    /// The highest position that is durable at the asking node.
    package let acknowledged: Int64
    package let refused: [Refusal]
    /// Attachments named by events but not held, as `sha256-…`.
    package let missing: [String]?
    /// Seconds for which the request may be held open when there is nothing to send.
    package let wait: Int

    package init(
        name: StreamName, generation: Int64, epoch: String, chain: Digest32, acknowledged: Int64,
        refused: [Refusal], missing: [String]? = nil, wait: Int
    ) {
        self.name = name
        self.generation = generation
        self.epoch = epoch
        self.chain = chain
        self.acknowledged = acknowledged
        self.refused = refused
        self.missing = missing
        self.wait = wait
    }
}

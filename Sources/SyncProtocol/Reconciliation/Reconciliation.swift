/// `POST /reconciliation`: the holder of copies asks the owner, first for days, then for the hours of a day that
/// differs, then for the items of an hour that differs, at last to send ids again.
package struct ReconciliationRequest: Codable, Equatable, Sendable {
    /// How far the comparison has been narrowed.
    package enum Scope: Codable, Equatable, Sendable {
        case days(from: RegistrationDay, through: RegistrationDay)
        case hours(of: RegistrationDay)
        case items(day: RegistrationDay, hour: Int)
        /// Deliver these again, at new positions.
        case resend(ids: [String])
    }

    /// `urn:hotline:<code>` of the tickets' owner, which may be a node below the one asked.
    package let source: String
    package let scope: Scope

    package init(source: String, scope: Scope) {
        self.source = source
        self.scope = scope
    }
}

/// The owner's figures, stated as of a stream position: they are compared once that position has been applied.
package struct ReconciliationResponse: Codable, Equatable, Sendable {
    /// The answer to each scope.
    package enum Content: Codable, Equatable, Sendable {
        case days([DaySummary])
        case hours([HourSummary])
        case items([ReconciliationItem])
        /// How many of the ids will be delivered again.
        case resent(count: Int)
    }

    /// As asked.
    package let source: String
    /// The generation and epoch by which `position` counts.
    package let generation: Int64
    package let epoch: String
    /// The last position of the feed to the asker that the figures include.
    package let position: Int64
    package let content: Content

    package init(source: String, generation: Int64, epoch: String, position: Int64, content: Content) {
        self.source = source
        self.generation = generation
        self.epoch = epoch
        self.position = position
        self.content = content
    }
}

/// What the holder of copies does with a response.
package enum ReconciliationStep: Equatable, Sendable {
    /// The position has not been applied here yet: compare then.
    case waitFor(position: Int64)
    /// The figures count by another generation: ask again after hello.
    case askAgain
    case compare

    /// - Parameter feed: where this node's end of the feed from the answering node stands.
    package static func decide(_ response: ReconciliationResponse, feed: StreamPosition) -> ReconciliationStep {
        guard response.generation == feed.generation, response.epoch == feed.epoch else { return .askAgain }
        return response.position > feed.highest ? .waitFor(position: response.position) : .compare
    }
}

/// Narrowing: which days and hours differ. A day or hour that one side lacks counts as empty there.
package enum Reconciliation {
    /// The days that differ, in order.
    package static func differing(owner: [DaySummary], copy: [DaySummary]) -> [RegistrationDay] {
        differing(
            owner.map { ($0.day, ReconciliationSum(count: $0.count, sum: $0.sum)) },
            copy.map { ($0.day, ReconciliationSum(count: $0.count, sum: $0.sum)) })
    }

    /// The hours that differ, in order.
    package static func differing(owner: [HourSummary], copy: [HourSummary]) -> [Int] {
        differing(
            owner.map { ($0.hour, ReconciliationSum(count: $0.count, sum: $0.sum)) },
            copy.map { ($0.hour, ReconciliationSum(count: $0.count, sum: $0.sum)) })
    }

    private static func differing<Key: Hashable & Comparable>(
        _ owner: [(Key, ReconciliationSum)], _ copy: [(Key, ReconciliationSum)]
    ) -> [Key] {
        let theirs = Dictionary(owner, uniquingKeysWith: { first, _ in first })
        let ours = Dictionary(copy, uniquingKeysWith: { first, _ in first })
        let empty = ReconciliationSum()
        return Set(owner.map(\.0) + copy.map(\.0)).sorted().filter {
            theirs[$0, default: empty] != ours[$0, default: empty]
        }
    }
}

package import WorkCalendar

/// An assignee asks for more time.
package struct ExtensionAsked: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var request: ExtensionRequest
}

/// An assignee asks to keep its share on the books.
package struct DeferralAsked: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var deferral: Deferral
}

/// The assigner granted an extension or a deferral: the share's limit from now on.
package struct TimeGranted: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var decision: Decision
    package var limit: Limit
}

/// The node above granted time: the order's limit from now on, and those of our own shares that it bounded.
package struct OrderTimeGranted: Codable, Hashable, Sendable {
    package var note: String?
    package var due: Moment?
    @Listed package var limits: [AssignmentLimit]
    /// Shares that were finished meanwhile and go on, where the deferral crossed our completion.
    @Listed package var reopened: [AssignmentID]
    /// Shares of peer nodes that are told of their new limit.
    @Listed package var tells: [AssignmentID]
}

/// The limit of the order above moved: by signing (JY24-13.2), by a recount there, or because its own order's did.
package struct OrderLimitMoved: Codable, Hashable, Sendable {
    /// Why, as the node above says.
    package var reason: String?
    /// The order's limit from now on.
    package var due: Moment?
    /// Our own shares whose limit moves with it.
    @Listed package var limits: [AssignmentLimit]
    /// Shares of peer nodes that are told of their new limit.
    @Listed package var tells: [AssignmentID]
}

/// A share's new handling limit.
package struct AssignmentLimit: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var limit: Limit
}

/// A deferred share was struck off the books.
package struct StruckOff: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var strikeOff: StrikeOff
}

/// What was taken down wrongly was put right; limits that depend on it follow.
package struct Corrected: Codable, Hashable, Sendable {
    package var matter: Matter
    package var reason: String
    @Listed package var limits: [AssignmentLimit]
    /// The new 派单时限, where a matter not dispatched yet became a mass outage or ceased to be one.
    package var dispatchLimit: Limit?
    /// Shares of peer nodes that are told.
    @Listed package var tells: [AssignmentID]
    /// The order's limit from now on, where the node above corrected; nil = as it was.
    package var due: Moment?
}

/// A supervision was answered.
package struct SupervisionAnswered: Codable, Hashable, Sendable {
    package var supervision: String
    package var answer: SupervisionAnswer
}

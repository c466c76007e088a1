import HTTPServer
import HotlineCore

/// Who calls the API: a person, a program, or a neighbouring system that is no node.
struct Caller: Sendable, Hashable {
    /// The sign-in name.
    var person: String
    var role: Role
    /// The unit whose assignments a caller of role `unit` sees and handles.
    var unit: UnitID?
    /// The one CloudEvents `source` that a neighbouring system may deliver; nil for people (JY24-20c).
    var source: String?

    /// The caller as the core sees them.
    func actor(at node: NodeCode) -> Actor { Actor(person: person, role: role, unit: unit, node: node) }

    /// Whether the caller may see a ticket with these assignments: a unit sees its own only (design section 6).
    func maySee(_ ticket: Ticket) -> Bool {
        guard role == .unit else { return true }
        return ticket.assignments.contains { $0.assignee.unit != nil && $0.assignee.unit == unit }
    }
}

/// Attached to a request once its bearer token is known.
enum CallerKey: RequestKey {
    typealias Value = Caller
}

/// Which roles may use a route. Neighbouring systems (role `system` with a source) use none of these.
struct Roles: Sendable {
    private let roles: Set<Role>

    init(_ roles: Role...) { self.roles = Set(roles) }

    func admits(_ caller: Caller) -> Bool { caller.source == nil && roles.contains(caller.role) }

    /// As an operator reads them.
    var names: String { Role.allCases.filter(roles.contains).map(\.displayName).joined(separator: "、") }

    /// Everyone who signs in.
    static let everyone = Roles(
        .operator, .dispatcher, .unit, .reviewer, .supervisor, .knowledge, .auditor, .admin)
    /// Who sees all of the node's work, not a unit's share only.
    static let staff = Roles(.operator, .dispatcher, .reviewer, .supervisor, .knowledge, .auditor, .admin)
    /// The hotline's own people, who answer petitioners and may see their data.
    static let hotline = Roles(.operator, .dispatcher, .reviewer, .admin)
    /// Who takes matters in or looks after repeats.
    static let intake = Roles(.operator, .dispatcher, .reviewer, .supervisor, .admin)
    /// Who may send commands; the core decides on each.
    static let workers = Roles(.operator, .dispatcher, .unit, .reviewer, .supervisor, .admin)
    /// Who supervises nodes below.
    static let supervisors = Roles(.supervisor, .admin)
    /// Who looks after the node itself.
    static let administrators = Roles(.admin)
    /// Who may look after it or watch those who do.
    static let watchers = Roles(.admin, .auditor, .supervisor, .dispatcher)
}

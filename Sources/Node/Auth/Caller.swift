import HTTPServer
import HotlineCore
import Storage

/// Who calls the API: a person, a program, or a neighbouring system that is no node.
struct Caller: Sendable, Hashable {
    /// The sign-in name.
    var person: String
    var role: Role
    /// The unit whose assignments a caller of role `unit` sees and handles.
    var unit: UnitID?
    /// The one CloudEvents `source` that a neighbouring system may deliver; nil for people (JY24-20c).
    var source: String?
    /// Beside its own share: the tickets of the field that the unit is the competent department of (JY24-23).
    var field: TicketScope?
    /// Signed in with a password that somebody else drew: may do nothing but change it.
    var mustChangePassword = false

    /// The caller as the core sees them.
    func actor(at node: NodeCode) -> Actor { Actor(person: person, role: role, unit: unit, node: node) }

    /// Whether the caller may see a ticket: a unit its share and its field (JY24-23), an overseer what nobody asked to
    /// keep secret (ZZ23-46, ZZ23-8a).
    func maySee(_ ticket: Ticket) -> Bool {
        switch role {
        case .unit: hasShare(in: ticket) || field?.admits(ticket) ?? false
        case .auditor: !ticket.petitioner.confidential
        default: true
        }
    }

    /// Whether the caller's unit works on the ticket.
    func hasShare(in ticket: Ticket) -> Bool {
        unit != nil && ticket.assignments.contains { $0.assignee.unit == unit }
    }

    /// Whether the caller's unit has the matter, or had it to the end: a share that was sent back or withdrawn gives no
    /// further look at the petitioner and the files (ZZ23-47).
    func holdsShare(in ticket: Ticket) -> Bool { ticket.assignments.contains(where: isHeld) }

    /// Whether an assignment is the caller's unit's, neither returned nor withdrawn.
    func isHeld(_ assignment: Assignment) -> Bool {
        unit != nil && assignment.assignee.unit == unit && ![.returned, .withdrawn].contains(assignment.state)
    }

    /// Whether the caller may send commands about a ticket that it sees; the core decides on each.
    func mayAct(on ticket: Ticket) -> Bool {
        switch role {
        case .unit: hasShare(in: ticket)
        default: Roles.workers.admits(self)
        }
    }

    /// Who may know who the petitioner is: the hotline's own staff who answer the petitioner; a unit for its own share
    /// unless the petitioner asked for confidentiality (ZZ23-8a, ZZ23-47).
    func mayKnowPetitioner(of ticket: Ticket) -> Bool {
        if role == .unit { return holdsShare(in: ticket) && !ticket.petitioner.confidential }
        return Roles.hotline.admits(self)
    }

    /// Which tickets a list shows the caller; nil where all.
    var scope: TicketScope? {
        guard role == .unit else { return nil }
        var scope = field ?? TicketScope(units: [])
        if let unit, !scope.units.contains(unit) { scope.units.append(unit) }
        return scope
    }

    /// ZZ23-8a: matters of confidential petitioners are not for overseers.
    var isKeptFromConfidential: Bool { role == .auditor }
}

extension TicketScope {
    /// Whether it admits a ticket.
    func admits(_ ticket: Ticket) -> Bool {
        admits(
            kind: ticket.matter.kind, category: ticket.matter.category,
            units: ticket.assignments.compactMap(\.assignee.unit))
    }
}

/// Attached to a request once it is known who calls.
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

    /// In the order of the enumeration.
    var all: [Role] { Role.allCases.filter(roles.contains) }

    /// Whether nobody who signs in is left out.
    var isEveryone: Bool { roles == Self.everyone.roles }

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
    /// Who reads on whom others have looked up (ZZ23-47).
    static let overseers = Roles(.admin, .auditor)
    /// Who files a unit's contacts: the unit, or the hotline for it.
    static let filers = Roles(.unit, .operator, .dispatcher, .reviewer, .admin)
}

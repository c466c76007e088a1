/// How much of everything one run of `bench http` does.
struct HTTPPlan: Sendable {
    /// How long each is measured in a run.
    var seconds = 2
    /// The median counts.
    var runs = 3
    /// Connections that ask at the same time.
    var connections = 64
}

/// What is measured, in the order in which it takes turns: what is read has been registered before.
enum HTTPWork: String, Sendable, CaseIterable {
    case nginx
    case constant
    case register
    case read
    case list

    /// What people call it.
    var name: String {
        switch self {
        case .nginx: "nginx, constant answer"
        case .constant: "constant answer"
        case .register: "registering a ticket"
        case .read: "reading one ticket"
        case .list: "a page of \(Self.pageLength) tickets"
        }
    }

    /// How many tickets are asked for at once.
    static let pageLength = 20
}

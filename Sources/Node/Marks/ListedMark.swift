import HotlineCore

/// What lists are filtered by under `mark`: marks that everybody sees alike, and what each reader sees for themselves.
enum ListedMark: RawRepresentable, CaseIterable, Hashable, Sendable {
    case ticket(TicketMark)
    /// Changed since the reader had it open.
    case unread

    static var allCases: [ListedMark] { TicketMark.allCases.map(ListedMark.ticket) + [.unread] }

    init?(rawValue: String) {
        if rawValue == "unread" {
            self = .unread
        } else {
            guard let mark = TicketMark(rawValue: rawValue) else { return nil }
            self = .ticket(mark)
        }
    }

    var rawValue: String { ofTicket?.rawValue ?? "unread" }

    /// The ticket's own; nil for the reader's.
    var ofTicket: TicketMark? {
        switch self {
        case .ticket(let mark): mark
        case .unread: nil
        }
    }
}

import Database
import HotlineCore
import Storage
import WorkCalendar

/// What the lines of a list tell beside their tickets: tags, whether the reader has read each, who else has it open.
struct RowNotes: Sendable {
    private let reader: TicketReader
    /// The tickets that others have open, with the accounts that do.
    private let open: [TicketID: Set<String>]

    init(for caller: Caller, open: OpenTickets, at now: Int64) {
        reader = TicketReader(caller.person, at: now)
        self.open = open.all(but: caller.person)
    }

    /// The lines of a page with what is noted of each, and no petitioner's values in them.
    func lines(of page: ListPage, in transaction: ReadTransaction) throws -> [TicketSummary] {
        let unread = try SeenStore.unread(among: page.rows, by: reader, in: transaction)
        return try zip(page.rows, page.bodies).map { row, body in
            var line = try TicketSummary(body)
            line.tags = try TagStore.tags(of: row, in: transaction).map(\.name)
            line.isUnread = unread.contains(row)
            line.openBy = try names(at: line.id, in: transaction)
            return try line.struck(in: transaction)
        }
    }

    private func names(at ticket: TicketID, in transaction: ReadTransaction) throws -> [String] {
        try (open[ticket] ?? []).sorted().map { try AccountStore.find($0, in: transaction)?.name ?? $0 }
    }
}

extension NodeContext {
    /// What lists tell a caller beside their tickets.
    func notes(for caller: Caller) -> RowNotes {
        RowNotes(for: caller, open: openTickets, at: engine.now.milliseconds)
    }
}

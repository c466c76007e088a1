package import HotlineCore

/// What a list of tickets is asked for; an empty field admits everything, several values of one field each admit
/// theirs.
package struct TicketFilter: Sendable, Hashable {
    /// In which order a list comes.
    package enum Order: String, Sendable, Hashable, CaseIterable {
        /// By registration, the last one first.
        case newest
        case oldest
        /// By the end of the next limit, of the units' own shares where ``OwnTickets/units`` are given: the earliest
        /// first; what has none stands at the end.
        case due
    }

    /// States and kinds by their names: a copy may have one that this version does not know.
    package var states: [String] = []
    package var kinds: [String] = []
    /// Words of the matter's place, each any of them.
    package var areas: [String] = []
    /// Ends of the next limit, in milliseconds: of the units' own shares where ``OwnTickets/units`` are given.
    package var due: [Range<Int64>] = []
    /// When they were registered, in milliseconds.
    package var registered: Range<Int64>?
    /// Leaves out what is archived.
    package var isOpen = false
    package var rootId: String?
    /// For mirrors: the node that owns the ticket.
    package var source: String?
    /// Words that title, content, place or numbers must hold, all of them.
    package var text: String?
    /// What only own tickets are found by.
    package var own = OwnTickets()
    /// Own tickets only: those that a reader with a share of the work may see; nil for a reader of all.
    package var scope: TicketScope?
    /// Leaves out the matters of petitioners who asked for confidentiality.
    package var hidesConfidential = false
    package var order = Order.newest
    /// Continue behind the row with this key.
    package var before: ListCursor?
    package var limit = 50

    package init() {}
}

extension TicketFilter {
    /// What the copies of other nodes' tickets are not listed by.
    package struct OwnTickets: Sendable, Hashable {
        /// Channels by their names, and 事项类别.
        package var channels: [String] = []
        package var categories: [String] = []
        /// Only those in which one of these units has a share.
        package var units: [UnitID] = []
        /// States of a share: of the units', where some are given.
        package var assignmentStates: [AssignmentState] = []
        package var marks: [TicketMark] = []
        /// Beside those with one of ``marks``: those that this reader has not read.
        package var unread: TicketReader?
        /// Tags as they are compared, of which one is enough.
        package var tags: [TagName] = []
        /// The last ratings.
        package var results: [Revisit.Rating] = []
        /// Who registered them.
        package var registeredBy: String?

        package init() {}
    }

    /// Whether no archived ticket can be among them: only what is not archived has a limit that runs, or a share that
    /// somebody has to act on.
    var isOfOpenTickets: Bool {
        if isOpen || !due.isEmpty { return true }
        if !states.isEmpty { return !states.contains(TicketState.archived.rawValue) }
        return !own.assignmentStates.isEmpty && own.assignmentStates.allSatisfy(\.isOpen)
    }
}

/// What a reader who does not see all tickets may see (JY24-23): whatever one of the lists admits.
package struct TicketScope: Sendable, Hashable {
    /// Units of which one has a share in the ticket.
    package var units: [UnitID]
    /// Kinds and categories (事项类别) of the matter.
    package var kinds: [MatterKind]
    package var categories: [String]

    package init(units: [UnitID], kinds: [MatterKind] = [], categories: [String] = []) {
        self.units = units
        self.kinds = kinds
        self.categories = categories
    }

    /// Whether it admits a ticket.
    package func admits(kind: MatterKind, category: String?, units shares: [UnitID]) -> Bool {
        kinds.contains(kind) || category.map(categories.contains) ?? false || shares.contains(where: units.contains)
    }

    /// Whether shares alone decide.
    var isOfShares: Bool { kinds.isEmpty && categories.isEmpty && !units.isEmpty }
}

/// Where a page of a list ended: what it is ordered by, then the row. A ticket is never shown twice or passed over
/// while others come and go; by the end of limits, one whose own limit moves may be.
package struct ListCursor: Sendable, Hashable {
    package var key: Int64
    package var row: Int64

    package init(key: Int64, row: Int64) {
        self.key = key
        self.row = row
    }

    /// `1795000000000.42`, as it stands in a page's `next`.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Int64(parts[0]), let row = Int64(parts[1]) else { return nil }
        self.init(key: key, row: row)
    }

    /// As it stands in an answer of the API, for the next question.
    package var text: String { "\(key).\(row)" }
}

/// A page of documents with where it ended.
package struct ListPage: Sendable {
    /// Each ticket's state as JSON, as stored.
    package var bodies: [[UInt8]] = []
    /// The row of each.
    package var rows: [Int64] = []
    /// Nil on the last page.
    package var next: ListCursor?
    /// How many rows the filter admits in all.
    package var total: Int = 0
    /// Whether rows may be missing that are not in the index yet, after a move to a newer program.
    package var isIncomplete = false
}

package import WorkCalendar

extension Facts {
    /// 重复诉求: the tickets by which one matter was brought forward again, as supervision counts them (JY24-29.1).
    package struct Repeats: Hashable, Sendable {
        /// One time more.
        package struct Again: Hashable, Sendable {
            package var ticket: TicketID
            package var kind: MatterKind
            package var at: Moment

            package init(ticket: TicketID, kind: MatterKind, at: Moment) {
                self.ticket = ticket
                self.kind = kind
                self.at = at
            }
        }

        /// The first matter; nil where nothing was linked.
        package var root: TicketID?
        /// Oldest first, without the first matter itself.
        package var again: [Again]

        package init(root: TicketID? = nil, again: [Again] = []) {
            self.root = root
            self.again = again
        }

        /// How many times the matter came again.
        package var count: Int { again.count }
    }

    /// 限制 of a telephone that was misused (JY24-33), in force now.
    package struct Restriction: Hashable, Sendable {
        package var reason: String
        /// When it ends by itself.
        package var ends: Moment
        /// Who decided it.
        package var decidedBy: String

        package init(reason: String, ends: Moment, decidedBy: String) {
            self.reason = reason
            self.ends = ends
            self.decidedBy = decidedBy
        }
    }
}

import HotlineCore
import Storage
import Testing

/// Lists: newest first, page by page, whatever comes in between.
@Suite struct TicketListTests {
    private func titles(_ page: ListPage) throws -> [String] {
        try page.bodies.map { try CanonicalJSON.decode(Ticket.self, from: $0).matter.title }
    }

    /// Every ticket once, newest first, though some share their moment and one comes while the list is read.
    @Test(arguments: [1, 2, 4, 12, 13, 50])
    func pagesHoldEachTicketOnce(limit: Int) throws {
        let store = try Store()
        for number in 1...12 { try store.ticket(Int64(number), title: "t\(number)", at: Int64(number / 4) * 1_000) }
        var filter = TicketFilter()
        filter.limit = limit
        var seen: [String] = []
        var pages = 0
        repeat {
            let page = try store.write { try TicketStore.list(filter, in: $0) }
            if pages == 0 { try store.ticket(99, title: "newcomer", at: 9_000_000) }
            #expect(page.bodies.count <= limit && page.total == (pages == 0 ? 12 : 13))
            seen += try titles(page)
            // A cursor travels as text.
            filter.before = page.next.flatMap { ListCursor($0.text) }
            pages += 1
        } while filter.before != nil
        #expect(seen == (1...12).reversed().map { "t\($0)" })
        #expect(pages == (12 + limit - 1) / limit)
    }

    @Test(arguments: ["", "1", "1.", ".1", "1.2.3", "a.b", "1.b"])
    func cursorsAreRefused(_ text: String) { #expect(ListCursor(text) == nil) }

    @Test func filtersNarrowTogether() throws {
        let store = try Store()
        try store.ticket(1, title: "a", kind: .help)
        try store.ticket(2, title: "b", kind: .complaint)
        let ticket = try store.ticket(3, title: "c", kind: .complaint)
        func count(_ change: (inout TicketFilter) -> Void) throws -> Int {
            var filter = TicketFilter()
            change(&filter)
            return try store.write { try TicketStore.list(filter, in: $0) }.total
        }
        #expect(try count { _ in } == 3)
        #expect(try count { $0.kinds = ["complaint"] } == 2)
        #expect(try count { $0.kinds = ["complaint", "help"] } == 3)
        #expect(try count { $0.states = ["archived"] } == 0)
        #expect(try count { $0.kinds = ["complaint"]; $0.text = "b" } == 1)
        #expect(try count { $0.rootId = ticket.id.rawValue } == 1)
        #expect(try count { $0.own.channels = ["telephone"] } == 3)
        #expect(try count { $0.due = [Int64.min..<Int64.max] } == 0)
        #expect(try count { $0.own.units = [UnitID(rawValue: "water")!] } == 0)
    }
}

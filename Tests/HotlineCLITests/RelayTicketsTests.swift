import Foundation
import HotlineCore
import Testing
import WorkCalendar

@testable import HotlineCLI

@Suite struct RelayTicketsTests {
    @Test func eachIsATicketOfItsOwnOfAboutOneKilobyte() throws {
        let node = try #require(NodeCode(rawValue: "140525-bench"))
        let tickets = try RelayTickets(node: node, now: Moment(milliseconds: 1_795_248_000_000))
        let messages = try (1...3).map(tickets.acceptance)
        #expect(Set(messages.map(\.ticket.id.rawValue)).count == 3)
        let size = try JSONEncoder().encode(messages[0]).count
        #expect((900...1_100).contains(size), "\(size) bytes")
    }
}

import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// However much is written into a ticket, it can be brought to its end.
@Suite(.timeLimit(.minutes(2))) struct TicketRoomTests {
    private let city = Plan.city
    private let county = Plan.county
    private static let note = String(repeating: "水", count: 4_000)
    private static let text = String(repeating: "水", count: 20_000)

    /// Says the same again and again, until there is no room.
    private func fill(_ times: Int = 200, _ add: () throws -> Void) throws -> Int {
        for count in 0..<times {
            do {
                try add()
            } catch let refusal as CommandRefusal {
                #expect(refusal.code == .ticketFull, "\(refusal)")
                return count
            }
        }
        return times
    }

    /// A unit's notes fill the ticket; the longest result that fits goes through review, revisit and archive.
    @Test func aFullTicketIsClosed() throws {
        let network = try TestNetwork(.three)
        let id = try network.register(county)
        let share = try network.dispatch(county, id, .init(assignee: .unit(Plan.water)))[0]
        let notes = try fill { try network.act(county, id, .assignment(share, .progress(Progress(text: Self.note)))) }
        #expect(notes > 20 && notes < 200)
        let more = try fill { try network.act(county, id, .supplement(AddSupplement(text: Self.note))) }
        #expect(more == 0)
        var long = CompletionForm.sample
        (long.handling, long.result) = (Self.text, Self.text)
        long.reply?.content = Self.text
        #expect(try fill { try network.act(county, id, .assignment(share, .complete(Complete(form: long)))) } == 0)
        var form = CompletionForm.sample
        (form.handling, form.result) = (Self.text, Self.note)
        form.reply?.content = Self.note
        try network.act(county, id, .assignment(share, .complete(Complete(form: form))))
        try network.act(county, id, .assignment(share, .approveCompletion(Approve(note: Self.note))))
        try network.act(county, id, .revisit(RecordRevisit(
            rating: .satisfied, wasTold: true, wasSolved: true, reason: Self.note)))
        try network.act(county, id, .archive(Archive(note: Self.note)))
        try network.settle()
        #expect(try network.ticket(county, id).state == .archived)
        #expect(try network.mirrored(Plan.province, id)?.state == .archived)
        #expect(try network.deadLetters(county).isEmpty && network.deadLetters(city).isEmpty)
    }

    /// What the node below writes fills the ticket above; its result is taken all the same.
    @Test func aTicketThatWasFilledFromBelowIsClosed() throws {
        let network = try TestNetwork(.three)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        for _ in 1...50 {
            try network.act(county, bottom, .assignment(order, .progress(Progress(text: Self.note))))
        }
        try network.settle()
        let full = try network.ticket(city, top)
        #expect(full.assignments[0].progress.count < 50)
        #expect(full.late.allSatisfy { $0.why == .full } && full.late.count + full.assignments[0].progress.count == 50)
        #expect(try network.deadLetters(county).isEmpty && network.parked(city).isEmpty)
        let share = try network.dispatch(county, bottom, .init(assignee: .unit(Plan.water)))[0]
        try network.act(county, bottom, .assignment(share, .complete(Complete(form: .sample))))
        try network.act(county, bottom, .assignment(share, .approveCompletion(Approve())))
        try network.settle()
        try network.act(city, top, .assignment(order, .approveCompletion(Approve(note: Self.note))))
        #expect(try network.ticket(city, top).state == .revisiting)
    }
}

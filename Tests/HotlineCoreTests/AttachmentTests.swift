import HotlineCore
import Testing
import WorkCalendar

/// Attachments of a matter go down to whoever works on it, evidence of the work goes up to whoever ordered it.
@Suite struct AttachmentTests {
    private let province = Network.province
    private let city = Network.city
    private let county = Network.county
    private let water = Network.unit("water")

    /// A matter of the city, at the county's water bureau.
    private func ordered(
        confidential: Bool = false, attaching: [Attach] = []
    ) throws -> (network: Network, top: TicketID, bottom: TicketID) {
        var network = try Network()
        let top = try network.act(city, nil, .register(.sample(confidential: confidential)))
        for attach in attaching { try network.act(city, top, .attach(attach), as: .operator) }
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let bottom = network.ordered(county, AssignmentID(ticket: top, number: 1)).id
        try network.act(county, bottom, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        try network.deliver()
        return (network, top, bottom)
    }

    private func names(_ network: Network, _ node: NodeCode, _ id: TicketID) -> [String] {
        network.ticket(node, id).attachments?.map(\.name) ?? []
    }

    @Test func theMattersGoDownBeforeAndAfterTheOrder() throws {
        var (network, top, bottom) = try ordered(attaching: [.sample(1)])
        #expect(names(network, county, bottom) == ["1.mp3"])
        try network.act(city, top, .attach(.sample(2)), as: .operator)
        try network.deliver()
        #expect(names(network, county, bottom) == ["1.mp3", "2.mp3"])
        // What came from above is not told back.
        #expect(names(network, city, top) == ["1.mp3", "2.mp3"])
        let share = try #require(network.ticket(city, top).assignments.first)
        #expect(share.received == network.ticket(county, bottom).order?.sent)
    }

    /// Also when the work is done: that is when it is asked for. proves: ZZ23-20
    @Test(arguments: [false, true]) func evidenceGoesUp(completed: Bool) throws {
        var (network, top, bottom) = try ordered()
        let share = AssignmentID(ticket: bottom, number: 1)
        if completed {
            try network.act(
                county, bottom, .assignment(share, .complete(Complete(form: .sample))), as: .unit, unit: water)
            try network.act(county, bottom, .assignment(share, .approveCompletion(Approve())), as: .reviewer)
            try network.deliver()
            let above = AssignmentID(ticket: top, number: 1)
            try network.act(city, top, .assignment(above, .approveCompletion(Approve())), as: .reviewer)
            try network.deliver()
        }
        try network.act(county, bottom, .attach(.sample(3)), as: .unit, unit: water)
        #expect(network.ticket(county, bottom).attachments?.first?.assignment == share)
        try network.deliver()
        let above = try #require(network.ticket(city, top).attachments?.first)
        #expect(above.assignment == AssignmentID(ticket: top, number: 1) && above.by.unit == water)
        #expect(network.ticket(city, top).late.isEmpty)
        #expect(network.mirrors[province]?[top]?.attachments?.map(\.digest) == [Attach.sample(3).digest])
    }

    /// proves: ZZ23-8a
    @Test func aConfidentialPetitionersStayUnlessCleared() throws {
        var cleared = Attach.sample(5, kind: .site)
        cleared.cleared = true
        var (network, top, bottom) = try ordered(confidential: true, attaching: [.sample(4), cleared])
        #expect(names(network, county, bottom) == ["5.mp3"])
        try network.act(city, top, .attach(.sample(6)), as: .operator)
        try network.deliver()
        #expect(names(network, county, bottom) == ["5.mp3"])
        var recording = Attach.sample(7)
        recording.cleared = true
        let refusal = #expect(throws: Refusal.self) { try network.act(city, top, .attach(recording), as: .operator) }
        #expect(refusal?.code == .invalidField)
    }

    @Test func whoMayAttachWhat() throws {
        var (network, _, bottom) = try ordered()
        var foreign = Attach.sample(8)
        let refusals = [
            #expect(throws: Refusal.self) {
                try network.act(county, bottom, .attach(foreign), as: .unit, unit: Network.unit("town"))
            },
            #expect(throws: Refusal.self) { try network.act(county, bottom, .attach(foreign), as: .auditor) },
        ]
        #expect(refusals.map { $0?.code } == [.notAuthorised, .notAuthorised])
        foreign.assignment = AssignmentID(ticket: bottom, number: 9)
        let unknown = #expect(throws: Refusal.self) { try network.act(county, bottom, .attach(foreign)) }
        #expect(unknown?.code == .unknownAssignment)
        try network.act(county, bottom, .attach(.sample(8)))
        let twice = #expect(throws: Refusal.self) { try network.act(county, bottom, .attach(.sample(8))) }
        #expect(twice?.code == .notNow)
    }

    @Test func digestsAreWrittenInOneWay() {
        let hex = String(repeating: "0a", count: 32)
        #expect(BlobDigest(rawValue: "sha256-" + hex)?.hex == hex)
        for wrong in ["", hex, "sha256-" + hex.uppercased(), "sha256-" + hex + "0", "sha256-../" + hex.dropLast(3)] {
            #expect(BlobDigest(rawValue: wrong) == nil, "\(wrong)")
        }
    }
}

extension Attach {
    /// A recording of its own for each number.
    static func sample(_ number: Int, kind: HotlineCore.Attachment.Kind = .contact) -> Attach {
        let digits = String(number, radix: 16)
        let hex = String(repeating: "0", count: 64 - digits.count) + digits
        return Attach(
            digest: BlobDigest(rawValue: "sha256-" + hex)!, size: 100 + number, mediaType: "audio/mpeg", kind: kind,
            name: "\(number).mp3")
    }
}

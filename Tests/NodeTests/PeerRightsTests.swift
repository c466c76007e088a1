import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// What a neighbour may have, and what people see of what neighbours said.
@Suite(.timeLimit(.minutes(3))) struct PeerRightsTests {
    private static let county = NodeCode(rawValue: "140525")!
    private static let city = NodeCode(rawValue: "140500")!

    /// A county with a valid secret asks for the city's ticket, as its own and as the city's.
    @Test(arguments: ["urn:hotline:140525", "urn:hotline:140500", "urn:hotline:140581"])
    func nothingIsSentAgainToANodeBelow(source: String) async throws {
        let node = try TestNode.overCounties()
        try await node.run { node in
            try await node.untilWritable()
            let own = try await node.register()
            let answer = try await node.peer(Self.county).post(
                "/reconciliation", #"{"source":"\#(source)","scope":{"resend":{"ids":["\#(own)"]}}}"#)
            #expect(answer.status == 403 && answer.problem == "source-not-authorised", "\(answer.text)")
            #expect(try await node.get("/outbox?peer=140525").object["total"] as? Int == 0)
        }
    }

    /// A neighbour says that it has seen the last number of today.
    @Test func numbersGoOnWhateverANeighbourHasSeen() async throws {
        let node = try TestNode.underCity()
        try await node.run { node in
            try await node.untilWritable()
            let first = try await node.register("第一件")
            let number = try await node.get("/tickets/\(first)")["number"]
            let today = try #require(TicketNumber(rawValue: number)).day
            let last = TicketNumber(day: today, counter: TicketNumber.mostADay)
            try await node.peer(Self.city).hello(#","peerTicketNumber":"\#(last)""#)
            let second = try await node.register("第二件")
            let shown = try await node.get("/tickets/\(second)")
            #expect(shown.status == 200, "\(shown.text)")
            #expect(TicketNumber(rawValue: shown["number"])?.counter == 2)
        }
    }

    // proves: ZZ23-47
    @Test(arguments: ["token-auditor", "token-supervisor", "token-admin"])
    func deadLettersAreShownMasked(token: String) async throws {
        let node = try TestNode.overCounties()
        try await node.run { node in
            try await node.untilWritable()
            _ = try await node.order(to: Self.county)
            try await node.peer(Self.county).refuseFirst()
            let letters = try await node.get("/dead-letters").items
            let id = try #require(letters.first?["id"] as? String)
            let letter = try await node.get("/dead-letters/\(id)", as: token)
            #expect(letter.text.contains("assignment.dispatched") && letter.text.contains("小区停水三天"))
            #expect(letter.text.contains("138****5678") && letter.text.contains("\"contact\""))
            #expect(!letter.text.contains("13800005678") && !letter.text.contains("张三"), "\(letter.text)")
        }
    }

    // proves: ZZ23-47
    @Test func parkedMessagesAreShownMasked() async throws {
        let node = try TestNode.underCity()
        try await node.run { node in
            try await node.untilWritable()
            let city = node.peer(Self.city)
            try await city.hello()
            let answer = try await city.deliver(try Self.order(ordinal: 2), try Self.unknown())
            #expect(answer.status == 200, "\(answer.text)")
            let parked = try await node.get("/parked", as: "token-operator")
            #expect(parked.items.count == 2)
            #expect(parked.text.contains("assignment.dispatched") && parked.text.contains("138****5678"))
            #expect(parked.text.contains("petitioner.told") && parked.text.contains("请联系＊＊＊"))
            #expect(!parked.text.contains("13800005678") && !parked.text.contains("张三"), "\(parked.text)")
        }
    }

    /// A matter of a confidential petitioner that waits for a missing order, however its JSON is spelled, and a later
    /// order that says nothing of the petitioner itself: an overseer sees that something waits, and not what.
    // proves: ZZ23-8a
    @Test(arguments: [":", " : "])
    func parkedMessagesTellOverseersNothingConfidential(colon: String) async throws {
        let node = try TestNode.underCity()
        try await node.run { node in
            try await node.untilWritable()
            let city = node.peer(Self.city)
            try await city.hello()
            let answer = try await city.deliver(
                try Self.order(ordinal: 2, of: 7, confidential: true),
                try Self.order(ordinal: 1, of: 8, confidential: true),
                try Self.supplement(ordinal: 3, of: 8),
                spelled: { $0.replacing("\"confidential\":", with: "\"confidential\"\(colon)") })
            #expect(answer.status == 200, "\(answer.text)")
            for (token, isShown) in [("token-auditor", false), ("token-operator", true), ("token-admin", true)] {
                let parked = try await node.get("/parked", as: token)
                #expect(parked.items.count == 2)
                #expect(parked.items.allSatisfy { $0["event"] is [String: Any] == isShown }, "\(token) \(parked.text)")
                #expect(parked.text.contains("小区停水") == isShown && parked.text.contains("水压不足") == isShown)
            }
        }
    }

    /// The matter as the city dispatches it, with the contact unless it is confidential.
    private static func order(ordinal: Int, of counter: Int64 = 7, confidential: Bool = false) throws -> EventBuilder {
        let personal = PersonalFields(name: "张三", phone: "13800005678")
        let petitioner = Petitioner(confidential: confidential, personal: personal)
        let matter = Matter(
            kind: .help, channel: .telephone, title: "小区停水", content: "请联系张三", place: "巴公镇", occurredAt: "昨天")
        return try order(.dispatched(DispatchedMatter(
            matter: matter, petitioner: PetitionerSummary(petitioner, reference: nil),
            role: .sole, supplements: [], needsContact: !confidential, contact: confidential ? nil : personal,
            assignerNumber: TicketNumber(day: issuedAt.day, counter: 1))), ordinal, of: counter)
    }

    /// What the city's petitioner added later.
    private static func supplement(ordinal: Int, of counter: Int64) throws -> EventBuilder {
        try order(.supplemented(Supplement(text: "水压不足", at: issuedAt, by: city)), ordinal, of: counter)
    }

    private static func order(_ order: Order, _ ordinal: Int, of counter: Int64) throws -> EventBuilder {
        let ticket = TicketID(owner: city, generation: 1, counter: counter)
        let message = OrderMessage(
            assignment: AssignmentID(ticket: ticket, number: 1), rootId: ticket, assigner: city, assignee: county,
            round: 1, ordinal: ordinal, basis: 0, issuedAt: issuedAt,
            actor: Actor(person: "派单", role: .dispatcher, node: city), order: order)
        return event("1-\(counter)\(ordinal)", message.type, try CanonicalJSON.encode(message))
    }

    private static let issuedAt = Moment(milliseconds: 1_795_248_000_000)

    /// A message of a later version.
    private static func unknown() throws -> EventBuilder {
        event("1-9", "cn.hotline.petitioner.told.v1", Array(#"{"who":"张三","number":13800005678}"#.utf8))
    }

    private static func event(_ id: String, _ type: String, _ data: [UInt8]) -> EventBuilder {
        EventBuilder(
            key: EventKey(source: city.source, id: id), type: type,
            time: issuedAt.description, data: data)
    }
}

import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

/// What may leave a node, and what is written down (design section 5, "Privacy at the border"; ZZ23-8a).
@Suite(.timeLimit(.minutes(3))) struct BorderTests {
    private static let seeds: [UInt64] = Array(1...12)

    /// No text that anybody types takes a confidential petitioner's data into a journal or a message, however it is
    /// typed.
    @Test(arguments: seeds) func confidentialValuesNeverLeave(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let personal = PersonalFields(
            name: ["王小明", "欧阳建国", "李雷"][Int(random.next() % 3)], phone: "138" + digits(8, random),
            idNumber: "140525" + digits(11, random) + "X", address: "巴公镇东街\(digits(2, random))号院")
        let values = [personal.name, personal.phone, personal.idNumber, personal.address].compactMap(\.self)
        func text() -> String { values.map { "诉求：" + typed($0, random) + "，请回电。" }.joined() }
        let network = try TestNetwork(.three)
        let register = Register(
            matter: Matter(kind: .help, channel: .telephone, title: text(), content: text(), place: "巴公镇",
                occurredAt: "昨天"),
            petitioner: Petitioner(confidential: true, personal: personal))
        let top = try network.register(Plan.city, register)
        let order = try network.dispatch(
            Plan.city, top, .init(assignee: .node(Plan.county), note: text()))[0]
        try network.act(Plan.city, top, .supplement(AddSupplement(text: text())))
        try network.settle()
        let unit = Plan.water
        let bottom = try network.ordered(Plan.county, order).id
        let below = try network.dispatch(Plan.county, bottom, .init(assignee: .unit(unit)))[0]
        try network.act(Plan.county, bottom, .assignment(below, .progress(Progress(text: "在办"))))
        let own = try network.dispatch(Plan.city, top, .init(assignee: .unit(unit)))[0]
        try network.act(Plan.city, top, .assignment(own, .progress(Progress(text: text()))))
        let form = CompletionForm(
            handling: text(), result: text(), handledAt: network.now,
            reply: .init(at: network.now, means: "电话", content: text()))
        try network.act(Plan.city, top, .assignment(own, .complete(Complete(form: form))))
        try network.settle()
        #expect(try network.ticket(Plan.city, top).supplements[0].text.contains(Redaction.mark))
        for code in network.codes {
            for written in try everything(network[code]) {
                for value in values { #expect(!bare(written).contains(bare(value)), "\(value) at \(code)") }
            }
        }
        #expect(try network.mirrored(Plan.province, top) != nil)
    }

    /// The feed carries no petitioner's values in its texts, confidential or not; those who handle the matter read them
    /// as they were typed (design section 5, "Feed events carry personal fields masked only").
    @Test(arguments: seeds) func valuesNeverGoUpInTexts(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let personal = PersonalFields(
            name: "欧阳建国", phone: "138" + digits(8, random), idNumber: "140525" + digits(11, random) + "X",
            address: "巴公镇东街\(digits(2, random))号院")
        let values = [personal.name, personal.phone, personal.idNumber, personal.address].compactMap(\.self)
        func text() -> String { values.map { "诉求：" + typed($0, random) + "，请回电。" }.joined() }
        let network = try TestNetwork(.three)
        let matter = Matter(
            kind: .help, channel: .telephone, title: text(), content: text(), place: "巴公镇", occurredAt: "昨天")
        let top = try network.register(
            Plan.city, Register(matter: matter, petitioner: Petitioner(personal: personal)))
        let order = try network.order(Plan.city, top, to: Plan.county)
        try network.act(Plan.city, top, .supplement(AddSupplement(text: text())))
        try network.settle()
        let bottom = try network.ordered(Plan.county, order)
        #expect(bottom.matter == matter && bottom.supplements.count == 1)
        try network.act(Plan.county, bottom.id, .escalate(Escalate(reason: text())))
        try network.act(Plan.county, bottom.id, .assignment(order, .progress(Progress(text: text()))))
        let own = try network.register(
            Plan.county, Register(matter: matter, petitioner: Petitioner(personal: personal)))
        try network.settle()
        let city = try network[Plan.city].read { view in
            try view.query("SELECT body FROM message WHERE CAST(body AS TEXT) LIKE '%ticket.changed%'") { row in
                String(decoding: row.blob(0), as: UTF8.self)
            }
        }
        for written in try everything(network[Plan.province]) + city {
            for value in values { #expect(!bare(written).contains(bare(value)), "\(value)") }
        }
        #expect(try network.mirrored(Plan.province, own)?.matter.title.contains(Redaction.mark) == true)
        #expect(try network.ticket(Plan.county, own).matter == matter)
        try network.checkMirrors("after texts were struck")
    }

    /// An order carries the contact that the assignee needs, never that of a confidential petitioner; the journal holds
    /// neither.
    @Test(arguments: [true, false]) func ordersCarryTheContact(confidential: Bool) throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(Plan.city, .sample(confidential: confidential))
        let order = try network.order(Plan.city, top, to: Plan.county)
        try network.settle()
        let bottom = try network.ordered(Plan.county, order)
        let reference = bottom.petitioner.reference
        let held = try reference.flatMap { key in
            try network[Plan.county].read { try PetitionerStore.find(key, in: $0)?.fields }
        }
        #expect(held?.phone == (confidential ? nil : "13812345678"))
        for code in network.codes {
            let journal = try network[code].read { view in
                try view.query("SELECT entry FROM journal") { String(decoding: $0.blob(0), as: UTF8.self) }
            }
            #expect(!journal.contains { $0.contains("13812345678") })
        }
    }

    /// The full record goes up over links that say so, and no further; elsewhere the feed is masked.
    @Test(arguments: [true, false]) func fullRecordsNeedALinkThatSaysSo(confidential: Bool) throws {
        let plan = Plan(links: [
            .init(upper: Plan.province, lower: Plan.city),
            .init(upper: Plan.city, lower: Plan.county, personalData: .full),
        ])
        let network = try TestNetwork(plan)
        let id = try network.register(Plan.county, .sample(confidential: confidential))
        try network.settle()
        let reference = try #require(try network.ticket(Plan.county, id).petitioner.reference)
        let city = try network[Plan.city].read { try PetitionerStore.find(reference, in: $0) }
        #expect(city?.fields.name == (confidential ? nil : "王小明"))
        #expect(try network[Plan.province].read { try PetitionerStore.find(reference, in: $0) } == nil)
        #expect(try network.mirrored(Plan.province, id)?.petitioner.maskedName == (confidential ? nil : "王**"))
    }

    /// A matter of a neighbouring system is registered once, however often it comes.
    @Test func foreignMatterIsRegisteredOnce() throws {
        let network = try TestNetwork(.pair)
        let county = network[Plan.county]
        let actor = Actor(person: "12319", role: .operator, node: Plan.county)
        let source = "https://12319.example.cn"
        let data = try CanonicalJSON.encode(Register.sample())
        func deliver(_ data: [UInt8], _ source: String) throws -> ForeignResult {
            var reader = InboundReader()
            let event = try reader.single(EventBuilder(
                key: EventKey(source: source, id: "A-1"), type: SubmittedMatter.type, data: data).encoded())
            return try county.write {
                try county.core.receive(
                    foreign: event, source: "https://12319.example.cn", actor: actor, in: $0, at: network.now)
            }
        }
        guard case .accepted(let id, false) = try deliver(data, source),
            case .accepted(let again, true) = try deliver(data, source)
        else {
            Issue.record("the matter was not taken once")
            return
        }
        #expect(id == again)
        let other = try CanonicalJSON.encode(Register.sample("另一件"))
        guard case .refused(let reused) = try deliver(other, source),
            case .refused(let stranger) = try deliver(data, "https://other.example.cn")
        else {
            Issue.record("what should be refused was accepted")
            return
        }
        #expect(reused.known == .contentDiffers && stranger.known == .sourceNotAuthorised)
        try network.settle()
        #expect(try network.mirrored(Plan.city, id)?.state == .registered)
    }

    // MARK: - What is looked at

    /// Every message and every journal row, as text.
    private func everything(_ node: TestNode) throws -> [String] {
        try node.read { view in
            try view.query("SELECT body FROM message") { String(decoding: $0.blob(0), as: UTF8.self) }
                + view.query("SELECT entry FROM journal") { String(decoding: $0.blob(0), as: UTF8.self) }
        }
    }

    private func digits(_ count: Int, _ random: SeededRandom) -> String {
        (0..<count).map { _ in String(random.next() % 10) }.joined()
    }

    /// As people type: plain, with spaces or hyphens, in full width, in lower case.
    private func typed(_ value: String, _ random: SeededRandom) -> String {
        switch random.next() % 5 {
        case 0: value
        case 1: value.map(String.init).joined(separator: " ")
        case 2: value.map(String.init).joined(separator: "-")
        case 3: value.lowercased()
        default:
            String(String.UnicodeScalarView(value.unicodeScalars.map { scalar in
                (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
            }))
        }
    }

    /// Without what people put between characters, in one width and case.
    private func bare(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x20, 0x2D, 0xFF0D, 0x3000: nil
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
            default: scalar
            }
        })).lowercased()
    }
}

import Database
import Foundation
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import TestSupport
import WorkCalendar

/// A city's database after some weeks of ordinary life, as bytes: built once, damaged in copies.
struct Specimen {
    /// Built at first use; every test works on a copy.
    static let shared = Result { try Specimen() }

    let city: Data
    let province: Data
    let county: Data
    /// The reports of verifying each node where it was built.
    let reports: [VerificationReport]

    init() throws {
        var life = try Life()
        try life.live()
        let nodes = [life.network.city, life.network.province, life.network.county]
        reports = try nodes.map { try $0.verify() }
        let files = try nodes.map { node in
            try node.settle()
            return try Data(contentsOf: URL(filePath: node.driver.path))
        }
        (city, province, county) = (files[0], files[1], files[2])
    }
}

extension Specimen {
    /// A photo whose digest repeats one pair of digits.
    static func attachment(_ pair: String) -> Attach {
        let digest = BlobDigest(rawValue: BlobDigest.prefix + String(repeating: pair, count: 32))!
        return Attach(digest: digest, size: 9, mediaType: "image/jpeg", kind: .site, name: "\(pair).jpg")
    }

    /// Files for every content but two: one is not there, one holds another content.
    static let files: Verification.BlobReader = { digest in
        switch digest.hex.prefix(2) {
        case "ee": nil
        case "ff": attachment("0a").digest
        default: digest
        }
    }
}

/// What happens between the three nodes.
private struct Life {
    var network: TestNetwork

    init() throws { network = try TestNetwork() }

    mutating func live() throws {
        try ownTicketToTheArchive()
        try confidentialThroughTheCounty()
        try sharedByTwoUnits()
        try countysOwn()
        try deadLetters()
        try parked()
        try attached()
        try repeated()
    }

    /// Evidence of the county's on an order of the city, and a photo of the city's own.
    private mutating func attached() throws {
        let (city, county) = (network.city, network.county)
        let id = try network.dispatch(city, .sample("井盖缺失"), to: [.init(assignee: .node(TestNode.county))])
        try network.act(city, .attach(Specimen.attachment("0a")), on: id)
        try network.settle()
        let below = try county.ticket(orderedAs: AssignmentID(ticket: id, number: 1)).id
        try network.act(county, .attach(Specimen.attachment("0b")), on: below)
        try network.settle()
    }

    private mutating func ownTicketToTheArchive() throws {
        let city = network.city
        let id = try network.dispatch(city, .sample(), to: [.init(assignee: .unit(TestNode.water))])
        let share = AssignmentID(ticket: id, number: 1)
        try network.act(city, .assignment(share, .complete(Complete(form: .sample))), on: id)
        try network.act(city, .assignment(share, .approveCompletion(Approve())), on: id)
        try network.act(city, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true)), on: id)
        try network.act(city, .archive(Archive()), on: id)
    }

    private mutating func confidentialThroughTheCounty() throws {
        let (city, county) = (network.city, network.county)
        let id = try network.dispatch(
            city, .sample("投诉扰民", confidential: true), to: [.init(assignee: .node(TestNode.county))])
        try network.settle()
        let above = AssignmentID(ticket: id, number: 1)
        let below = try county.ticket(orderedAs: above).id
        try network.act(county, .dispatch(Dispatch([.init(assignee: .unit(TestNode.town))])), on: below)
        let share = AssignmentID(ticket: below, number: 1)
        try network.act(county, .assignment(share, .complete(Complete(form: .sample))), on: below)
        try network.act(county, .assignment(share, .approveCompletion(Approve())), on: below)
        try network.settle()
        try network.act(city, .assignment(above, .approveCompletion(Approve())), on: id)
    }

    private mutating func sharedByTwoUnits() throws {
        _ = try network.dispatch(
            network.city, .sample("道路塌陷"),
            to: [
                .init(assignee: .unit(TestNode.water), role: .lead),
                .init(assignee: .unit(TestNode.town), role: .assisting),
            ])
    }

    private mutating func countysOwn() throws {
        for number in 0..<3 {
            let id = try network.act(network.county, .register(.sample("县内事项\(number)", phone: "1391234000\(number)")))
            try network.act(network.county, .accept(Accept()), on: id)
        }
        try network.settle()
    }

    /// One message that the province refuses, one that it fails at.
    private mutating func deadLetters() throws {
        let city = network.city
        let key = StreamKey(peer: TestNode.province, stream: .feed)
        for number in 0..<4 { try network.act(city, .register(.sample("积水\(number)"))) }
        let first = try city.write { try OutboxStore.stream(key, in: $0) }.acknowledged + 1
        let moment = network.now
        _ = try city.write {
            try city.core.setAside(
                key, position: first + 2, problem: Problem(.eventTooLarge), in: $0, at: moment)
        }
        try network.settle()
        let refused = Refusal(position: first, id: "1-1", problem: Problem(.unknownType))
        _ = try city.write {
            try city.core.acknowledge(key, through: first, refused: [refused], in: $0, at: moment)
        }
    }

    /// A report that overtakes one that its sender has set aside.
    private mutating func parked() throws {
        let (city, county) = (network.city, network.county)
        let id = try network.dispatch(city, .sample("路灯不亮"), to: [.init(assignee: .node(TestNode.county))])
        try network.settle()
        let below = try county.ticket(orderedAs: AssignmentID(ticket: id, number: 1)).id
        try network.act(county, .dispatch(Dispatch([.init(assignee: .unit(TestNode.town))])), on: below)
        let share = AssignmentID(ticket: below, number: 1)
        try network.act(county, .assignment(share, .progress(Progress(text: "抢修中"))), on: below)
        let key = StreamKey(peer: TestNode.city, stream: .orders)
        let moment = network.now
        _ = try county.write { transaction in
            let first = try OutboxStore.stream(key, in: transaction).acknowledged + 1
            return try county.core.setAside(
                key, position: first, problem: Problem(.eventTooLarge), in: transaction, at: moment)
        }
        try network.settle()
    }

    /// A dead letter sent again and a state fed once more: nothing that was told before is taken for news.
    private mutating func repeated() throws {
        let city = network.city
        let admin = Actor(person: "admin", role: .admin, node: TestNode.city)
        let moment = network.now
        try city.write { transaction in
            let letters = try DeadLetterStore.list(undecidedOnly: true, limit: 10, in: transaction)
            _ = try city.core.requeue(deadLetter: letters[0].id, by: admin, in: transaction, at: moment)
            let ids = try ReconciliationStore.entries(
                source: TestNode.city.source, isOwn: true, range: 0..<Int64.max, in: transaction)
            _ = try city.core.redeliver(
                ids.prefix(2).map(\.item.id), of: TestNode.city.source, to: TestNode.province, in: transaction,
                at: moment)
        }
        try network.act(city, .register(.sample("最后一件")))
    }
}

/// A copy of the specimen that a test damages.
struct Patient {
    let directory: TemporaryDirectory
    let driver: SQLiteDriver

    init(_ file: Data) throws {
        directory = try TemporaryDirectory()
        driver = SQLiteDriver(path: directory.file("node.db"))
        try file.write(to: URL(filePath: driver.path))
    }

    /// Changes rows behind the node's back, references included.
    func damage(_ script: String) throws {
        let connection = try driver.connect(.writer)
        defer { connection.close() }
        try connection.enforceForeignKeys(false)
        try connection.run(script: script)
    }

    /// Verifies as the command does: each call in a read transaction of its own.
    func verify(rowsPerCall: Int = 500, isLive: Bool = false) async throws -> VerificationReport {
        let readers = ReaderPool(driver, count: 1, limit: 60_000_000_000)
        var verification = Verification(
            upperNodes: [TestNode.province], isLive: isLive, files: Specimen.files, rowsPerCall: rowsPerCall)
        var isDone = false
        while !isDone {
            (verification, isDone) = try await readers.read { [verification] view in
                var next = verification
                let isDone = try next.advance(in: view) == nil
                return (next, isDone)
            }
        }
        return verification.report
    }

    func count(_ sql: String) throws -> Int {
        try WriteSession(driver).write { try $0.first(SQL(composed: sql)) { $0.int(0) } ?? 0 }
    }
}

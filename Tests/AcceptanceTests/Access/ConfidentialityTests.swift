import Database
import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// What a confidential petitioner's accepting node lets out of itself: nothing (ZZ23-8a), whatever is typed where.
@Suite(.timeLimit(.minutes(5))) struct ConfidentialityTests {
    // proves: ZZ23-8a, JY24-13.4, JY24-24
    @Test(arguments: [8_001, 8_002] as [UInt64])
    func `No byte of a confidential petitioner is at another node, in a message, an answer, a log`(
        seed: UInt64
    ) async throws {
        let random = SeededRandom(seed: seed)
        try await AcceptanceNetwork(topology: "shanxi", way: .processes).run { staged in
            let (province, city, county) = try staged.tiers
            let matters = [
                try await SecretMatter(staged, SecretPerson(random, 0), at: province),
                try await SecretMatter(staged, SecretPerson(random, 1), at: city),
                try await SecretMatter(staged, SecretPerson(random, 2), at: county),
            ]
            var feeds: [RecordedFeed] = []
            for desk in staged.desks { feeds.append(try await RecordedFeed(desk, in: staged)) }
            try await matters[0].runBelow(city, by: try city.unit("shuiwuju"))
            try await matters[1].runBelow(county, by: try county.unit("gaodu"))
            try await matters[2].runAtHome(try county.unit("gaodu"), try county.unit("bagong"), to: city)
            for (matter, upper) in [(matters[1], province), (matters[2], province)] {
                try await upper.untilMirror(of: matter.ticket, is: .archived)
            }
            for matter in matters {
                let report = try await LeakReport(matter, in: staged, feeds: feeds)
                #expect(report.leaks == [], "seed \(seed)")
                #expect(report.looks > 60, "looked at \(report.looks) places")
            }
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }
}

/// Where the values of a confidential petitioner were looked for, and where they stood.
private struct LeakReport {
    private(set) var leaks: [String] = []
    private(set) var looks = 0
    private let person: SecretPerson
    private let staged: StagedNetwork

    init(_ matter: SecretMatter, in staged: StagedNetwork, feeds: [RecordedFeed]) async throws {
        person = matter.person
        self.staged = staged
        for desk in staged.desks {
            try await readAnswers(about: matter, at: desk)
            try await provokeErrors(about: matter, at: desk)
        }
        for feed in feeds { look(at: await feed.bytes, "the feed of \(feed.account) at \(feed.node)") }
        for desk in staged.desks {
            look(at: try staged.log(of: desk), "the log of \(desk.name)")
            guard desk.code != matter.accepting.code else { continue }
            look(at: try staged.files(below: desk), "the files of \(desk.name)")
        }
        try await readMessages(of: matter.accepting)
    }

    private mutating func look(at bytes: Data, _ place: String) {
        looks += 1
        leaks += person.found(in: bytes).map { "\($0) in \(place)" }
    }

    /// Every list, search and document, to every role at every node, without a reason given.
    private mutating func readAnswers(about matter: SecretMatter, at desk: Desk) async throws {
        let id = matter.ticket.id
        let units = try #require(staged.network.plan.member(desk.code)).configuration.units.map(\.id)
        let roles = ["operator", "dispatcher", "reviewer", "supervisor", "knowledge", "auditor", "admin"]
        let own = desk.code == matter.accepting.code ? ["tickets"] : ["mirror", "tickets"]
        let ordered = try await staged.tickets(of: matter.ticket.root, at: desk)
        for account in roles + units.filter({ ["gaodu", "bagong", "shuiwuju"].contains($0) }) {
            var paths = [["tickets"], ["mirror", "tickets"], own + [id], own + [id, "timeline"], ["escalations"]]
            paths += [["status"], ["peers"], ["outbox"], ["dead-letters"], ["parked"], ["alarms"], ["unrecovered"]]
            paths += [["audit"], ["restrictions"], ["contacts"]]
            for id in ordered {
                paths += ["", "timeline", "limits", "attachments", "similar", "suggestions"].map { step in
                    ["tickets", id] + (step.isEmpty ? [] : [step])
                }
                let attached = try await desk.read("tickets", id, "attachments").list("items")
                paths += attached.map { ["tickets", id, "attachments", $0.text("digest")] }
            }
            for path in paths {
                let answer = try await staged.send(.get, path, [], at: desk, as: account)
                look(at: Data(answer.body), "\(path.joined(separator: "/")) to \(account) at \(desk.name)")
            }
        }
        let metrics = try await staged.send(.get, absolute: "/metrics", at: desk)
        look(at: Data(metrics.body), "the metrics of \(desk.name)")
    }

    /// Searches find nothing by the values, and refusals say nothing to who may not know them; requests that hold them
    /// reach no log.
    private mutating func provokeErrors(about matter: SecretMatter, at desk: Desk) async throws {
        for account in ["operator", "supervisor", "auditor"] {
            for value in [person.name, person.phone, person.idNumber] {
                let query = [URLQueryItem(name: "q", value: value), URLQueryItem(name: "limit", value: "500")]
                for list in [["tickets"], ["mirror", "tickets"]] {
                    let answer = try await staged.send(.get, list, query, at: desk, as: account)
                    let total = try JSONValue(parsing: Data(answer.body))["total"]?.integer
                    looks += 1
                    guard total != 0 else { continue }
                    leaks.append("\(value) finds \(total ?? -1) in \(list) to \(account) at \(desk.name)")
                }
                // Answered with a problem each, to whoever typed the value; the log is read afterwards.
                for path in [["tickets", value], ["tickets", value, "timeline"], ["mirror", "tickets", value]] {
                    let answer = try await staged.send(.get, path, [], at: desk, as: account)
                    #expect(answer.status >= 400)
                }
                let body = Array(#"{"\#(value)":"\#(value)","text":{"\#(value)":1},"kind":"\#(value)"}"#.utf8)
                for path in [["tickets"], ["tickets", matter.ticket.id, "actions", "supplement"], ["contacts", value]] {
                    let answer = try await staged.send(.post, path, [], at: desk, as: account, body: body)
                    #expect(answer.status >= 400)
                }
                let broken = try await staged.send(
                    .post, ["tickets"], [], at: desk, as: account, body: Array("{\(value)".utf8))
                #expect(broken.status >= 400)
            }
        }
    }

    /// Every message that the accepting node has stored to be sent, whether it was delivered or not.
    private mutating func readMessages(of desk: Desk) async throws {
        let member = try #require(staged.network.plan.member(desk.code))
        let readers = ReaderPool(SQLiteDriver(path: member.configuration.dataFolder + "/node.sqlite"), count: 1)
        let bodies = try await readers.read { transaction in
            try transaction.query("SELECT body FROM message") { $0.blob(0) }
        }
        readers.close()
        #expect(bodies.count > 10)
        for body in bodies { look(at: Data(body), "a message of \(desk.name)") }
    }
}

/// What one account heard of a node's feed so far.
private actor RecordedFeed {
    nonisolated let node: String
    nonisolated let account: String
    private(set) var bytes = Data()

    init(_ desk: Desk, in staged: StagedNetwork, as account: String = "operator") async throws {
        node = desk.name
        self.account = account
        let member = try #require(staged.network.plan.member(desk.code))
        let token = try #require(member.tokens[account])
        let transport = try SocketTransport()
        let stream = try await transport.stream(PeerRequest(
            .get, #require(PeerOrigin(member.address)), "/api/v1/events",
            headers: ["Authorization": "Bearer \(token)"]))
        #expect(stream.status == 200)
        Task { [weak self] in
            // Ends with the node.
            do { for try await piece in stream.body { await self?.take(piece) } } catch { return }
            withExtendedLifetime(transport) {}
        }
    }

    private func take(_ piece: [UInt8]) { bytes += piece }
}

extension StagedNetwork {
    /// The desks of province, city and county.
    fileprivate var tiers: (province: Desk, city: Desk, county: Desk) {
        get throws { (try stage.desk("140000"), try stage.desk("140500"), try stage.desk("140525")) }
    }

    fileprivate var desks: [Desk] { stage.desks }

    /// The own tickets of a matter at a node.
    fileprivate func tickets(of root: String, at desk: Desk) async throws -> [String] {
        let query = [URLQueryItem(name: "rootId", value: root)]
        return try await desk.list("tickets", matching: query).map { $0.text("id") }
    }

    /// A client with the token of that account.
    func client(at desk: Desk, as account: String) throws -> NodeClient {
        let member = try #require(network.plan.member(desk.code))
        return URLSessionClient.client(member.address, token: member.tokens[account])
    }

    /// One request below `/api/v1`; the answer whatever its status.
    func send(
        _ method: HTTPWire.Method, _ steps: [String], _ query: [URLQueryItem], at desk: Desk, as account: String,
        body: [UInt8] = []
    ) async throws -> PeerResponse {
        let target = APIRequest.get(steps, query: query).target
        let type = steps.last == "attachments" ? "text/plain" : "application/json"
        let token = try #require(network.plan.member(desk.code)?.tokens[account])
        return try await send(
            method, absolute: target, at: desk, headers: ["Authorization": "Bearer \(token)", "content-type": type],
            body: body)
    }

    fileprivate func send(
        _ method: HTTPWire.Method, absolute target: String, at desk: Desk, headers: Headers = Headers(),
        body: [UInt8] = []
    ) async throws -> PeerResponse {
        let member = try #require(network.plan.member(desk.code))
        return try await Self.transport.get().send(PeerRequest(
            method, #require(PeerOrigin(member.address)), target, headers: headers, body: body))
    }

    private static let transport = Result { try SocketTransport() }

    /// What a node's process has written to its standard error stream.
    fileprivate func log(of desk: Desk) throws -> Data {
        try Data(contentsOf: URL(filePath: network.plan.logFile(of: desk.code)))
    }

    /// Everything in a node's data folder, contents of attachments included.
    fileprivate func files(below desk: Desk) throws -> Data {
        let folder = URL(filePath: try #require(network.plan.member(desk.code)).configuration.dataFolder)
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
        var bytes = Data()
        for case let file as URL in files {
            if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
                bytes += try Data(contentsOf: file)
            }
        }
        return bytes
    }
}

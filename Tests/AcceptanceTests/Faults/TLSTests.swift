import Crypto
import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import Synchronization
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// TLS between nodes, and between people and nodes (design section 2): refused where it should be, renewed as it runs.
@Suite(.timeLimit(.minutes(3))) struct TLSTests {
    // proves: CARD-3, CARD-4, ZZ23-47
    @Test func `An order goes down and its report up over TLS, each node known to the other`() async throws {
        let secured = try SecuredNetwork()
        try await secured.network().run { staged in
            #expect(staged.network.plan.members.allSatisfy { $0.address.hasPrefix("https://") })
            _ = try await CityOrderToTown().run(on: staged.stage)
            try await staged.expectSettled()
        }
    }

    // proves in part: ZZ23-47
    @Test func `Over TLS people sign in with the password of the demonstration, and their cookie is for TLS only`()
        async throws
    {
        let secured = try SecuredNetwork()
        try await secured.network().run { staged in
            let member = try #require(staged.network.plan.member("140525"))
            let origin = try #require(PeerOrigin(member.address))
            let password = try #require(member.passwords["operator"])
            let transport = try secured.transport()
            let answer = try await transport.send(PeerRequest(
                .post, origin, "/api/v1/session", headers: ["content-type": "application/json"],
                body: Array(#"{"account":"operator","password":"\#(password)"}"#.utf8)))
            #expect(answer.status == 200)
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.contains("; Secure") && cookie.contains("; HttpOnly") && cookie.contains("SameSite=Strict"))
            transport.shutDown()
        }
    }

    /// One thing wrong with a certificate, and what the county is then shown of it.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let spoil: @Sendable (SecuredNetwork) throws -> Void
    }

    static let faults: [Fault] = [
        Fault(testDescription: "the county's comes from another authority", words: "unknown ca") {
            try $0.save(TestAuthority("别的机构").issue("140525", use: .client), calling: "140525")
        },
        Fault(testDescription: "the county's has expired", words: "certificate expired") {
            try $0.save($0.authority.issue("140525", days: -9 ... -2, use: .client), calling: "140525")
        },
        Fault(testDescription: "the city's comes from another authority", words: "别的机构") {
            try $0.save(TestAuthority("别的机构").issue("140500"), serving: "140500")
        },
        Fault(testDescription: "the city's is another host's", words: "is not for 127.0.0.1") {
            try $0.save($0.authority.issue("140500", hosts: ["10.3.0.5"]), serving: "140500")
        },
        Fault(testDescription: "the city's has expired", words: "has expired on") {
            try $0.save($0.authority.issue("140500", days: -9 ... -2), serving: "140500")
        },
    ]

    // proves: CARD-3, CARD-7
    @Test(arguments: faults)
    func `A link with a wrong certificate is out, says why, loses nothing, and goes on once mended`(
        fault: Fault
    ) async throws {
        let secured = try SecuredNetwork()
        try await secured.network().run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let before = try await county.register(.plain("证书有误之前"))
            try await city.untilMirror(of: before, is: .registered)
            // Both stop: what is established would live on.
            for code in ["140500", "140525"] { try await staged.network.stop(code) }
            try fault.spoil(secured)
            for code in ["140500", "140525"] { try await staged.network.start(code) }

            let during = try await county.register(.plain("证书有误期间"))
            let owed = try await county.stream("feed", .out, city.code).next - 1
            try await county.look(for: "the cause to be shown") {
                try await Self.isHeldBack(from: city, at: county, saying: fault.words) ? true : nil
            }
            for code in ["140500", "140525"] { try secured.issue(to: code, by: secured.authority) }
            try await county.look(for: "the feed to be delivered") {
                // It would go on by itself; an operator need not wait for that.
                try await county.administer("peers", city.code, "actions", "retry", body: .object([:]))
                return try await county.stream("feed", .out, city.code).acknowledged >= owed ? true : nil
            }
            try await city.untilMirror(of: during, is: .registered)
            try await staged.expectSettled()
        }
    }

    /// Whether the county owes the city something, and shows why it cannot deliver it.
    private static func isHeldBack(from city: Desk, at county: Desk, saying words: String) async throws -> Bool {
        let peer = try await county.read("peers").list("items").first { $0.text("code") == city.code }
        let feed = peer?.list("streams").first { $0.text("name") == "feed" && $0.text("direction") == "out" }
        guard let feed, feed["backlog"] != .integer(0) else { return false }
        return feed.text("lastError").contains(words)
    }

    // proves: CARD-3
    @Test func `A node without a certificate is refused where one is required`() async throws {
        let secured = try SecuredNetwork()
        let network = try secured.network { configuration in
            if configuration.code == "140525" { configuration.clientCertificate = nil }
        }
        try await network.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let unheard = try await county.register(.plain("没有证书"))
            try await county.look(for: "the cause to be shown") {
                try await Self.isHeldBack(from: city, at: county, saying: "certificate required") ? true : nil
            }
            #expect(try await city.mirror(of: unheard) == nil)
        }
    }

    // proves: CARD-3, ZZ23-47
    @Test func `Certificates, and even authorities, change under traffic, and nobody notices`() async throws {
        let secured = try SecuredNetwork()
        try await secured.network().run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let kept = try await KeptStream(at: "140525", in: staged, over: secured.transport())
            let isOver = Atomic(false)
            let traffic = Task {
                var tickets: [TicketHandle] = []
                while !isOver.load(ordering: .relaxed) { tickets.append(try await county.register(.plain("换证期间"))) }
                return tickets
            }
            try await Self.changeAuthority(of: staged, secured)
            isOver.store(true, ordering: .relaxed)
            let tickets = try await traffic.value
            #expect(tickets.count > 10)
            for ticket in tickets { try await city.untilMirror(of: ticket, is: .registered) }
            let last = try await county.register(.plain("换证之后"))
            try await city.untilMirror(of: last, is: .registered)
            try await county.look(for: "the connection that the old certificate opened to go on") {
                kept.has(last.id) ? true : nil
            }
            try await staged.expectSettled()
        }
    }

    /// First all trust both authorities, then all show the next one's certificates, then the old one is forgotten.
    private static func changeAuthority(of staged: StagedNetwork, _ secured: SecuredNetwork) async throws {
        let next = TestAuthority("新证书机构")
        let nextOnly = secured.folder.file("next.crt")
        try next.pem.write(toFile: nextOnly, atomically: true, encoding: .utf8)
        try secured.save(next.issue("新", use: .client), calling: "new")
        try secured.save(secured.authority.issue("旧", use: .client), calling: "old")

        try secured.trust([secured.authority, next])
        for member in staged.network.plan.members { try await hears(member, secured.transport(as: "new-client")) }
        for member in staged.network.plan.members { try secured.issue(to: member.code, by: next) }
        try secured.issue(to: "desk", by: next)
        for member in staged.network.plan.members {
            try await hears(member, secured.transport(as: "new-client", trusting: nextOnly))
        }
        try secured.trust([next])
        for member in staged.network.plan.members {
            // Each time a fresh connection: what is established lives on.
            while await isHeard(by: member, try secured.transport(as: "old-client", trusting: nextOnly)) {
                await Task.yield()
            }
        }
    }

    private static func hears(_ member: NetworkPlan.Member, _ transport: SocketTransport) async throws {
        try await Readiness.wait(for: #require(PeerOrigin(member.address)), over: transport)
    }

    private static func isHeard(by member: NetworkPlan.Member, _ transport: SocketTransport) async -> Bool {
        guard let origin = PeerOrigin(member.address) else { return false }
        return (try? await transport.send(PeerRequest(.get, origin, "/healthz"))) != nil
    }

    // proves: CARD-3
    @Test func `Clients that we did not write are served, and refused, as TLS says`() async throws {
        let secured = try SecuredNetwork()
        try await secured.network(requiring: false).run { staged in
            let member = try #require(staged.network.plan.member("140525"))
            let health = "\(member.address)/healthz"
            let served = try await curl("--cacert", secured.authorities, health)
            #expect(served.code == 0 && served.output == "ok\n", "\(served)")
            let stranger = try await curl(health)
            #expect(stranger.code == 60, "the system's authorities do not know it: \(stranger)")
            let old = try await curl("--cacert", secured.authorities, "--tls-max", "1.2", health)
            #expect(old.code == 35 && old.output.isEmpty, "\(old)")
            let plain = try await curl(health.replacing("https://", with: "http://"))
            #expect(plain.output.contains("https://") && plain.output.contains("400"), "\(plain)")
        }
    }

    // proves: CARD-3
    @Test func `The commands reach a node over TLS, and say what they lack`() async throws {
        let secured = try SecuredNetwork()
        try await secured.network().run { staged in
            let member = try #require(staged.network.plan.member("140525"))
            let own = secured.files("desk-client")
            func status(_ environment: [String: String]) async throws -> ProgramOutcome {
                let always = ["HOTLINE_NODE": member.address, "HOTLINE_TOKEN": try #require(member.tokens["admin"])]
                return try await hotline("status", "--json", environment: always.merging(environment) { $1 })
            }
            let trust = ["HOTLINE_AUTHORITY": secured.authorities]
            let shown = ["HOTLINE_CERTIFICATE": own.certificate, "HOTLINE_CERTIFICATE_KEY": own.key]
            let answered = try await status(trust.merging(shown) { $1 })
            #expect(answered.code == 0 && answered.records.first?.text("node", "code") == "140525", "\(answered)")
            let unknown = try await status([:])
            #expect(unknown.code != 0 && unknown.errors.contains("--authority"), "\(unknown)")
            let unshown = try await status(trust)
            #expect(unshown.code != 0 && unshown.errors.contains("--certificate"), "\(unshown)")
            let absent = try await status(["HOTLINE_AUTHORITY": "/none.crt"])
            #expect(absent.errors.contains("/none.crt cannot be read"), "\(absent)")
            let half = try await status(["HOTLINE_CERTIFICATE": own.certificate])
            #expect(half.errors.contains("go together"), "\(half)")
        }
    }

    private func curl(_ words: String...) async throws -> ProgramOutcome {
        try await RunningProgram(
            ["--silent", "--show-error", "--max-time", "20"] + words, program: "/usr/bin/curl").end()
    }
}

/// One connection that stays open: a node's events as they come.
private final class KeptStream: Sendable {
    private let tickets = Mutex<Set<String>>([])
    private let transport: SocketTransport

    init(at code: String, in staged: StagedNetwork, over transport: SocketTransport) async throws {
        let member = try #require(staged.network.plan.member(code))
        let token = try #require(member.tokens["admin"])
        self.transport = transport
        let stream = try await transport.stream(PeerRequest(
            .get, #require(PeerOrigin(member.address)), "/api/v1/events",
            headers: ["Authorization": "Bearer \(token)"]))
        Task { [weak self] in
            var lines = EventLines()
            for try await piece in stream.body {
                let named = lines.tickets(in: piece)
                self?.tickets.withLock { $0.formUnion(named) }
            }
        }
    }

    /// Whether an event of this ticket has come.
    func has(_ ticket: String) -> Bool { tickets.withLock { $0.contains(ticket) } }
}

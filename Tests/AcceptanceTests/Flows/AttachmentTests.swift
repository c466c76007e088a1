import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import Testing
import Topology

@testable import HotlineCLI

/// Evidence that a unit uploads at the county is at the city that ordered the matter.
@Suite(.timeLimit(.minutes(3))) struct AttachmentTests {
    /// Beyond one request's worth between nodes, so that a cut meets it on its way.
    private static let recording = Array("ID3".utf8)
        + (0..<1_500_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }

    // proves: ZZ23-20
    @Test func `A unit's recording goes up with the order, through a cut, and is the same at the city`() async throws {
        let cut = (upper: "140500", lower: "140525")
        try await AcceptanceNetwork(topology: "shanxi", cuts: [cut]).run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("gaodu")
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.dispatch(order, to: town.assignee)
            try await city.until(ticket, try county.assignee, is: .signed)

            let link = try #require(staged.stage.links.first { $0.upper == cut.upper && $0.lower == cut.lower })
            for line in link.lines { await line.cut() }
            let added = try await staged.send(
                .post, "tickets/\(order.id)/attachments?name=call.mp3&class=contact", at: county, as: "gaodu",
                body: Self.recording)
            #expect(added.status == 201)
            let digest = try JSONValue(parsing: Data(added.body)).text("digest")
            for line in link.lines { await line.mend() }

            try await city.wait(for: "the recording", within: .seconds(90)) {
                let items = try await city.read("tickets", ticket.id, "attachments").list("items")
                return items.contains { $0.text("digest") == digest && $0.isTrue("isHere") } ? true : nil
            }
            let content = try await staged.send(
                .get, "tickets/\(ticket.id)/attachments/\(digest)", at: city, as: "reviewer")
            let isSame = content.body == Self.recording
            #expect(isSame && content.headers["etag"] == "\"\(digest)\"")
            try await staged.expectVerified()
            try await staged.expectDamageFound(in: digest, at: city)
        }
    }
}

extension StagedNetwork {
    /// One request with a body that is no JSON.
    fileprivate func send(
        _ method: HTTPWire.Method, _ path: String, at desk: Desk, as account: String, body: [UInt8] = []
    ) async throws -> PeerResponse {
        let member = try #require(network.plan.member(desk.code))
        let token = try #require(member.tokens[account])
        let transport = try SocketTransport()
        return try await transport.send(PeerRequest(
            method, #require(PeerOrigin(member.address)), "/api/v1/" + path,
            headers: ["Authorization": "Bearer \(token)", "content-type": "audio/mpeg"], body: body))
    }

    /// Expects `hotline verify` to find a file whose last byte was changed.
    fileprivate func expectDamageFound(in digest: String, at desk: Desk) async throws {
        let member = try #require(network.plan.member(desk.code))
        let file = URL(filePath: "\(member.configuration.dataFolder)/blobs/\(digest)")
        var content = try Data(contentsOf: file)
        content[content.count - 1] ^= 1
        try content.write(to: file)
        let check = VerifyCheck(
            node: member.name, configurationFile: network.plan.configurationFile(of: member.code),
            program: try BuiltProgram.hotline().path)
        let findings = try await check.findings().different
        #expect(findings.count == 1 && findings.first?.contains("附件文件的内容与摘要不符") == true, "\(findings)")
    }
}

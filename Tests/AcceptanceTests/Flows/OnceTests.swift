import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// A message has its effect once, however often it is sent, and neighbours that are no nodes are served by the same
/// inbox.
@Suite(.timeLimit(.minutes(2))) struct OnceTests {
    private static let source = "urn:gov:jincheng:zwfw"

    private func event(_ id: String, _ title: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"\(Self.source)","type":"cn.hotline.matter.submitted.v1",
         "datacontenttype":"application/json","time":"2026-11-21T09:00:00+08:00",
         "data":{"kind":"help","channel":"externalSystem","title":"\(title)","content":"一体化平台转来。","place":"城区",
                 "externalNumber":"\(id)","petitioner":{"name":"王五","phone":"13800000002"}}}
        """
    }

    // proves: CARD-2, JY24-20c
    @Test func `A platform that is no node delivers each matter once, alone and in batches`() async throws {
        let network = AcceptanceNetwork(topology: "shanxi", adapt: { file in
            guard let city = file.nodes.firstIndex(where: { $0.code == "140500" }) else { return }
            file.nodes[city].staff.append(.init(id: "zwfw", name: "一体化平台", role: .system, source: Self.source))
        })
        try await network.run { staged in
            let city = try staged.stage.desk("140500")
            let member = try #require(staged.network.plan.member("140500"))
            let token = try #require(member.tokens["zwfw"])
            func deliver(_ body: String, as type: String) async throws -> Int {
                try await URLSessionClient.send(
                    "POST", member.address + "/inbox",
                    headers: ["Authorization": "Bearer \(token)", "Content-Type": type], body: body).status
            }
            let single = "application/cloudevents+json", batch = "application/cloudevents-batch+json"
            for _ in 1...3 { #expect((200..<300).contains(try await deliver(event("a-1", "第一件"), as: single))) }
            let both = "[\(event("a-1", "第一件")),\(event("a-2", "第二件"))]"
            for _ in 1...2 { #expect((200..<300).contains(try await deliver(both, as: batch))) }
            let titles = try await city.list("tickets").map { $0.text("title") }.sorted()
            #expect(titles == ["第一件", "第二件"])
        }
    }

    // proves: CARD-2
    @Test func `A registration that is repeated with its key is one ticket`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let member = try #require(staged.network.plan.member("140525"))
            let client = try URLSessionClient.make(member, "operator")
            let request = APIRequest.post(
                ["tickets"], body: MatterForm.plain().form, headers: ["Idempotency-Key": "key-number-one"])
            let first = try await client.value(request)
            #expect(try await client.value(request)["id"] == first["id"])
            #expect(try await county.list("tickets").count == 1)
        }
    }
}

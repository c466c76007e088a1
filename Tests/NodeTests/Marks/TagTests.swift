import Foundation
import Testing

/// Tags over HTTP: who may set which, and what never becomes one.
@Suite(.timeLimit(.minutes(2))) struct TagTests {
    private func dispatched(_ node: TestNode, _ title: String = "停水") async throws -> String {
        let id = try await node.register(title)
        #expect(try await node.post("/tickets/\(id)/actions/accept", as: "token-operator").status == 200)
        let form = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
        #expect(try await node.post("/tickets/\(id)/actions/dispatch", form, as: "token-dispatcher").status == 200)
        return id
    }

    private func add(_ node: TestNode, _ tags: String, to id: String, as token: String) async throws -> APIAnswer {
        try await node.post("/tickets/\(id)/tags/actions/add", #"{"tags":[\#(tags)]}"#, as: token)
    }

    private func names(_ answer: APIAnswer) -> [String] { answer.items.compactMap { $0["name"] as? String } }

    /// A tag is on record, found by lists and exports, and no event of the matter. proves: ZZ23-47
    @Test func tagsFindTicketsAgain() async throws {
        try await TestNode().run { node in
            let id = try await node.register("停水")
            _ = try await node.register("路灯")
            let before = try await node.get("/tickets/\(id)").object["revision"] as? Int
            let added = try await add(node, #""缺水","重点""#, to: id, as: "token-operator")
            #expect(added.status == 200 && Set(names(added)) == ["缺水", "重点"], "\(added.text)")
            #expect(try await node.get("/tickets/\(id)").object["revision"] as? Int == before)
            for query in ["tag=%E7%BC%BA%E6%B0%B4", "tag=%E7%BC%BA%E6%B0%B4&tag=x", "tag=x,%E9%87%8D%E7%82%B9"] {
                let list = try await node.get("/tickets?\(query)")
                #expect(list.items.map { $0["id"] as? String } == [id], "\(query)")
                #expect((list.items.first?["tags"] as? [String]).map(Set.init) == ["缺水", "重点"])
            }
            let file = try await node.get("/tickets/export?tag=%E7%BC%BA%E6%B0%B4")
            #expect(file.text.contains("缺水、重点") && !file.text.contains("路灯"))
            #expect(try await node.get("/mirror/tickets?tag=x").problem == "invalid-query")
            #expect(try await node.get("/tags?q=%C2%84").problem == "invalid-query")
            let audit = try #require(try await node.get("/audit?action=ticket.tagged").items.first)
            #expect(audit["person"] as? String == "op" && audit["ticket"] as? String == id)
            #expect(audit["subject"] as? String == "缺水、重点")
            let form = #"{"tags":["缺水"]}"#
            let rest = try await node.post("/tickets/\(id)/tags/actions/remove", form, as: "token-dispatcher")
            #expect(names(rest) == ["重点"])
            #expect(try await node.get("/audit?action=ticket.untagged").items.count == 1)
            let again = try await node.post("/tickets/\(id)/tags/actions/remove", form, as: "token-dispatcher")
            #expect(again.problem == "unknown-item")
        }
    }

    @Test(arguments: [
        #""""#, #""13900001111""#, #""甲,乙""#, #""a\u0007""#, #""a\u200bb""#, #"7"#,
        "\"" + String(repeating: "长", count: 25) + "\"",
    ])
    func badTagsAreRefused(tags: String) async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let answer = try await add(node, tags, to: id, as: "token-operator")
            #expect(answer.status == 422, "\(answer.text)")
            #expect(try await node.get("/tickets/\(id)/tags").items.isEmpty)
        }
    }

    /// No tag tells who the petitioner is; markup is text like any other. proves: ZZ23-8a, ZZ23-47
    @Test func tagsNameNoPetitioner() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            for tag in ["张三", "张 三家"] {
                let answer = try await add(node, "\"\(tag)\"", to: id, as: "token-operator")
                #expect(answer.status == 422 && answer.fields == ["tags[0]"], "\(answer.text)")
            }
            let markup = try await add(node, #""<b>急</b>""#, to: id, as: "token-operator")
            #expect(names(markup) == ["<b>急</b>"])
            let other = TestNode.matter("乙").replacing("张三", with: "李四")
            let second = try await node.post("/tickets", other, as: "token-operator")
            #expect(try await add(node, #""张三""#, to: second["id"], as: "token-operator").status == 200)
        }
    }

    /// A unit sees and sets tags of its own share only, and takes off what its own people put on.
    @Test func unitsTagTheirShare() async throws {
        try await TestNode().run { node in
            let id = try await dispatched(node)
            _ = try await add(node, #""热线关注""#, to: id, as: "token-operator")
            #expect(try await add(node, #""三队""#, to: id, as: "token-water").status == 200)
            #expect(try await add(node, #""三队""#, to: id, as: "token-housing").problem == "unknown-ticket")
            #expect(try await node.get("/tickets/\(id)/tags", as: "token-housing").status == 404)
            #expect(try await node.get("/tags", as: "token-housing").object["items"] as? [String] == [])
            let offered = try await node.get("/tags", as: "token-water").object["items"] as? [String]
            #expect(offered == ["三队", "热线关注"])
            func remove(_ tag: String) async throws -> APIAnswer {
                try await node.post("/tickets/\(id)/tags/actions/remove", #"{"tags":["\#(tag)"]}"#, as: "token-water")
            }
            #expect(try await remove("热线关注").problem == "not-authorised")
            #expect(names(try await remove("三队")) == ["热线关注"])
            let shown = try #require(try await node.get("/tickets/\(id)/tags", as: "token-water").items.first)
            #expect(shown["mayRemove"] as? Bool == false)
        }
    }

    /// Overseers read tags, of nothing confidential. proves: ZZ23-46
    @Test func overseersOnlyRead() async throws {
        try await TestNode().run { node in
            let secret = TestNode.matter("密").replacing("\"phone\"", with: "\"confidential\":true,\"phone\"")
            let id = try await node.post("/tickets", secret, as: "token-operator")["id"]
            #expect(try await add(node, #""线索""#, to: id, as: "token-operator").status == 200)
            #expect(try await add(node, #""x""#, to: id, as: "token-auditor").problem == "oversight-reads-only")
            #expect(try await node.get("/tickets/\(id)/tags", as: "token-auditor").status == 404)
            #expect(try await node.get("/tags", as: "token-auditor").object["items"] as? [String] == [])
            #expect(try await node.get("/tags", as: "token-supervisor").object["items"] as? [String] == ["线索"])
        }
    }

    /// Many at once: a preview changes nothing, and each row says how it went.
    @Test func manyAreTaggedAtOnce() async throws {
        try await TestNode().run { node in
            let ids = [try await node.register("甲"), try await node.register("乙")]
            func tag(_ action: String, _ tickets: [String], preview: Bool = false) async throws -> APIAnswer {
                let rows = tickets.map { "\"\($0)\"" }.joined(separator: ",")
                return try await node.post(
                    "/tags/actions/\(action)", #"{"tickets":[\#(rows)],"tags":["批量"],"preview":\#(preview)}"#,
                    as: "token-dispatcher")
            }
            let preview = try await tag("add", ids + ["140525-9-9"], preview: true)
            #expect(preview.object["done"] as? Int == 2 && preview.object["refused"] as? Int == 1, "\(preview.text)")
            #expect(try await node.get("/tags").object["items"] as? [String] == [])
            #expect(try await node.get("/audit?action=ticket.tagged").items.isEmpty)
            #expect(try await tag("add", ids).object["done"] as? Int == 2)
            #expect(try await node.get("/tickets?tag=%E6%89%B9%E9%87%8F").items.count == 2)
            let third = try await node.register("丙")
            let removed = try await tag("remove", ids + [third])
            #expect(removed.items.map { $0["ok"] as? Bool } == [true, true, false])
            #expect(try await tag("add", [ids[0], ids[0]]).status == 422)
            #expect(try await tag("nothing", ids).problem == "unknown-action")
        }
    }
}

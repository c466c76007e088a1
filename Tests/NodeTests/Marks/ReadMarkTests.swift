import Foundation
import HTTPWire
import Testing

/// What each account has read, over HTTP.
@Suite(.timeLimit(.minutes(2))) struct ReadMarkTests {
    private func total(_ browser: Browser, _ query: String) async throws -> Int? {
        try await browser.get("/tickets?\(query)").object["total"] as? Int
    }

    private func isUnread(_ browser: Browser, _ id: String) async throws -> Bool? {
        try await browser.get("/tickets").items.first { $0["id"] as? String == id }?["isUnread"] as? Bool
    }

    @Test func othersChangesAreUnreadUntilTheyAreSeen() async throws {
        try await TestNode.withPasswords().run { node in
            let (op, disp) = (try await node.browser(of: "op"), try await node.browser(of: "disp"))
            let id = try await node.register()
            #expect(try await isUnread(op, id) == false, "one's own change is read")
            #expect(try await isUnread(disp, id) == true)
            #expect(try await total(disp, "mark=unread") == 1)
            #expect(try await total(op, "mark=unread") == 0)
            // Reading changes nothing by itself.
            #expect(try await disp.get("/tickets/\(id)").status == 200)
            #expect(try await isUnread(disp, id) == true)
            let marked = try await disp.send(.put, "/me/read/\(id)", #"{"isRead":true,"seen":"1.1"}"#)
            #expect(marked.status == 200 && marked.object["isUnread"] as? Bool == false, "\(marked.text)")
            #expect(try await isUnread(disp, id) == false)
            #expect(try await op.post("/tickets/\(id)/actions/accept").status == 200)
            #expect(try await isUnread(disp, id) == true, "it has changed since")
            let late = try await disp.send(.put, "/me/read/\(id)", #"{"isRead":true,"seen":"1.1"}"#)
            #expect(late.object["isUnread"] as? Bool == true, "what was shown is not what is")
            #expect(try await disp.send(.put, "/me/read/\(id)", #"{"isRead":true}"#).status == 200)
            #expect(try await total(disp, "mark=unread") == 0)
            #expect(try await disp.send(.put, "/me/read/\(id)", #"{"isRead":false}"#).status == 200)
            #expect(try await total(disp, "mark=unread") == 1)
            #expect(try await total(disp, "mark=unread,emergency") == 1)
            #expect(try await op.send(.put, "/me/read/\(id)", #"{"isRead":false}"#).status == 200)
            #expect(try await isUnread(op, id) == true, "whoever changed it")
        }
    }

    @Test func manyAreMarkedAtOnce() async throws {
        try await TestNode.withPasswords().run { node in
            let disp = try await node.browser(of: "disp")
            var ids: [String] = []
            for title in ["甲", "乙", "丙"] { ids.append(try await node.register(title)) }
            let body = #"{"tickets":["\#(ids[0])","\#(ids[1])","140525-9-9"]}"#
            let answer = try await disp.post("/me/read/actions/mark-read", body)
            #expect(answer.object["done"] as? Int == 2 && answer.object["refused"] as? Int == 1, "\(answer.text)")
            #expect(try await disp.get("/tickets?mark=unread").items.map { $0["id"] as? String } == [ids[2]])
            #expect(try await disp.post("/me/read/actions/mark-unread", body).object["done"] as? Int == 2)
            #expect(try await total(disp, "mark=unread") == 3)
            #expect(try await disp.post("/me/read/actions/forget", body).problem == "unknown-action")
            #expect(try await disp.post("/me/read/actions/mark-read", #"{"tickets":[]}"#).status == 422)
        }
    }

    /// An export takes the filter as lists do.
    @Test func exportsTakeTheFilter() async throws {
        try await TestNode.withPasswords().run { node in
            let disp = try await node.browser(of: "disp")
            let read = try await node.register("已读")
            _ = try await node.register("没读")
            #expect(try await disp.send(.put, "/me/read/\(read)", #"{"isRead":true}"#).status == 200)
            let file = try await disp.get("/tickets/export?format=csv&mark=unread")
            #expect(file.text.contains("没读") && !file.text.contains("已读"))
        }
    }

    @Test func tokensThatAreNoAccountHaveNothingUnread() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            #expect(try await node.get("/tickets?mark=unread", as: "token-dispatcher").items.isEmpty)
            let refused = try await node.send(
                .put, "/api/v1/me/read/\(id)", as: "token-dispatcher", body: #"{"isRead":true}"#)
            #expect(refused.status == 409 && refused.problem == "no-session")
        }
    }

    @Test func nobodyMarksWhatTheyMayNotSee() async throws {
        try await TestNode.withPasswords().run { node in
            let id = try await node.register()
            let water = try await node.browser(of: "water-1")
            #expect(try await water.send(.put, "/me/read/\(id)", #"{"isRead":true}"#).problem == "unknown-ticket")
            #expect(try await water.send(.put, "/me/read/\(id)", #"{"isRead":"yes"}"#).status == 422)
            #expect(try await water.send(.put, "/me/read/\(id)", #"{}"#).fields == ["isRead"])
        }
    }
}

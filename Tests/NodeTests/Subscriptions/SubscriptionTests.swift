import Foundation
import HTTPWire
import Node
import Testing

/// Systems that are told of changes by HTTP push, in order, until they have taken them.
@Suite(.timeLimit(.minutes(3))) struct SubscriptionTests {
    private let subscriber = PlayedSubscriber()

    // proves: JY24-20c, JY24-23
    @Test func `Every change is told once, in order, as plain CloudEvents`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            _ = try await node.register("在订阅之前")
            try await node.subscribe(to: subscriber, #","secret":"a-secret-of-the-platform""#)
            let id = try await node.register()
            _ = try await node.post("/tickets/\(id)/actions/accept", as: "token-operator")
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(id)/actions/dispatch", dispatch, as: "token-dispatcher")
            try await node.untilTold()
            let received = subscriber.received
            #expect(received.count == 3 && Set(received.map(\.id)).count == 3)
            #expect(received.allSatisfy { $0.ticket == id && $0.type == "cn.hotline.ticket.changed.v1" })
            #expect(received.allSatisfy { !$0.text.contains("13800005678") && !$0.text.contains("张三") })
            let authorized = subscriber.requests.allSatisfy { $0.authorization == "Bearer a-secret-of-the-platform" }
            #expect(authorized && subscriber.requests.allSatisfy { $0.type.hasPrefix("application/cloudevents-batch") })
            let metrics = try await node.send(.get, "/metrics", as: nil).text
            #expect(metrics.contains("hotline_subscriber_backlog{subscriber=\"platform\"} 0\n"))
            let shown = try await node.get("/subscriptions/platform")
            #expect(shown["state"] == "current" && shown.object["hasSecret"] as? Bool == true)
            #expect(!shown.text.contains("a-secret"))
            await subscriber.close()
        }
    }

    // proves: JY24-23
    @Test func `A department is told of its field alone, and of nothing confidential`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            try await node.subscribe(to: subscriber, #","batch":1,"filter":{"kinds":["consultation"]}"#)
            _ = try await node.register("投诉")
            func matter(_ more: String = "") -> String {
                """
                {"kind":"consultation","channel":"telephone","title":"咨询","content":"几点上班",
                 "petitioner":{\(more)"name":"李四","phone":"13700000000"}}
                """
            }
            let hidden = try await node.post(
                "/tickets", matter(#""confidential":true,"#), as: "token-operator")
            #expect(hidden.status == 201, "\(hidden.text)")
            let open = try await node.post("/tickets", matter(), as: "token-operator")
            #expect(open.status == 201, "\(open.text)")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == [open["id"]])
            #expect(subscriber.requests.map(\.type) == ["application/cloudevents+json"])
            await subscriber.close()
        }
    }

    @Test func `Whoever is away is told everything when it is back, also after a restart`() async throws {
        let node = try TestNode()
        var ids: [String] = []
        ids += try await node.run { node in
            try await node.subscribe(to: subscriber)
            let ids = [try await node.register("一"), try await node.register("二")]
            try await node.untilSubscription { $0["state"] == "failing" && !$0["nextTryAt"].isEmpty }
            return ids
        }
        try await node.run { node in
            ids.append(try await node.register("三"))
            try subscriber.open()
            _ = try await node.post("/subscriptions/platform/actions/retry")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == ids)
            await subscriber.close()
        }
    }

    @Test func `What a subscriber cannot take waits for a decision, and the rest goes on`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            subscriber.reply { events in .init(status: events.contains { $0.text.contains("坏消息") } ? 422 : 204) }
            try await node.subscribe(to: subscriber)
            let (first, bad) = (try await node.register("一"), try await node.register("坏消息"))
            let last = try await node.register("二")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == [first, last])
            let aside = try await node.get("/subscriptions/platform/set-aside")
            #expect(aside.items.map { $0["ticket"] as? String } == [bad], "\(aside.text)")
            #expect(!aside.text.contains("坏消息"))
            let kinds = try await node.get("/alarms").items.map { $0["kind"] as? String }
            #expect(kinds.contains("subscriber-refuses-platform"))
            subscriber.reply { _ in .init() }
            let wrong = try await node.post("/subscriptions/platform/actions/requeue", #"{"position":1}"#)
            #expect(wrong.problem == "unknown-item")
            let requeued = try await node.post("/subscriptions/platform/actions/requeue", #"{"position":2}"#)
            #expect(requeued.status == 200, "\(requeued.text)")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == [first, last, bad])
            #expect(try await node.get("/subscriptions/platform").object["setAside"] as? Int == 0)
            await subscriber.close()
        }
    }

    @Test func `A refusal of all rests until somebody looks, and a busy subscriber is obeyed`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            subscriber.reply { _ in .init(status: 401) }
            try await node.subscribe(to: subscriber)
            let id = try await node.register()
            try await node.untilSubscription { $0["state"] == "suspended" }
            func isAlarmed() async throws -> Bool {
                let kinds = try await node.get("/alarms").items.map { $0["kind"] as? String }
                return kinds.contains("subscriber-suspended-platform")
            }
            #expect(try await isAlarmed())
            subscriber.reply { _ in .init(status: 503, retryAfter: "3600") }
            _ = try await node.post("/subscriptions/platform/actions/resume")
            #expect(try await !isAlarmed())
            try await node.untilSubscription { !$0["nextTryAt"].isEmpty }
            #expect(try await node.get("/subscriptions/platform").object["failures"] as? Int == 0)
            subscriber.reply { _ in .init() }
            _ = try await node.post("/subscriptions/platform/actions/retry")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == [id])
            await subscriber.close()
        }
    }

    @Test func `What was told can be told again from a moment on, with the same ids`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            try await node.subscribe(to: subscriber)
            _ = try await node.register("一")
            _ = try await node.register("二")
            try await node.untilTold()
            let since = #"{"since":"2020-01-01T00:00:00+08:00"}"#
            let replayed = try await node.post("/subscriptions/platform/actions/replay", since)
            #expect(replayed.status == 200, "\(replayed.text)")
            try await node.untilTold()
            let ids = subscriber.received.map(\.id)
            #expect(ids.count == 4 && Array(ids.prefix(2)) == Array(ids.suffix(2)))
            await subscriber.close()
        }
    }

    /// A bulk action wakes those who are told of it.
    @Test func `What is done to many is told at once`() async throws {
        try await TestNode().run { node in
            try subscriber.open()
            try await node.subscribe(to: subscriber)
            let ids = [try await node.register("一"), try await node.register("二")]
            try await node.untilTold()
            let form = #"{"tickets":["\#(ids[0])","\#(ids[1])"],"form":{}}"#
            let bulk = try await node.post("/tickets/actions/accept", form, as: "token-operator")
            #expect(bulk.object["done"] as? Int == 2, "\(bulk.text)")
            try await node.untilTold()
            #expect(subscriber.received.map(\.ticket) == ids + ids)
            await subscriber.close()
        }
    }

    @Test func `A secret stays with the host that it was given for`() async throws {
        try await TestNode().run { node in
            try await node.subscribe(to: subscriber, #","secret":"a-secret-of-the-platform""#)
            func change(_ form: String) async throws -> Bool? {
                let answer = try await node.post("/subscriptions/platform/actions/change", form)
                return answer.object["hasSecret"] as? Bool
            }
            #expect(try await change(#"{"title":"同一台主机"}"#) == true)
            #expect(try await change(#"{"address":"https://other.example/events?key=1"}"#) == false)
            #expect(try await change(#"{"secret":"another-secret-of-it"}"#) == true)
            #expect(try await change(#"{"secret":""}"#) == false)
            let shown = try await node.get("/subscriptions/platform", as: "token-supervisor")
            #expect(shown["address"] == "https://other.example/events")
        }
    }

    @Test func `A subscriber that is changed or removed is`() async throws {
        try await TestNode().run { node in
            try await node.subscribe(to: subscriber)
            let again = #"{"id":"platform","title":"又一个","address":"https://example.org/"}"#
            #expect(try await node.post("/subscriptions", again).problem == "item-exists")
            _ = try await node.register()
            try subscriber.open()
            let changed = try await node.post(
                "/subscriptions/platform/actions/change", #"{"title":"新名称","batch":1}"#)
            #expect(changed["title"] == "新名称" && changed["address"] == subscriber.address)
            try await node.untilTold()
            #expect(subscriber.requests.map(\.count) == [1])
            #expect(try await node.post("/subscriptions/platform/actions/remove").status == 204)
            #expect(try await node.get("/subscriptions/platform").problem == "unknown-item")
            #expect(try await node.get("/subscriptions").object["total"] as? Int == 0)
            try await node.subscribe("other", to: subscriber)
            _ = try await node.register("只告知另一个")
            try await node.untilTold("other")
            #expect(subscriber.received.count == 2)
            await subscriber.close()
        }
    }

    @Test(arguments: [
        (#"{"id":"P","title":"一","address":"https://example.org/"}"#, ["id"]),
        (#"{"id":"p"}"#, ["address", "title"]),
        (#"{"id":"p","title":"一","address":"http://example.org/"}"#, ["address"]),
        (#"{"id":"p","title":"一","address":"https://u:p@example.org/"}"#, ["address"]),
        (#"{"id":"p","title":"一","address":"file:///etc/passwd"}"#, ["address"]),
        (#"{"id":"p","title":"一","address":"https://example.org/","secret":"a\r\nb: c 0123456789"}"#, ["secret"]),
        (#"{"id":"p","title":"一","address":"https://example.org/","batch":0}"#, ["batch"]),
        (#"{"id":"p","title":"一","address":"https://example.org/","filter":{"kinds":["x"]}}"#, ["filter.kinds[0]"]),
    ])
    func `What cannot be meant is refused with its field`(form: String, fields: [String]) async throws {
        try await TestNode().run { node in
            let answer = try await node.post("/subscriptions", form)
            #expect(answer.status == 422 && answer.fields == fields, "\(answer.text)")
        }
    }

    @Test func `Administrators alone say who is told`() async throws {
        try await TestNode().run { node in
            let form = #"{"id":"p","title":"一","address":"https://example.org/"}"#
            for token in ["token-operator", "token-supervisor", "token-auditor", "token-water"] {
                let answer = try await node.post("/subscriptions", form, as: token)
                #expect(answer.status == 403)
            }
            #expect(try await node.get("/subscriptions", as: "token-water").status == 403)
        }
    }
}

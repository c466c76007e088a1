import Foundation
import HTTPWire
import Testing
import WorkCalendar

/// What the desks' screens ask, over HTTP.
@Suite(.timeLimit(.minutes(2))) struct DeskTests {
    private func dispatched(_ node: TestNode, _ title: String, to unit: String = "water") async throws -> String {
        let id = try await node.register(title)
        #expect(try await node.post("/tickets/\(id)/actions/accept", as: "token-operator").status == 200)
        let form = #"{"assignments":[{"assignee":{"unit":"\#(unit)"}}]}"#
        #expect(try await node.post("/tickets/\(id)/actions/dispatch", form, as: "token-dispatcher").status == 200)
        return id
    }

    private func queue(_ node: TestNode, _ id: String, as token: String) async throws -> [String: Any] {
        let desk = try await node.get("/desk", as: token)
        #expect(desk.status == 200, "\(desk.text)")
        let queues = desk.object["queues"] as? [[String: Any]] ?? []
        return queues.first { $0["id"] as? String == id } ?? [:]
    }

    /// A line says where the ticket stands, and what is left of the limit that ends next. proves: ZZ23-4
    @Test func linesSayWhereTicketsStand() async throws {
        try await TestNode().run { node in
            let id = try await dispatched(node, "停水")
            let line = try #require(try await node.get("/tickets?assignmentState=dispatched").items.first)
            #expect(line["id"] as? String == id && line["summary"] as? String == "县水务局待签收")
            let next = try #require(line["dueNext"] as? [String: Any])
            #expect(next["isOverdue"] as? Bool == false && (next["text"] as? String)?.hasPrefix("剩 ") == true)
            #expect((next["at"] as? String) == line["due"] as? String)
            let share = try #require((line["shares"] as? [[String: Any]])?.first)
            #expect(share["name"] as? String == "县水务局" && share["stateName"] as? String == "待签收")
            #expect(line["marks"] as? [String] == [])
        }
    }

    /// What is left of a limit reads the same in a list and where the limit is explained, in the rule's own unit; of
    /// what no longer runs nothing is left. proves: ZZ23-4
    @Test func limitsSayWhatListsSay() async throws {
        try await TestNode().run { node in
            let id = try await dispatched(node, "停水")
            let line = try #require(try await node.get("/tickets").items.first)
            let next = try #require(line["dueNext"] as? [String: Any])
            let limits = try await node.get("/tickets/\(id)/limits").items
            let same = try #require(limits.first {
                $0["name"] as? String == next["limit"] as? String
                    && $0["assignment"] as? String == next["assignment"] as? String
            })
            #expect(same["text"] as? String == next["text"] as? String)
            let left = try #require(same["remaining"] as? [String: Any])
            #expect(NSDictionary(dictionary: left) == next["remaining"] as? NSDictionary)
            let running = limits.filter { $0["running"] as? Bool == true }
            #expect(running.count > 1)
            for limit in running { #expect((limit["text"] as? String)?.hasPrefix("剩") == true, "\(limit)") }
            let units = running.compactMap { ($0["remaining"] as? [String: Any])?["unit"] as? String }
            #expect(units.contains("workingDay"))
            let reason = #"{"reason":"诉求人撤回"}"#
            #expect(try await node.post("/tickets/\(id)/actions/withdraw", reason, as: "token-operator").status == 200)
            let ended = try await node.get("/tickets/\(id)/limits").items
            #expect(!ended.isEmpty && ended.allSatisfy { $0["text"] == nil && $0["remaining"] == nil })
        }
    }

    /// Each queue of a desk is a list under its own query, with the count that the list has.
    @Test(arguments: [
        "token-operator", "token-dispatcher", "token-water", "token-reviewer", "token-supervisor", "token-auditor",
        "token-admin",
    ])
    func queuesAreLists(token: String) async throws {
        try await TestNode().run { node in
            _ = try await node.register("甲")
            _ = try await dispatched(node, "乙")
            let desk = try await node.get("/desk", as: token)
            let queues = desk.object["queues"] as? [[String: Any]] ?? []
            #expect(queues.count > 1)
            for queue in queues {
                let query = try #require(queue["query"] as? String)
                let list = try await node.get("/tickets?\(query)", as: token)
                #expect(list.status == 200, "\(list.text)")
                #expect(list.object["total"] as? Int == queue["count"] as? Int, "\(query)")
            }
        }
    }

    @Test func queuesFollowTheWork() async throws {
        try await TestNode().run { node in
            let id = try await dispatched(node, "停水")
            #expect(try await queue(node, "to-sign", as: "token-water")["count"] as? Int == 1)
            #expect(try await queue(node, "to-sign", as: "token-housing")["count"] as? Int == 0)
            #expect(try await node.post("/assignments/\(id).1/actions/sign", as: "token-water").status == 200)
            #expect(try await queue(node, "to-sign", as: "token-water")["count"] as? Int == 0)
            #expect(try await queue(node, "in-hand", as: "token-water")["count"] as? Int == 1)
            #expect(try await queue(node, "own-open", as: "token-operator")["count"] as? Int == 1)
        }
    }

    @Test(arguments: [
        "assignmentState=nothing", "due=tomorrow", "mark=x", "result=good", "order=random", "limit=501", "limit=0",
        "q=a%C2%84", "registeredFrom=yesterday", "registeredBefore=2026-13-01",
        "registeredFrom=2026-11-21T00:00:00",
    ])
    func unknownFiltersAreRefused(query: String) async throws {
        try await TestNode().run { node in
            let answer = try await node.get("/tickets?\(query)")
            #expect(answer.status == 400 && answer.problem == "invalid-query")
            #expect(answer.fields.count == 1 && answer.fields.allSatisfy { query.contains($0) })
        }
    }

    /// What was registered on a day is found by it, up to its last moment in Beijing time: in lists and
    /// in files. proves: ZZ23-46
    @Test func listsGoByTheTimeOfRegistration() async throws {
        try await TestNode().run { node in
            _ = try await node.register("今天")
            let line = try #require(try await node.get("/tickets").items.first)
            let moment = try #require(line["registeredAt"] as? String)
            let today = try #require(Day(String(moment.prefix(10))))
            let (from, before) = (today, today + 1)
            for (query, count) in [
                ("registeredFrom=\(from)&registeredBefore=\(before)", 1), ("registeredFrom=\(moment)", 1),
                ("registeredFrom=\(from)&open=true", 1), ("registeredBefore=\(moment)", 0),
                ("registeredBefore=\(from)", 0), ("registeredFrom=\(before)", 0),
                ("registeredFrom=\(before)&registeredBefore=\(from)", 0),
            ] {
                let list = try await node.get("/tickets?\(query.replacing("+", with: "%2B"))")
                #expect(list.object["total"] as? Int == count && list.items.count == count, "\(query)")
                #expect(try await node.get("/mirror/tickets?\(query.replacing("+", with: "%2B"))").status == 200)
            }
            let file = try await node.get("/tickets/export?format=csv&registeredFrom=\(before)", as: "token-supervisor")
            #expect(file.status == 200 && !file.text.contains("今天"))
            let found = try await node.get("/tickets/export?format=csv&registeredFrom=\(from)", as: "token-supervisor")
            #expect(found.text.contains("今天"))
        }
    }

    /// Copies are not listed by what only own tickets are found by: passing a filter over would list what was not
    /// asked for.
    @Test func copiesRefuseFiltersOfOwnTickets() async throws {
        try await TestNode().run { node in
            let list = try await node.get("/mirror/tickets?state=handling&due=overdue&order=due")
            #expect(list.status == 200)
            for query in ["unit=water", "mark=redone", "assignmentState=signed", "category=a", "result=satisfied"] {
                let answer = try await node.get("/mirror/tickets?\(query)")
                #expect(answer.problem == "invalid-query", "\(query)")
            }
        }
    }

    @Test func ownTicketsHaveNoSource() async throws {
        try await TestNode().run { node in
            let own = try await node.get("/tickets?source=140525")
            #expect(own.problem == "invalid-query")
            #expect(try await node.get("/mirror/tickets?source=140525").status == 200)
            #expect(try await node.get("/mirror/tickets?source=-1").problem == "invalid-query")
        }
    }

    @Test func listsTakeSeveralUnits() async throws {
        try await TestNode().run { node in
            _ = try await dispatched(node, "甲")
            _ = try await dispatched(node, "乙", to: "housing")
            #expect(try await node.get("/tickets?unit=water").items.count == 1)
            #expect(try await node.get("/tickets?unit=water&unit=housing").items.count == 2)
            #expect(try await node.get("/tickets?unit=water,housing&order=due").items.count == 2)
        }
    }

    /// A list of a confidential matter names it to no overseer, and its export to nobody who may not know. proves:
    /// ZZ23-46, ZZ23-47
    @Test func exportsShowWhatListsShow() async throws {
        try await TestNode().run { node in
            let matter = TestNode.matter("张三家停水，=电话13800005678")
            #expect(try await node.post("/tickets", matter, as: "token-operator").status == 201)
            let secret = TestNode.matter("保密").replacing("\"phone\"", with: "\"confidential\":true,\"phone\"")
            #expect(try await node.post("/tickets", secret, as: "token-operator").status == 201)
            let masked = try await node.get("/tickets/export?format=csv", as: "token-supervisor")
            #expect(masked.status == 200 && masked.body.prefix(3) == [0xEF, 0xBB, 0xBF])
            #expect(!masked.text.contains("13800005678") && !masked.text.contains("张三"))
            #expect(masked.text.contains("138****5678") && masked.text.contains("北京时间"))
            #expect(masked.text.split(separator: "\r\n").count == 3)
            #expect(try await node.get("/tickets/export", as: "token-auditor").text.contains("保密") == false)
            #expect(try await node.get("/tickets/export?reveal=x", as: "token-supervisor").status == 403)
            #expect(try await node.get("/tickets/export?reveal=", as: "token-operator").status == 422)
            let full = try await node.get("/tickets/export?reveal=callback&kind=complaint", as: "token-operator")
            #expect(full.text.contains("\"13800005678\t\"") && full.text.contains("张三"))
            let audit = try await node.get("/audit?action=tickets.exported").items
            #expect(audit.count == 3)
            let last = try #require(audit.first)
            #expect(last["subject"] as? String == "csv 2 kind=complaint" && last["reason"] as? String == "callback")
            #expect(last["fields"] as? [String] == ["name", "phone", "idNumber", "address"])
        }
    }

    /// Each petitioner whom an export shows is on record, and neither the reason nor the words that were searched name
    /// one. proves: ZZ23-47
    @Test func exportsTellWhomTheyShow() async throws {
        try await TestNode(exportPage: 1).run { node in
            let ids = [try await node.register("甲"), try await node.register("乙")]
            let other = try await node.register("丙")
            _ = try await node.get("/tickets/export", as: "token-operator")
            #expect(try await node.get("/audit?action=petitioner.revealed").items.isEmpty)
            for (id, word) in zip(ids, ["甲", "乙"]) {
                let path = "/tickets/export?reveal=call13800005678&q=\(word)"
                    .addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
                #expect(try await node.get(path, as: "token-operator").status == 200)
                let rows = try await node.get("/audit?ticket=\(id)&action=petitioner.revealed").items
                let row = try #require(rows.first)
                #expect(rows.count == 1 && row["person"] as? String == "op")
                #expect(row["fields"] as? [String] == ["name", "phone"])
                #expect((row["reason"] as? String).map { $0.hasPrefix("call") && !$0.contains("138000") } == true)
            }
            #expect(try await node.get("/audit?ticket=\(other)&action=petitioner.revealed").items.isEmpty)
            let summary = try #require(try await node.get("/audit?action=tickets.exported").items.first)
            #expect(summary["subject"] as? String == "csv 1 q")
            #expect((summary["reason"] as? String)?.contains("138000") == false)
            #expect(try await node.get("/tickets/export?reveal=x", as: "token-water").status == 200)
            #expect(try await node.get("/audit?action=petitioner.revealed").items.count == 2)
        }
    }

    /// The reason names nobody of the file, on whichever page they stand. proves: ZZ23-47
    @Test func reasonsNameNobodyOfAnyPage() async throws {
        try await TestNode(exportPage: 1).run { node in
            let matter = TestNode.matter("甲").replacing("13800005678", with: "13911112222")
            #expect(try await node.post("/tickets", matter, as: "token-operator").status == 201)
            for title in ["乙", "丙"] { _ = try await node.register(title) }
            let file = try await node.get("/tickets/export?reveal=call13911112222", as: "token-operator")
            #expect(file.status == 200 && file.text.contains("13911112222"))
            let records = try await node.get("/audit").items.filter { $0["reason"] is String }
            #expect(records.count == 4)
            for record in records {
                let reason = try #require(record["reason"] as? String)
                #expect(reason.hasPrefix("call") && !reason.contains("139111"))
            }
        }
    }

    /// More tickets than one page of an export, each once and in order; by limits, the newest come first.
    @Test func exportsHaveNoCap() async throws {
        try await TestNode(exportPage: 5).run { node in
            for number in 1...12 { _ = try await node.register("t\(number)") }
            for (order, numbers) in [
                ("oldest", Array(1...12)), ("newest", (1...12).reversed()), ("due", (1...12).reversed()),
            ] {
                let file = try await node.get("/tickets/export?format=xlsx&order=\(order)")
                #expect(file.status == 200 && file.body.prefix(2) == Array("PK".utf8)[...])
                #expect(file.headers["hotline-total"] == "12")
                #expect(file.text.matches(of: />t(\d+)</).compactMap { Int($0.1) } == numbers, "\(order)")
            }
            #expect(try await node.get("/tickets/export?format=pdf").problem == "invalid-query")
        }
    }

    /// Each row is decided as it would be alone; a preview changes nothing; the same key gives the same answer.
    @Test func bulkActionsDecideEachRow() async throws {
        try await TestNode().run { node in
            let (first, second) = (try await node.register("甲"), try await node.register("乙"))
            #expect(try await node.post("/tickets/\(second)/actions/accept", as: "token-operator").status == 200)
            let rows = #""tickets":["\#(first)","\#(second)","140525-1-999"],"form":{"note":"批量"}"#
            let preview = try await node.post(
                "/tickets/actions/accept", "{\(rows),\"preview\":true}", as: "token-operator")
            #expect(preview.status == 200 && preview.object["done"] as? Int == 1)
            #expect(try await node.get("/tickets/\(first)")["state"] == "registered")
            let headers: Headers = ["Idempotency-Key": "bulk-1"]
            let done = try await node.post(
                "/tickets/actions/accept", "{\(rows)}", as: "token-operator", headers: headers)
            #expect(done.object["done"] as? Int == 1 && done.object["refused"] as? Int == 2)
            #expect(done.items.map { $0["ok"] as? Bool } == [true, false, false])
            let types = done.items.compactMap { ($0["problem"] as? [String: Any])?["type"] as? String }
            #expect(types == ["urn:hotline:problem:not-now", "urn:hotline:problem:unknown-ticket"])
            let again = try await node.post(
                "/tickets/actions/accept", "{\(rows)}", as: "token-operator", headers: headers)
            #expect(again.body == done.body)
            #expect(try await node.get("/tickets/\(first)").object["revision"] as? Int == 2)
        }
    }

    /// Those who have shares are urged many at once, each about its own share, so that each may answer for itself.
    /// proves: ZZ23-31.1, YC19-7.3d
    @Test func manyAreUrgedAtOnce() async throws {
        try await TestNode().run { node in
            let (first, second) = (try await dispatched(node, "甲"), try await dispatched(node, "乙", to: "housing"))
            let rows = #""assignments":["\#(first).1","\#(second).1","\#(first).9"],"#
                + #""form":{"means":"reminder","text":"请抓紧办理"}"#
            let path = "/assignments/actions/supervise"
            let preview = try await node.post(path, "{\(rows),\"preview\":true}", as: "token-supervisor")
            #expect(preview.object["done"] as? Int == 2 && preview.object["refused"] as? Int == 1, "\(preview.text)")
            #expect((try await node.get("/tickets/\(first)").object["supervisions"] as? [Any])?.isEmpty != false)
            let done = try await node.post(path, "{\(rows)}", as: "token-supervisor")
            #expect(done.items.map { $0["ok"] as? Bool } == [true, true, false])
            for id in [first, second] {
                let urged = try await node.get("/tickets/\(id)").object["supervisions"] as? [[String: Any]] ?? []
                #expect(urged.count == 1 && urged.first?["assignment"] as? String == "\(id).1")
                #expect(urged.first?["means"] as? String == "reminder")
            }
            let answer = #"{"supervision":"1","text":"今日办结"}"#
            let other = try await node.post("/tickets/\(first)/actions/answer-supervision", answer, as: "token-housing")
            #expect(other.status != 200)
            let own = try await node.post("/tickets/\(first)/actions/answer-supervision", answer, as: "token-water")
            #expect(own.status == 200, "\(own.text)")
            let refused = try await node.post(path, "{\(rows)}", as: "token-operator")
            #expect(refused.object["done"] as? Int == 0)
        }
    }

    @Test func bulkSigningIsTheUnitsOwn() async throws {
        try await TestNode().run { node in
            let mine = try await dispatched(node, "甲")
            let others = try await dispatched(node, "乙", to: "housing")
            let body = #"{"assignments":["\#(mine).1","\#(others).1","x"]}"#
            let answer = try await node.post("/assignments/actions/sign", body, as: "token-water")
            #expect(answer.items.map { $0["ok"] as? Bool } == [true, false, false], "\(answer.text)")
            #expect(try await node.post("/assignments/actions/sign", body, as: "token-auditor").status == 403)
            #expect(try await node.post("/tickets/actions/accept", #"{"tickets":[]}"#).fields == ["tickets"])
            let wrong = try await node.post(
                "/tickets/actions/refuse", #"{"tickets":["\#(mine)"],"form":{"x":1}}"#, as: "token-operator")
            #expect(wrong.status == 422 && wrong.fields == ["form.reason", "form.x"])
        }
    }

    @Test func settingsAreKept() async throws {
        try await TestNode().run { node in
            let path = "/api/v1/me/settings/columns"
            #expect(try await node.get("/me/settings/columns", as: "token-operator").text == "null")
            let kept = try await node.send(.put, path, as: "token-operator", body: #"{"list":["title"]}"#)
            #expect(kept.status == 200)
            #expect(try await node.get("/me/settings/columns", as: "token-operator").text == #"{"list":["title"]}"#)
            #expect(try await node.get("/me/settings/columns", as: "token-admin").text == "null")
            let large = "\"\(String(repeating: "a", count: 17_000))\""
            #expect(try await node.send(.put, path, as: "token-operator", body: large).status == 422)
            #expect(try await node.send(.put, path, as: "token-operator", body: "{").status == 400)
        }
    }

    @Test func viewsAndTextsAreKept() async throws {
        try await TestNode().run { node in
            let view = #"{"title":"今日到期","query":"due=today&order=due","shared":true,"pinned":true}"#
            let made = try await node.post("/views", view, as: "token-dispatcher")
            #expect(made.status == 201)
            #expect(try await node.get("/views", as: "token-reviewer").items.count == 1)
            #expect(try await node.get("/views", as: "token-water").items.isEmpty)
            let remove = "/views/\(made["id"])/actions/remove"
            #expect(try await node.post(remove, as: "token-reviewer").status == 403)
            #expect(try await node.post(remove, as: "token-water").status == 404)
            #expect(try await node.post(remove, as: "token-dispatcher").status == 204)
            #expect(try await node.post("/views", view, as: "token-auditor").status == 403)
            let own = view.replacing(#""shared":true"#, with: #""shared":false"#)
            let kept = try await node.post("/views", own, as: "token-auditor")
            #expect(kept.status == 201)
            let change = "/views/\(kept["id"])/actions/change"
            #expect(try await node.post(change, view, as: "token-auditor").status == 403)
            let units = try await node.post("/views", view, as: "token-water")
            #expect(try await node.get("/views").items.map { $0["id"] as? String } == [units["id"]])
            #expect(try await node.post("/views/\(units["id"])/actions/remove").status == 204)
            let text = #"{"title":"已修复","text":"{number} 已修复","action":"complete"}"#
            #expect(try await node.post("/canned-texts", text, as: "token-water").status == 201)
            #expect(try await node.get("/canned-texts?kind=help", as: "token-water").items.count == 1)
            #expect(try await node.get("/canned-texts", as: "token-housing").items.isEmpty)
            let unknown = #"{"title":"a","text":"{phone}"}"#
            #expect(try await node.post("/canned-texts", unknown, as: "token-water").fields == ["text"])
        }
    }
}

import Foundation
import Testing

@testable import HotlineCLI

@Suite(.timeLimit(.minutes(3))) struct TicketCommandTests {
    static let ticket = """
        {"id":"140525-1-42","rootId":"140000-1-3","number":"20261121-0042-7","generation":1,"revision":2,\
        "matter":{"kind":"complaint","emergency":true,"channel":"telephone","title":"小区停水三天","content":"无人处理",\
        "place":"凤台小区"},"petitioner":{"confidential":true,"maskedName":"张*","maskedPhone":"138****5678"},\
        "registeredAt":"2026-11-21T18:04:05.000+08:00","registeredBy":{"person":"wang","role":"operator"},\
        "state":"handling","assignments":[{"id":"140525-1-42.1","assignee":{"unit":"shuiwuju"},"role":"sole","round":1,\
        "state":"dispatched","actions":[{"name":"sign","label":"签收","fields":[]}]}],\
        "actions":[{"name":"archive","fields":[],"closed":{"code":"not-now","message":"尚未回访"}},\
        {"name":"supplement","fields":[{"name":"text","type":"longText","required":true}]}]}
        """
    static let timeline = """
        {"items":[{"seq":1,"revision":1,"at":"2026-11-21T18:04:05.000+08:00","type":"ticket.registered",\
        "actor":{"person":"wang","role":"operator"},"data":{"matter":{"title":"小区停水三天"}}},\
        {"seq":2,"revision":2,"at":"2026-11-21T18:05:00.000+08:00","type":"ticket.quantum",\
        "actor":{"person":"140500","role":"peer","node":"140500"},"data":{}}]}
        """

    static let limits = """
        {"items":[{"name":"sign","label":"签收时限","assignment":"140525-1-42.1","running":true,"overdue":false,\
        "text":"剩 3 小时 · 11月21日 22:00 前","provisional":true,"article":"第七条"},\
        {"name":"dispatch","label":"派单时限","running":false,"overdue":false,"due":"2026-11-21T20:00:00.000+08:00"}]}
        """

    private func node(_ more: [String: FakeNode.Answer] = [:]) throws -> FakeNode {
        let base: [String: FakeNode.Answer] = [
            "GET /api/v1/tickets/140525-1-42": .ok(Self.ticket),
            "GET /api/v1/tickets/20261121-0042-7": .ok(Self.ticket),
            "GET /api/v1/tickets/140525-1-42/timeline": .ok(Self.timeline),
            "GET /api/v1/tickets/140525-1-42/limits": .ok(Self.limits),
        ]
        return try FakeNode(base.merging(more) { $1 })
    }

    @Test func aTicketIsShownInTheFieldsWords() async throws {
        let outcome = try await node().hotline("ticket", "show", "140525-1-42")
        #expect(outcome.code == .ok)
        for words in [
            "工单 20261121-0042-7  办理中", "投诉 · 突发 · 电话", "张*  138****5678  保密", "2026-11-21 18:04  wang（坐席）",
            "140525-1-42.1  shuiwuju", "待签收", "不可：尚未回访", "text*", "签收", "140500 节点", "ticket.quantum",
            "签收时限", "剩 3 小时 · 11月21日 22:00 前（暂计：放假安排未公布）", "第七条",
        ] {
            #expect(outcome.output.contains(words), "\(words)")
        }
        #expect(!outcome.output.contains("派单时限"), "what no longer runs has nothing left")
        #expect(outcome.output.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func aTicketIsPassedOnWholeAsJSON() async throws {
        let outcome = try await node().hotline("ticket", "show", "140525-1-42", "--json")
        let record = try JSONValue(parsing: Data(outcome.output.utf8))
        #expect(record["ticket"] == (try JSONValue(parsing: Data(Self.ticket.utf8))))
        #expect(record.list("timeline").count == 2 && record.list("limits").count == 2)
        #expect(record["mirror"] == .bool(false))
    }

    @Test func aTicketOfANodeBelowIsShownFromItsMirror() async throws {
        let node = try node([
            "GET /api/v1/mirror/tickets/9": .ok(Self.ticket),
            "GET /api/v1/mirror/tickets/9/timeline": .ok(Self.timeline),
        ])
        let outcome = await node.hotline("ticket", "show", "9", "--json")
        #expect(outcome.code == .ok)
        #expect(outcome.output.contains(#""mirror":true"#))
    }

    /// The limits of a copy are its owner's to explain: their ends are shown as they came, and units as it calls them.
    @Test func aCopyIsShownInItsOwnersWords() async throws {
        let more = #"{"dispatchLimit":{"due":"2026-11-21T22:00:00.000+08:00","article":"第六条"},"#
            + #""unitNames":{"shuiwuju":"县水务局"},"id":"140525-1-42","#
        let copy = Self.ticket.replacing(#"{"id":"140525-1-42","#, with: more, maxReplacements: 1)
        let node = try node([
            "GET /api/v1/mirror/tickets/9": .ok(copy), "GET /api/v1/mirror/tickets/9/timeline": .ok(Self.timeline),
        ])
        let output = await node.hotline("ticket", "show", "9").output
        for words in ["派单期限", "第六条", "140525-1-42.1  县水务局"] { #expect(output.contains(words), "\(words)") }
    }

    /// Of an own ticket the explained limits alone are shown, and units by the name that the node tells.
    @Test func anOwnTicketIsShownInItsNodesWords() async throws {
        let limit = #"{"dispatchLimit":{"due":"2026-11-21T22:00:00.000+08:00","article":"第六条"},"id":"140525-1-42","#
        let own = Self.ticket.replacing(#"{"id":"140525-1-42","#, with: limit, maxReplacements: 1)
            .replacing(#""role":"sole""#, with: #""assigneeName":"县水务局","role":"sole""#)
        let output = try await node(["GET /api/v1/tickets/140525-1-42": .ok(own)])
            .hotline("ticket", "show", "140525-1-42").output
        #expect(output.contains("140525-1-42.1  县水务局") && !output.contains("派单期限"), "\(output)")
    }

    @Test func aTicketThatIsNowhereIsNotSo() async throws {
        let outcome = try await node().hotline("ticket", "show", "7")
        #expect(outcome.code == .notSo)
        #expect(outcome.errors == "hotline: 没有这个工单\ncure: 核对编号\n")
    }

    @Test func listsGoByTimes() async throws {
        let asked = "dueBefore=2026-12-01T00%3A00%3A00Z&registeredFrom=2026-11-01&registeredBefore=2026-12-01&limit=200"
        let node = try FakeNode(["GET /api/v1/tickets?\(asked)": .ok(#"{"items":[],"next":null,"total":0}"#)])
        let outcome = await node.hotline(
            "ticket", "list", "--all", "--due-before", "2026-12-01T00:00:00Z", "--registered-from", "2026-11-01",
            "--registered-before", "2026-12-01")
        #expect(outcome.code == .ok, "\(outcome.errors)")
    }

    @Test func listsWalkAllPages() async throws {
        let item = #"{"id":"140525-1-1","number":"n","state":"handling","kind":"help","title":"甲"}"#
        let node = try FakeNode([
            "GET /api/v1/tickets?state=handling&q=%E5%81%9C%E6%B0%B4%20a%2Bb&overdue=true&limit=200": .ok(
                #"{"items":[\#(item)],"next":"c/1","total":2}"#),
            "GET /api/v1/tickets?state=handling&q=%E5%81%9C%E6%B0%B4%20a%2Bb&overdue=true&limit=200&cursor=c%2F1": .ok(
                #"{"items":[\#(item)],"next":null,"total":2}"#),
        ])
        let outcome = await node.hotline(
            "ticket", "list", "--all", "--overdue", "--q", "停水 a+b", "--state", "handling", "--json")
        #expect(outcome.code == .ok, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.last == #"{"summary":{"next":null,"shown":2,"total":2}}"#)
        #expect(node.requests.allSatisfy { $0.authorization == "Bearer t0ken" })
    }

    @Test func aLimitedListSaysHowManyThereAre() async throws {
        let item = #"{"id":"140525-1-1","number":"n","state":"handling","kind":"help","title":"甲"}"#
        let node = try FakeNode([
            "GET /api/v1/tickets?limit=1": .ok(#"{"items":[\#(item)],"next":"c","total":1204}"#)
        ])
        let outcome = await node.hotline("ticket", "list", "--limit", "1")
        #expect(outcome.output.hasSuffix("共 1204 条，显示前 1 条（--all 显示全部）\n"))
    }

    @Test func registeringSendsTheForm() async throws {
        let node = try node(["POST /api/v1/tickets": FakeNode.Answer(status: 201, json: Self.ticket)])
        let outcome = await node.hotline(
            "ticket", "register", "--kind", "complaint", "--occurred-at", "昨天", "--emergency", "--phone", "1",
            "--confidential", "--idempotency-key", "k1")
        #expect(outcome.output == "已登记 20261121-0042-7  140525-1-42  办理中\n")
        let sent = """
            {"emergency":true,"kind":"complaint","occurredAt":"昨天",\
            "petitioner":{"confidential":true,"phone":"1"}}
            """
        #expect(node.requests.map(\.body) == [sent])
        #expect(node.requests.map(\.idempotencyKey) == ["k1"])
    }

    @Test func nothingToRegisterIsAMistake() async throws {
        let node = try node()
        #expect(await node.hotline("ticket", "register").code == .usage)
        #expect(node.requests.isEmpty)
    }

    @Test func allInvalidFieldsAreNamed() async throws {
        let problem = """
            {"type":"urn:hotline:problem:invalid","title":"表单不完整","status":422,"detail":"缺少 2 个字段",\
            "article":"ZZ23-7","errors":[{"field":"title","message":"必填"},{"field":"kind","message":"必填"}],"cure":"补充"}
            """
        let node = try node(["POST /api/v1/tickets": FakeNode.Answer(status: 422, json: problem)])
        let outcome = await node.hotline("ticket", "register", "--place", "x")
        #expect(outcome.code == .refused)
        #expect(
            outcome.errors == """
                hotline: 表单不完整: 缺少 2 个字段 (ZZ23-7)
                  title: 必填
                  kind: 必填
                cure: 补充

                """)
    }

    @Test func actionsReachAssignmentsByTheirShortNumber() async throws {
        let node = try node(["POST /api/v1/assignments/140525-1-42.1/actions/complete": .ok(Self.ticket)])
        let outcome = await node.hotline(
            "ticket", "act", "20261121-0042-7", "complete", "--assignment", "1", "--field", "handling=已抢修",
            "--field", "reply.means=电话", "--field", "n:=3", "--field", "tag=a", "--field", "tag=b",
            "--if-revision", "1.2")
        #expect(outcome.code == .ok, "\(outcome.errors)")
        let sent = node.requests.last
        #expect(sent?.body == #"{"handling":"已抢修","n":3,"reply":{"means":"电话"},"tag":["a","b"]}"#)
        #expect(sent?.ifMatch == "\"1.2\"")
    }

    @Test func aFieldThatIsNoJSONIsAMistake() async throws {
        let outcome = await hotline("ticket", "act", "1", "accept", "--field", "a:=x", "--node", "http://127.0.0.1:1")
        #expect(outcome.errors == "hotline: --field a:= must be JSON, not 'x'\ncure: for a text write a=x\n")
    }

    @Test func whatIsNoNodeIsSaidToBeNone() async throws {
        let node = try FakeNode(["GET /api/v1/status": .ok("<html>")])
        let outcome = await node.hotline("status")
        #expect(outcome.code == .unreachable)
        #expect(outcome.errors.contains("is not a node"))
    }
}

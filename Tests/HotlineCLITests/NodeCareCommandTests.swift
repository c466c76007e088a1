import Testing

@testable import HotlineCLI

/// Status, outbox, dead letters, reconciliation: what an administrator looks after.
@Suite(.timeLimit(.minutes(3))) struct NodeCareCommandTests {
    private static func status(
        mode: String = "normal", deadLetters: Int = 0, peer: String = "waiting", disk: String = "healthy"
    ) -> String {
        """
        {"node":{"code":"140525","name":"泽州县","tier":"county","software":"hotline/1","generation":1,"mode":"\(mode)"},\
        "since":"2026-11-21T10:00:00.000+08:00","timers":{"next":"2026-11-21T18:00:00.000+08:00","fired":5,"lateMs":4},\
        "tickets":{"open":12,"total":340,"overdue":2},"mirrors":7,\
        "peers":[{"code":"140500","name":"晋城市","relation":"upper","state":"\(peer)",\
        "clock":{"offsetSeconds":-400,"beyondTolerance":true,"at":"2026-11-21T10:00:00.000+08:00"},\
        "lastError":"hello: 403","streams":[{"name":"orders","direction":"out","backlog":0},\
        {"name":"feed","direction":"out","backlog":396,\
        "lastError":"connect: Connection refused"}]}],"deadLetters":\(deadLetters),"parked":0,"alarms":[],\
        "disk":{"condition":"\(disk)","since":null,"detail":null,"freeBytes":1073741824},\
        "walBytes":4194304,"memoryBytes":31457280}
        """
    }

    @Test func healthFitsOneScreen() async throws {
        let node = try FakeNode(["GET /api/v1/status": .ok(Self.status())])
        let outcome = await node.hotline("status")
        #expect(outcome.code == .ok)
        for words in [
            "泽州县  140525  正常", "在办 12  超期 2  共 340", "内存 30 MB", "→ feed", "396", "Connection refused",
            "hello: 403", "正常  可用 1024 MB", "396 条", "下一个 2026-11-21 18:00  已触发 5  最近一次晚 4 毫秒", "-400 s",
            "对方时钟慢 400 秒",
        ] {
            #expect(outcome.output.contains(words), "\(words)")
        }
        #expect(outcome.output.split(separator: "\n").count < 24)
    }

    @Test(arguments: [
        (status(), ExitCode.ok), (status(deadLetters: 1), .notSo), (status(mode: "recovering"), .notSo),
        (status(peer: "suspended"), .notSo), (status(disk: "full"), .notSo),
    ])
    func aCheckEndsWithOneWhenAPersonShouldLook(status: String, code: ExitCode) async throws {
        let node = try FakeNode(["GET /api/v1/status": .ok(status)])
        #expect(await node.hotline("status", "--check").code == code)
        #expect(await node.hotline("status").code == .ok)
    }

    @Test func retryGoesToOneNeighbourOrToAll() async throws {
        let node = try FakeNode([
            "GET /api/v1/peers": .ok(#"{"items":[{"code":"140500"},{"code":"140525"}]}"#),
            "POST /api/v1/peers/140500/actions/retry": .ok("{}"), "POST /api/v1/peers/140525/actions/retry": .ok("{}"),
            "POST /api/v1/peers/140500/actions/resume": .ok("{}"),
        ])
        #expect(await node.hotline("outbox", "retry").code == .ok)
        #expect(await node.hotline("outbox", "retry", "140500", "--resume").code == .ok)
        #expect(
            node.requests.map(\.line) == [
                "GET /api/v1/peers", "POST /api/v1/peers/140500/actions/retry",
                "POST /api/v1/peers/140525/actions/retry", "POST /api/v1/peers/140500/actions/resume",
            ])
    }

    @Test func theOutboxIsListedByStream() async throws {
        let node = try FakeNode([
            "GET /api/v1/outbox?peer=140500&stream=feed&limit=50": .ok(
                """
                {"items":[{"peer":"140500","stream":"feed","position":9,"id":"1-77","type":"cn.hotline.t","subject":\
                "140525-1-42","owedAt":"2026-11-21T18:04:05.000+08:00"}],"total":1}
                """)
        ])
        let outcome = await node.hotline("outbox", "list", "--peer", "140500", "--stream", "feed")
        #expect(outcome.output.contains("140500  feed     9  1-77"))
        #expect(outcome.output.hasSuffix("共 1 条\n"))
    }

    private static let letters = """
        {"items":[{"id":7,"peer":"140500","stream":"feed","eventId":"1-9","at":"2026-11-21T18:04:05.000+08:00",\
        "problem":{"title":"来源不符","detail":"140800"}},{"id":8,"peer":"140525","stream":"orders","eventId":"1-10"},\
        {"id":9,"peer":"140500","decision":"discarded"}],"total":3}
        """

    @Test func allUndecidedDeadLettersOfANeighbourAreRequeued() async throws {
        let node = try FakeNode([
            "GET /api/v1/dead-letters?limit=200": .ok(Self.letters),
            "POST /api/v1/dead-letters/7/actions/requeue": .ok("{}"),
        ])
        let outcome = await node.hotline("dead-letters", "requeue", "--all", "--peer", "140500")
        #expect(outcome.code == .ok, "\(outcome.errors)")
        #expect(outcome.output == "7：已重新排队\n")
    }

    @Test func deadLettersAreListedWithTheirCause() async throws {
        let node = try FakeNode(["GET /api/v1/dead-letters?limit=200": .ok(Self.letters)])
        let outcome = await node.hotline("dead-letters", "list")
        #expect(outcome.output.contains("来源不符：140800"))
        #expect(outcome.output.contains("已放弃"))
    }

    @Test func discardingNeedsAReason() async throws {
        let node = try FakeNode(["POST /api/v1/dead-letters/7/actions/discard": .ok("{}")])
        #expect(await node.hotline("dead-letters", "discard", "7").code == .usage)
        #expect(await node.hotline("dead-letters", "discard", "7", "--reason", "已人工登记").code == .ok)
        #expect(node.requests.map(\.body) == [#"{"reason":"已人工登记"}"#])
    }

    @Test(arguments: [[], ["7", "--all"], ["7", "--peer", "1"]])
    func aDecisionNeedsOneLetterOrAll(words: [String]) async throws {
        let errors = RecordingSink()
        let program = HotlineProgram(
            terminal: Terminal(output: RecordingSink(), errors: errors),
            environment: ["HOTLINE_NODE": "http://127.0.0.1:1"])
        #expect(await program.run(["dead-letters", "requeue"] + words) == .usage)
    }

    @Test(arguments: [(true, ExitCode.ok), (false, .notSo)])
    func reconciliationEndsWithWhetherBothAgree(equal: Bool, code: ExitCode) async throws {
        let node = try FakeNode([
            "POST /api/v1/reconciliation": .ok(
                """
                {"days":[{"source":"140525","day":"2026-11-21","ours":{"count":1204},"theirs":{"count":1203},\
                "equal":\(equal),"missing":["140525-1-42"],"older":[],"newer":[],"different":[],"redelivered":1}],\
                "equal":\(equal)}
                """)
        ])
        let outcome = await node.hotline("reconcile", "140500", "--from", "2026-11-01", "--repair")
        #expect(outcome.code == code)
        #expect(outcome.output.contains("1204  1203"))
        #expect(node.requests.map(\.body) == [#"{"from":"2026-11-01","peer":"140500","repair":true}"#])
        let lines = await node.hotline("reconcile", "--json").output.split(separator: "\n")
        #expect(lines.last == #"{"summary":{"days":1,"equal":\#(equal)}}"#)
    }
}

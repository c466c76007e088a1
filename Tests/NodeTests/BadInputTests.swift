import HTTPWire
import Node
import Testing

/// Each bad request gets a problem document that names it, and changes nothing.
@Suite(.timeLimit(.minutes(3))) struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var path = "/api/v1/tickets"
        var body: [UInt8]
        var headers: Headers = ["content-type": "application/json"]
        var token: String? = "token-operator"
        var status: Int
        var problem: String
        var fields: [String] = []

        var testDescription: String { name }

        init(
            _ name: String, _ path: String = "/api/v1/tickets", body: String, type: String = "application/json",
            headers: Headers = Headers(), token: String? = "token-operator", status: Int, problem: String,
            fields: [String] = []
        ) {
            self.init(
                name, path, bytes: Array(body.utf8), type: type, headers: headers, token: token, status: status,
                problem: problem, fields: fields)
        }

        init(
            _ name: String, _ path: String = "/api/v1/tickets", bytes: [UInt8], type: String = "application/json",
            headers: Headers = Headers(), token: String? = "token-operator", status: Int, problem: String,
            fields: [String] = []
        ) {
            self.name = name
            self.path = path
            body = bytes
            self.headers = headers
            self.headers["content-type"] = type
            self.token = token
            self.status = status
            self.problem = problem
            self.fields = fields
        }
    }

    static let cases: [Case] = [
        Case("malformed JSON", body: "{\"kind\":", status: 400, problem: "malformed-json"),
        Case("two documents", body: "{}{}", status: 400, problem: "malformed-json"),
        Case("doubled key", body: #"{"kind":"help","kind":"help"}"#, status: 400, problem: "malformed-json"),
        Case("broken UTF-8", bytes: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], status: 400, problem: "malformed-json"),
        Case("no object", body: "[]", status: 422, problem: "invalid-field", fields: [
            "", "channel", "content", "kind", "petitioner.phone", "title",
        ]),
        Case("nothing given", body: "{}", status: 422, problem: "missing-fields", fields: [
            "channel", "content", "kind", "petitioner.phone", "title",
        ]),
        Case(
            "wrong types",
            body: #"{"kind":1,"channel":"telephone","title":["x"],"content":"y","petitioner":{"phone":5}}"#,
            status: 422, problem: "invalid-field", fields: ["kind", "petitioner.phone", "title"]),
        Case(
            "unknown kind and field",
            body: #"""
                {"kind":"wish","channel":"telephone","title":"x","content":"y","petitioner":{"phone":"1"},"tittle":"z"}
                """#,
            status: 422, problem: "invalid-field", fields: ["kind", "tittle"]),
        Case(
            "texts that are too long or hold what nobody types",
            body: #"""
                {"kind":"help","channel":"telephone","title":"\#(String(repeating: "水", count: 201))",
                 "content":"停\u0000水","place":"\u202e东街","petitioner":{"phone":"1","name":"a\u001bb"}}
                """#,
            status: 422, problem: "invalid-field", fields: ["content", "petitioner.name", "place", "title"]),
        Case(
            "a lone surrogate",
            body: #"{"kind":"help","channel":"telephone","title":"\ud800","content":"y","petitioner":{"phone":"1"}}"#,
            status: 400, problem: "malformed-json"),
        Case(
            "a foreign matter with what nobody types", "/inbox",
            body: #"""
                {"specversion":"1.0","id":"1","source":"urn:police:110","type":"cn.hotline.matter.submitted.v1",
                 "data":{"kind":"help","channel":"externalSystem","title":"a\u0007","content":"y",
                 "petitioner":{"phone":"1"}}}
                """#,
            type: "application/cloudevents+json", token: "token-police", status: 422, problem: "invalid-data"),
        Case("wrong media type", body: "kind=help", type: "text/plain", status: 415, problem: "unsupported-media-type"),
        Case(
            "over the limit", bytes: [UInt8](repeating: 0x20, count: 1_100_000), status: 413,
            problem: "body-too-large"),
        Case(
            "unknown action", "/api/v1/tickets/140525-1-1/actions/fly", body: "{}", status: 404,
            problem: "unknown-action"),
        Case(
            "ticket that never was", "/api/v1/tickets/140525-1-99/actions/accept", body: "{}", status: 404,
            problem: "unknown-ticket"),
        Case(
            "assignment that never was", "/api/v1/assignments/140525-1-99.1/actions/sign", body: "{}", status: 404,
            problem: "unknown-assignment"),
        Case(
            "If-Match", "/api/v1/tickets/140525-1-1/actions/accept", body: "{}", headers: ["if-match": "7"],
            status: 400, problem: "malformed-header"),
        Case(
            "unknown node", "/inbox", body: "[]", headers: ["hotline-node": "999999"], token: "x", status: 401,
            problem: "unknown-peer"),
        Case(
            "wrong link secret", "/hello", body: "{}", headers: ["hotline-node": "140500"], token: "x", status: 403,
            problem: "link-secret-wrong"),
        Case(
            "no stream header", "/inbox", body: "[]", type: "application/cloudevents-batch+json",
            headers: ["hotline-node": "140500"], token: "secret-of-the-link", status: 400, problem: "malformed-header"),
        Case(
            "hello of another shape", "/hello", body: #"{"node":1}"#, headers: ["hotline-node": "140500"],
            token: "secret-of-the-link", status: 400, problem: "malformed-request"),
        fromPeer(
            "a position that cannot be", "/hello",
            #"""
            {"node":"140500","generation":1,"epoch":"e","streams":[{"name":"feed","direction":"out","next":1,
            "first":-9223372036854775808,"oldestHeld":1,"chain":"\#(String(repeating: "0", count: 64))"}]}
            """#),
        fromPeer(
            "a generation that cannot be", "/hello",
            #"""
            {"node":"140500","generation":1,"epoch":"e","streams":[],"peerGeneration":9223372036854775807,
            "peerEpoch":"x"}
            """#),
        fromPeer(
            "an hour that cannot be", "/reconciliation",
            #"""
            {"source":"urn:hotline:140500",
            "scope":{"items":{"day":"2026-11-21","hour":9223372036854775807}}}
            """#),
        Case(
            "inbox without source", "/inbox", body: "{}", type: "application/cloudevents+json", status: 403,
            problem: "not-authorised"),
        Case(
            "foreign event of another type", "/inbox",
            body: #"{"specversion":"1.0","id":"1","source":"urn:police:110","type":"x.y","data":{}}"#,
            type: "application/cloudevents+json", token: "token-police", status: 422, problem: "unknown-type"),
        Case(
            "foreign event of another source", "/inbox",
            body: #"""
                {"specversion":"1.0","id":"1","source":"urn:other","type":"cn.hotline.matter.submitted.v1",
                 "data":{"kind":"help","channel":"externalSystem","title":"x","content":"y","petitioner":{"phone":"1"}}}
                """#,
            type: "application/cloudevents+json", token: "token-police", status: 403, problem: "source-not-authorised"),
    ]

    /// What a neighbour says that no node could mean.
    private static func fromPeer(_ name: String, _ path: String, _ body: String) -> Case {
        Case(
            name, path, body: body, headers: ["hotline-node": "140500"], token: "secret-of-the-link", status: 400,
            problem: "malformed-request")
    }

    @Test(arguments: cases) func isRefusedWithItsName(_ bad: Case) async throws {
        let node = try TestNode { configuration in
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .lower, baseURL: nil, secret: "secret-of-the-link",
                    speaksFor: ["140500"], pull: true),
            ]
        }
        try await node.run { node in
            try await node.untilWritable()
            let answer = try await node.send(
                .post, bad.path, as: bad.token, headers: bad.headers, bytes: bad.body)
            #expect(answer.status == bad.status && answer.problem == bad.problem, "\(answer.status) \(answer.text)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            if !bad.fields.isEmpty { #expect(answer.fields == bad.fields) }
            #expect(try await node.get("/tickets").object["total"] as? Int == 0)
        }
    }

    /// A completion's fields are named as the caller writes them.
    @Test func missingFieldsOfACompletion() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            _ = try await node.post("/tickets/\(id)/actions/accept")
            let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
            _ = try await node.post("/tickets/\(id)/actions/dispatch", dispatch)
            let complete = "/assignments/\(id).1/actions/complete"
            let empty = try await node.post(complete, #"{"handling":"已修"}"#, as: "token-water")
            #expect(empty.problem == "missing-fields")
            #expect(empty.fields.contains("reply.means") && !empty.fields.contains { $0.hasPrefix("form") })
            let texts = empty.fields.filter { !$0.contains(".") && $0 != "handledAt" }
            let members = texts.map { "\"\($0)\":\"已修\"" } + [
                #""items":{"findings":"属实"}"#, #""handledAt":"2026-09-14T15:00:00+08:00""#,
            ]
            let reply = #""reply":{"at":"2026-09-14T15:30:00+08:00","means":"电话","content":"已告知"}"#
            let full = "{\((members + [#""handling":"已修""#, reply]).joined(separator: ","))}"
            let completed = try await node.post(complete, full, as: "token-water")
            #expect(completed.status == 200, "\(completed.text)")
        }
    }

    @Test func placeOfMalformedJSONIsNamed() async throws {
        let cases = [
            (#"{"kind": nope}"#, 9, "only true, false and null are words at line 1, column 10 (byte 9)"),
            ("{\n \"标题\": 1,\n \"标题\": 2\n}", 17, #"the key "标题" stands twice in one object at line 3, column 2"#),
            ("{\"kind\"\n：1}", 8, "\"：\" does not fit here at line 2, column 1"),
            (#"{"kind":"#, 8, "the text ends too early at line 1, column 9"),
            (String(repeating: "[", count: 99), 64, "values are nested deeper than 64 at line 1, column 65"),
        ]
        try await TestNode().run { node in
            for (body, position, detail) in cases {
                let answer = try await node.post("/tickets", body)
                #expect(answer.object["position"] as? Int == position)
                #expect((answer.object["detail"] as? String)?.hasPrefix(detail) == true, "\(answer.text)")
            }
        }
    }

    /// As many fields as a body can hold, in an order that no sorted reading expects: the node reads them once, and
    /// names some that it does not know.
    @Test func tensOfThousandsOfFieldsAreRefusedAtOnce() async throws {
        let fields = (0..<80_000).reversed().map { "\"\(String($0 + 100_000, radix: 36))\":0" }
        let body = "{\(fields.joined(separator: ","))}"
        try await TestNode().run { node in
            let answer = try await node.post("/tickets", body)
            #expect(answer.status == 422 && answer.problem == "invalid-field")
            #expect(answer.fields.count == 100)
        }
    }
}

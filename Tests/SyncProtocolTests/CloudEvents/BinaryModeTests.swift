import SyncProtocol
import Testing

@Suite struct BinaryModeTests {
    private func decode(_ extra: [(name: String, value: String)], body: String = "") throws -> ReceivedEvent {
        var decoder = EventDecoder(hashing: SHA.self)
        let base = [
            (name: "CE-SpecVersion", value: "1.0"), (name: "ce-id", value: "1"), (name: "ce-source", value: "s"),
            (name: "ce-type", value: "t"),
        ]
        return try decoder.single(BinaryEvent(headers: base + extra, body: Array(body.utf8)).structured())
    }

    private func event(_ extra: [(name: String, value: String)], body: String = "") throws -> Event {
        switch try decode(extra, body: body) {
        case .event(let event): return event
        case .fault(let fault): throw fault
        }
    }

    @Test func becomesTheStructuredEvent() throws {
        let event = try event(
            [("Content-Type", "application/json"), ("ce-subject", "x")], body: "{ \"b\":1,\"a\":\"\\u4e2d\" }")
        #expect(
            String(decoding: event.json, as: UTF8.self)
                == #"{"data":{"a":"中","b":1},"id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#)
        #expect(event.digest == SHA.sha256(Array(event.json)))
    }

    @Test(arguments: [
        ("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"), ("\"quoted \\\"x\\\"\"", "quoted \"x\""), ("%2541", "%41"),
        ("\"%e4%b8%ad\"", "中"), ("plain", "plain"),
    ])
    func decodesFieldValues(_ value: String, _ subject: String) throws {
        #expect(try event([("ce-subject", value)]).subject == subject)
    }

    @Test(arguments: ["%", "%4", "%zz", "%FF", "%C0%80", "%ED%A0%80", "\"a\"b\"", "\"a\\\""])
    func refusesFieldValues(_ value: String) {
        #expect { try event([("ce-subject", value)]) } throws: { ($0 as? Problem)?.known == .malformedHeader }
    }

    @Test func refusesRepeatedAndForbiddenFields() {
        for name in ["ce-id", "ce-data", "ce-datacontenttype"] {
            #expect { try event([(name, "2")]) } throws: { ($0 as? Problem)?.known == .malformedHeader }
        }
    }

    @Test func otherTypesTravelAsBase64() throws {
        let event = try event([("content-type", "text/plain; charset=utf-8")], body: "停水")
        #expect(event.dataBase64 == "5YGc5rC0")
        #expect(event.dataContentType == "text/plain; charset=utf-8")
        #expect(event.data == nil)
    }

    @Test func anEmptyBodyIsNoData() throws {
        #expect(try event([("content-type", "application/json")]).data == nil)
    }

    @Test func refusesABodyThatIsNotItsType() {
        #expect { try event([("content-type", "application/problem+json")], body: "{") } throws: {
            ($0 as? Problem)?.known == .malformedJSON
        }
    }

    @Test func faultsOfAttributesAreTheEvents() throws {
        guard case .fault(let fault) = try decode([("ce-time", "soon"), ("ce-a_b", "x")]) else {
            Issue.record("accepted")
            return
        }
        #expect(fault.problem.errors?.map(\.pointer).sorted() == ["/a_b", "/time"])
    }

    @Test(arguments: [
        ("application/cloudevents-batch+json", EventMode.batch),
        ("Application/CloudEvents+JSON; charset=UTF-8", .structured),
        ("application/cloudevents+json;charset=\"utf-8\"", .structured),
    ])
    func knowsTheMode(_ contentType: String, _ mode: EventMode) throws {
        #expect(try EventMode(contentType: contentType, hasSpecVersion: false) == mode)
    }

    @Test(arguments: [nil, "application/json", "text/plain"])
    func attributesInFieldsAreBinaryMode(_ contentType: String?) throws {
        #expect(try EventMode(contentType: contentType, hasSpecVersion: true) == .binary)
    }

    @Test(arguments: [
        "application/cloudevents+xml", "application/cloudevents+json; charset=gbk", "application/json", "",
    ])
    func refusesOtherModes(_ contentType: String) {
        #expect { try EventMode(contentType: contentType, hasSpecVersion: false) } throws: {
            ($0 as? Problem)?.known == .unsupportedMediaType
        }
    }
}

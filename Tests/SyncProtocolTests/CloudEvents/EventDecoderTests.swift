import SyncProtocol
import Testing

@Suite struct EventDecoderTests {
    static let minimal =
        #""specversion":"1.0","id":"7-1","source":"urn:hotline:140525","type":"cn.hotline.ticket.changed.v1""#

    private func single(_ text: String, limits: EventLimits = EventLimits()) throws -> ReceivedEvent {
        var decoder = EventDecoder(limits: limits, hashing: SHA.self)
        return try decoder.single(Array(text.utf8))
    }

    private func event(_ text: String) throws -> Event {
        switch try single(text) {
        case .event(let event): return event
        case .fault(let fault): throw fault
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func readsEveryAttribute() throws {
        let source = """
             {\(Self.minimal),"subject":"T-1","time":"2026-11-21T10:00:00.000+08:00",
             "datacontenttype":"application/json","dataschema":"urn:x:1",
             "traceparent":"00-ab","hopcount":3,"flag":true,"data": {"a" : 1}}
            """
        let event = try event(source)
        #expect(event.key == EventKey(source: "urn:hotline:140525", id: "7-1"))
        #expect(event.type == "cn.hotline.ticket.changed.v1")
        #expect(event.subject == "T-1")
        #expect(event.time == "2026-11-21T10:00:00.000+08:00")
        #expect(event.dataContentType == "application/json")
        #expect(event.dataSchema == "urn:x:1")
        #expect(event.value(ofExtension: "traceparent") == "00-ab")
        #expect(event.value(ofExtension: "hopcount") == "3")
        #expect(event.value(ofExtension: "flag") == "true")
        #expect(text(event.data) == "{\"a\" : 1}")
        #expect(text(event.json) == source.trimmingPrefix(" ").description)
    }

    @Test(arguments: [
        (#"{}"#, ProblemType.missingAttribute, "/specversion"),
        (#"{"specversion":"1.0","id":"","source":"s","type":"t"}"#, .invalidAttribute, "/id"),
        (#"{"specversion":"1.0","id":1,"source":"s","type":"t"}"#, .invalidAttribute, "/id"),
        (#"{"specversion":"1.0","id":null,"source":"s","type":"t"}"#, .missingAttribute, "/id"),
        (#"{"specversion":"1.0","id":"1","source":"a b","type":"t"}"#, .invalidAttribute, "/source"),
        (#"{"specversion":"1.0","id":"1","source":["s"],"type":"t"}"#, .invalidAttribute, "/source"),
        (#"{"specversion":"0.3","id":"1","source":"s","type":"t"}"#, .unsupportedSpecVersion, "/specversion"),
        (#"{"specversion":1.0,"id":"1","source":"s","type":"t"}"#, .unsupportedSpecVersion, "/specversion"),
        ("{\(minimal),\"time\":\"yesterday\"}", .invalidAttribute, "/time"),
        ("{\(minimal),\"time\":\"2026-02-30T00:00:00Z\"}", .invalidAttribute, "/time"),
        ("{\(minimal),\"Upper\":\"x\"}", .invalidAttribute, "/Upper"),
        ("{\(minimal),\"with-dash\":\"x\"}", .invalidAttribute, "/with-dash"),
        ("{\(minimal),\"x/y~\":\"x\"}", .invalidAttribute, "/x~1y~0"),
        ("{\(minimal),\"ext\":{}}", .invalidAttribute, "/ext"),
        ("{\(minimal),\"ext\":1.5}", .invalidAttribute, "/ext"),
        ("{\(minimal),\"ext\":2147483648}", .invalidAttribute, "/ext"),
        ("{\(minimal),\"ext\":\"\\u0007\"}", .invalidAttribute, "/ext"),
        ("{\(minimal),\"ext\":\"\u{85}\"}", .invalidAttribute, "/ext"),
        ("{\(minimal),\"data\":1,\"data_base64\":\"AA==\"}", .ambiguousData, "/data_base64"),
        ("{\(minimal),\"data_base64\":\"A\"}", .invalidAttribute, "/data_base64"),
        ("{\(minimal),\"subject\":\"\"}", .invalidAttribute, "/subject"),
    ])
    func namesTheDefect(_ source: String, _ type: ProblemType, _ pointer: String) throws {
        guard case .fault(let fault) = try single(source) else {
            Issue.record("accepted")
            return
        }
        #expect(fault.problem.known == type)
        #expect(fault.problem.cure == type.cure)
        #expect(fault.problem.errors?.contains { $0.pointer == pointer } == true)
    }

    @Test func namesAllDefectsAtOnceAndTheKeyForTheChain() throws {
        let source = #"{"id":"9","source":"urn:x","subject":7,"time":"x","A":1}"#
        guard case .fault(let fault) = try single(source) else {
            Issue.record("accepted")
            return
        }
        #expect(fault.key == EventKey(source: "urn:x", id: "9"))
        #expect(fault.problem.errors?.map(\.pointer) == ["/specversion", "/type", "/subject", "/time", "/A"])
    }

    @Test func boundsLengths() throws {
        let long = String(repeating: "x", count: 257)
        let source = #"{"specversion":"1.0","id":"\#(long)","source":"s","type":"t"}"#
        guard case .fault(let fault) = try single(source) else {
            Issue.record("accepted")
            return
        }
        #expect(fault.key.id == long)
        let many = (0..<33).map { "\"e\($0)\":\"\"" }.joined(separator: ",")
        guard case .fault = try single("{\(Self.minimal),\(many)}") else {
            Issue.record("accepted")
            return
        }
        guard case .fault(let large) = try single("{\(Self.minimal)}", limits: EventLimits(eventBytes: 50)) else {
            Issue.record("accepted")
            return
        }
        #expect(large.problem.known == .eventTooLarge)
    }

    @Test func oneFaultInABatchLeavesTheOthers() throws {
        var decoder = EventDecoder(hashing: SHA.self)
        let good = "{\(Self.minimal)}"
        let received = try decoder.batch(Array("[\(good),7,{\"id\":\"x\"}, \(good)]".utf8))
        #expect(received.count == 4)
        #expect(received.map { if case .event = $0 { true } else { false } } == [true, false, false, true])
        #expect(received.map(\.chainKey.id) == ["7-1", "", "x", "7-1"])
        says(try decoder.batch(Array("[]".utf8)), [])
    }

    @Test(arguments: [
        ("{}", ProblemType.malformedRequest), ("[", .malformedJSON), ("[{\"a\":1,\"a\":1}]", .malformedJSON),
        ("[0,0,0]", .batchTooLarge), ("", .malformedJSON),
    ])
    func refusesTheWholeBody(_ body: String, _ type: ProblemType) {
        var decoder = EventDecoder(limits: EventLimits(events: 2), hashing: SHA.self)
        do throws(Problem) {
            _ = try decoder.batch(Array(body.utf8))
            Issue.record("accepted")
        } catch {
            #expect(error.known == type)
        }
    }

    @Test func aNoticeEntersTheChainForItsMessage() throws {
        let source = try #require(NodeSource(code: "140525"))
        let message = EventKey(source: "urn:other\"", id: "a\nb")
        let notice = Withheld.notice(
            id: NodeEventID(generation: 2, counter: 5), source: source, time: "2026-11-21T10:00:00.000+08:00",
            message: message, problem: Problem(.eventTooLarge))
        var decoder = EventDecoder(hashing: SHA.self)
        let received = try decoder.single(try notice.encoded())
        #expect(received.chainKey == message)
        guard case .event(let event) = received else {
            Issue.record("refused")
            return
        }
        #expect(event.key == EventKey(source: "urn:hotline:140525", id: "2-5"))
    }
}

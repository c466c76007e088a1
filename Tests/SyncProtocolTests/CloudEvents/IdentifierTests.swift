import SyncProtocol
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: ["1-1", "3-1042", "12-9223372036854775807"])
    func readsNodeIDs(_ text: String) throws {
        #expect(try #require(NodeEventID(text)).description == text)
    }

    @Test(arguments: [
        "", "-", "1", "1-", "-1", "0-1", "1-0", "01-1", "1-01", "1-2-3", "a-1", "1-1 ", "+1-1", "1-9223372036854775808",
        "１-1", "550e8400-e29b",
    ])
    func leavesForeignIDsOpaque(_ text: String) {
        #expect(NodeEventID(text) == nil)
    }

    @Test(arguments: ["140000", "140525", "419001-12366"])
    func readsNodeSources(_ code: String) throws {
        let source = try #require(NodeSource(code: code))
        #expect(source.description == "urn:hotline:\(code)")
        #expect(NodeSource(source: source.description) == source)
    }

    @Test(arguments: ["", "14000", "1400000", "140000-", "140000-A", "14000a", "140000/1", "urn:hotline:140000"])
    func refusesOtherCodes(_ code: String) {
        #expect(NodeSource(code: code) == nil)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T10:00:00.123+08:00", 1_795_226_400_123),
        ("2026-11-21T10:00:00.1239+08:00", 1_795_226_400_123), ("2026-11-21t02:00:00z", 1_795_226_400_000),
        ("2000-02-29T23:59:59.9Z", 951_868_799_900), ("1969-12-31T23:59:59Z", -1000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("1969-12-31T19:00:00-05:00", 0),
    ])
    func readsTimes(_ text: String, _ milliseconds: Int64) {
        #expect(RFC3339.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-11-31T00:00:00Z", "1900-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z",
        "2026-11-21T10:00:61Z", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00+0800", "2026-11-21T10:00:00+24:00",
        "2026-11-21T10:00:00Zx", "26-11-21T10:00:00Z", "2026-1-21T10:00:00Z",
    ])
    func refusesOtherTimes(_ text: String) {
        #expect(RFC3339.milliseconds(text) == nil)
    }
}

import SyncProtocol
import Testing

@Suite struct JournalHeadTests {
    static let text = "length=1042, since=98, digest=:\(chain(2).base64):"

    @Test func writesWhatItReads() throws {
        let head = try JournalHead(parsing: Self.text)
        #expect(head == JournalHead(length: 1042, since: 98, digest: chain(2)))
        #expect(head.value == Self.text)
    }

    /// A later version may say more.
    @Test func passesOverWhatItDoesNotKnow() throws {
        #expect(try JournalHead(parsing: Self.text + ", until=3").value == Self.text)
    }

    @Test(arguments: [
        ("length=1042", "length=0"), ("length=1042", "length=-1"), ("length=1042", "length=\"1042\""),
        ("length=1042, ", ""), ("since=98, ", ""), ("since=98", "since=-1"), ("since=98", "since=1043"),
        ("since=98", "since=a"), ("digest=:", "digest=:A"), ("digest=", "chain="), (text, ""), (":", ""),
    ])
    func refuses(_ part: String, _ replacement: String) {
        #expect { try JournalHead(parsing: Self.text.replacing(part, with: replacement)) } throws: {
            ($0 as? Problem)?.known == .malformedHeader
        }
    }
}

import SyncProtocol
import Testing

@Suite struct StreamHeaderTests {
    static let text = "name=\"feed\", generation=3, epoch=\"k7_-Q\", first=1042, chain=:\(chain(2).base64):"

    @Test func writesWhatItReads() throws {
        let header = try StreamHeader(parsing: Self.text)
        #expect(
            header == StreamHeader(name: .feed, generation: 3, epoch: "k7_-Q", first: 1042, chain: chain(2)))
        #expect(header.value == Self.text)
    }

    /// Without a space, with other white space, with space around; the order of members does not count.
    @Test func readsOtherSpellings() throws {
        let reordered = "first=1042, " + Self.text.replacing(", first=1042", with: "")
        let spellings = [
            reordered, Self.text.replacing(", ", with: ","), Self.text.replacing(", ", with: " \t, \t"),
            "  \(Self.text)  ",
        ]
        for spelling in spellings { #expect(try StreamHeader(parsing: spelling).value == Self.text) }
    }

    @Test(arguments: [
        ("feed", "archive"), ("feed", "fe\\\"ed"), ("generation=3", "generation=0"), ("generation=3", "generation=-3"),
        ("generation=3", "generation=3.0"), ("generation=3", "generation=\"3\""), ("generation=3",
        "generation=1234567890123456"),
        ("generation=3", "generation=3;a=1"), ("generation=3", "generation"), ("generation=3", "Generation=3"),
        ("k7_-Q", ""), ("k7_-Q", "a b"), ("k7_-Q", "é"), ("first=1042", "first=0"), ("first=1042", "first= 1042"),
        ("first=1042, ", ""), ("first=1042", "first=1042, first=1042"), ("first=1042", "first=1042, more=1"),
        ("first=1042", "first=1042,,"), ("chain=:", "chain=:A"), ("chain=:", "chain="), (":", ""), ("\"", ""),
        (", generation", "; generation"), ("name", ", name"), (text, ""), ("k7_-Q\"", "k7_-Q"),
    ])
    func refuses(_ part: String, _ replacement: String) {
        #expect { try StreamHeader(parsing: Self.text.replacing(part, with: replacement)) } throws: {
            ($0 as? Problem)?.known == .malformedHeader
        }
    }

    @Test func refusesACommaAtTheEnd() {
        #expect(throws: Problem.self) { try StreamHeader(parsing: Self.text + ",") }
    }
}

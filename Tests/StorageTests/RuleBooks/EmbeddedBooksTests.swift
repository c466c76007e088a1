import Crypto
import Foundation
import HotlineCore
import Testing

/// The books that the program carries, each with the version and the bytes that nodes out there are bound to. A node
/// keeps every version that it was bound to, and does not start on other content under the same version.
@Suite struct EmbeddedBooksTests {
    /// A book that is changed gets the next version, and its line here; the line of the version before goes.
    private static let released = [
        "jiyuan-2024 1": "69ad4b1123be7c56da12b180ea01074104462a0da6eae30c66b9d82fcceea238",
        "yuncheng-2019 1": "eef40a0ccd5c465f27b6f350eb7d95501f439abee51ce7717762c2bc189b3a05",
        "zezhou-2020 1": "938fe9ec9e73050a7712f0f25313f575cb27f286915365cc89c7077a00d9739e",
        "zezhou-2023 1": "1ce0e37d8435e683b6f596be7270c4da09604e51316642bd948cde09589e81f0",
        "zezhou-enterprise-2026 1": "9caf578f398d822f8e2c17f475320cd158b5358ae7578969f0149094001a8b61",
    ]

    @Test func aBookThatIsChangedHasANewVersion() throws {
        var found: [String: String] = [:]
        for id in RuleBookFile.embeddedIDs {
            let book = try RuleBookFile.embedded(id)
            found["\(id) \(book.head.version)"] = SHA256.hash(book.data).hex
        }
        for (book, digest) in found.sorted(by: { $0.key < $1.key }) where Self.released[book] != digest {
            Issue.record("\(book) is \(digest): raise its version and put the line here")
        }
        #expect(Set(found.keys) == Set(Self.released.keys))
    }
}

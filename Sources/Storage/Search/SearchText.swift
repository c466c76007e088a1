import Foundation
package import HotlineCore
import SyncProtocol

/// What of a ticket is searched: never a personal field (those are not in tickets).
package struct SearchText: Codable, Hashable, Sendable {
    /// The matter as it was told.
    package var title: String
    package var content: String
    package var place: String
    /// The ticket's own number and that of the channel it came from.
    package var numbers: [String]

    package init(title: String, content: String, place: String, numbers: [String]) {
        self.title = title
        self.content = content
        self.place = place
        self.numbers = numbers
    }

    /// The searched part of an own ticket.
    package init(_ ticket: Ticket) {
        self.init(ticket.matter, number: ticket.number.rawValue)
    }

    private init(_ matter: Matter, number: String) {
        self.init(
            title: matter.title, content: matter.content, place: matter.place,
            numbers: [number, matter.externalNumber].compactMap(\.self))
    }

    /// Reads the searched part out of the event that carries a mirror; what a neighbour of another version writes
    /// otherwise is left out.
    package init(event: [UInt8]) throws {
        let ticket = try CanonicalJSON.decode(FeedEnvelope.self, from: event).data.ticket
        self.init(
            title: ticket.matter.title, content: ticket.matter.content ?? "", place: ticket.matter.place ?? "",
            numbers: [ticket.number, ticket.matter.externalNumber].compactMap(\.self))
    }

    /// Tells a changed text from the same one; not kept secret from anyone.
    var digest: Int64 {
        let all = ([title, content, place] + numbers).joined(separator: "\u{0}")
        return all.withContiguousBytes { bytes in
            StorageHash.sha256(bytes).bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
        }
    }

    /// The values of the index's columns, in their order.
    var terms: [String] {
        [title, content, place, numbers.joined(separator: " ")].map(SearchTerms.index)
    }

    /// The parts of a feed event that are searched.
    private struct FeedEnvelope: Decodable {
        struct Content: Decodable { var ticket: Head }
        struct Head: Decodable {
            var number: String
            var matter: Told
        }
        struct Told: Decodable {
            var title: String
            var content: String?
            var place: String?
            var externalNumber: String?
        }

        var data: Content
    }
}

extension String {
    fileprivate func withContiguousBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        var text = self
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

import Database
import Foundation
import HotlineCore
import SyncProtocol

/// What of a ticket is searched: never a personal field, neither the petitioner's record nor what of it was typed into
/// the matter. Whoever may search could else learn a number digit by digit (ZZ23-47).
package struct SearchText: Hashable, Sendable {
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

    /// The searched part of an own ticket, with the petitioner's values struck out.
    init(_ ticket: Ticket, in transaction: ReadTransaction) throws {
        let stored = try ticket.petitioner.reference.flatMap { try PetitionerStore.find($0, in: transaction) }
        let redaction = stored?.redaction ?? Redaction()
        self.init(ticket.matter, number: ticket.number.rawValue)
        title = redaction.apply(to: title)
        content = redaction.apply(to: content)
        place = redaction.apply(to: place)
        numbers = numbers.map { $0 == ticket.number.rawValue ? $0 : redaction.apply(to: $0) }
    }

    private init(_ matter: Matter, number: String) {
        self.init(
            title: matter.title, content: matter.content, place: matter.place,
            numbers: [number, matter.externalNumber].compactMap(\.self))
    }

    /// Reads the searched part out of the event that carries a mirror; nil where it carries none. What a neighbour of
    /// another version writes otherwise is left out.
    package init?(event: [UInt8]) {
        let text = event.withUnsafeBytes { bytes -> SearchText? in
            var tape = JSONTape()
            guard (try? tape.scan(bytes)) != nil,
                let ticket = tape.value(at: "data", "ticket", bytes: bytes),
                let matter = tape.value(of: "matter", in: ticket, bytes: bytes)
            else { return nil }
            func text(_ key: StaticString, _ object: Int) -> String? {
                tape.value(of: key, in: object, bytes: bytes).flatMap { tape.string($0, bytes: bytes) }
            }
            guard let title = text("title", matter), let number = text("number", ticket) else { return nil }
            return SearchText(
                title: title, content: text("content", matter) ?? "", place: text("place", matter) ?? "",
                numbers: [number, text("externalNumber", matter)].compactMap(\.self))
        }
        guard let text else { return nil }
        self = text
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
}

extension String {
    fileprivate func withContiguousBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        var text = self
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

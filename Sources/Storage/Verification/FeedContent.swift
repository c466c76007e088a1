import Foundation
import HotlineCore
import SyncProtocol
import WorkCalendar

/// What a feed event carries, as far as it is compared with rows.
struct FeedContent {
    /// The fields of a ticket that a mirror is listed by.
    struct State: Decodable {
        struct Matter: Decodable {
            var kind: String
            var title: String
        }

        var id: String
        var rootId: String
        var number: String
        var generation: Int64
        var revision: Int64
        var state: String
        var registeredAt: Moment
        var matter: Matter
    }

    /// Which change of which ticket it tells.
    struct Told: Decodable, Hashable {
        var ticket: String
        var generation: Int64
        var revision: Int64
        var at: Moment
    }

    private struct Content: Decodable {
        var ticket: State
        var event: Told?
        var due: Int64?
    }

    var state: State
    /// Nil where another version of the program tells changes otherwise.
    var told: Told?
    var due: Int64?
    /// The digest of the ticket's bytes as they travel.
    var digest: Digest32

    /// Reads the `data` of a feed event; nil where it is none.
    init?(_ data: ArraySlice<UInt8>) {
        guard let content = try? CanonicalJSON.decode(Content.self, from: data),
            let digest = FeedContent.digest(ofTicketIn: data)
        else { return nil }
        state = content.ticket
        told = content.event
        due = content.due
        self.digest = digest
    }

    private static func digest(ofTicketIn data: ArraySlice<UInt8>) -> Digest32? {
        data.withUnsafeBytes { bytes in
            var tape = JSONTape()
            guard (try? tape.scan(bytes)) != nil, let ticket = tape.value(of: "ticket", bytes: bytes)
            else { return nil }
            return StorageHash.sha256(UnsafeRawBufferPointer(rebasing: bytes[tape[ticket].range]))
        }
    }
}

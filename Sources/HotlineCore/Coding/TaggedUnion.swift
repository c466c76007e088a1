/// An enum whose cases each carry one payload, encoded as an object with one key: `{"assignment.signed": {…}}`.
///
/// The key is the case's stable name on the wire and in the journal, whatever the case is called in Swift.
package protocol TaggedUnion: Codable, Hashable, Sendable {
    /// The case's stable name.
    var name: String { get }
    /// The payload of the case.
    var payload: any Encodable { get }
    /// Each name with how its payload becomes the case.
    static var readers: [String: @Sendable (any Decoder) throws -> Self] { get }
}

extension TaggedUnion {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        // Unknown neighbours are tolerated; exactly one known name decides.
        guard let key = container.allKeys.map(\.stringValue).sorted().first(where: { Self.readers[$0] != nil }),
            let read = Self.readers[key]
        else {
            throw DecodingError.dataCorrupted(DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "none of \(Self.readers.keys.sorted().joined(separator: ", "))"))
        }
        self = try read(container.superDecoder(forKey: AnyKey(key)))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try payload.encode(to: container.superEncoder(forKey: AnyKey(name)))
    }

    /// A reader for one case.
    static func reader<Payload: Decodable & Sendable>(
        _ make: @escaping @Sendable (Payload) -> Self
    ) -> @Sendable (any Decoder) throws -> Self {
        { decoder in make(try Payload(from: decoder)) }
    }
}

/// A key that is any text.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// A list that may be absent where it is stored or sent: absent reads as empty, and empty is not written.
///
/// Lists that a later version added to a ticket are declared so: what an older neighbour sends without them can still
/// be read.
@propertyWrapper
package struct Listed<Element: Codable & Hashable & Sendable>: Hashable, Sendable {
    /// The elements, in order.
    package var wrappedValue: [Element]

    package init(wrappedValue: [Element]) {
        self.wrappedValue = wrappedValue
    }
}

extension Listed: Codable {
    package init(from decoder: any Decoder) throws {
        wrappedValue = try [Element](from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try wrappedValue.encode(to: encoder)
    }
}

extension KeyedDecodingContainer {
    /// Found by the compiler's own decoding of a type with listed members.
    package func decode<Element>(_ type: Listed<Element>.Type, forKey key: Key) throws -> Listed<Element> {
        try decodeIfPresent(type, forKey: key) ?? Listed(wrappedValue: [])
    }
}

extension KeyedEncodingContainer {
    /// Found by the compiler's own encoding of a type with listed members.
    package mutating func encode<Element>(_ list: Listed<Element>, forKey key: Key) throws {
        if !list.wrappedValue.isEmpty { try encode(list.wrappedValue, forKey: key) }
    }
}

import Glibc

/// What a connection decoded not long ago, by a row's key, beside the bytes it was decoded from. A page of the console
/// asks for one ticket several times over, and everybody who watches it reads it after each change: the same bytes need
/// not be decoded for each.
///
/// The bytes are compared at each use, so that nothing here has to be told of changes.
package final class DecodedRows<Key: Hashable, Value> {
    /// Beyond so many the memory begins anew.
    private static var capacity: Int { 64 }

    private var kept: [Key: (bytes: [UInt8], value: Value)] = [:]

    /// The value of a row's bytes, with the bytes.
    package func value(
        of key: Key, from bytes: UnsafeRawBufferPointer, decode: ([UInt8]) throws -> Value
    ) rethrows -> (bytes: [UInt8], value: Value) {
        if let known = kept[key], Self.areEqual(known.bytes, bytes) { return known }
        let copy = [UInt8](bytes)
        let fresh = (bytes: copy, value: try decode(copy))
        if kept.count >= Self.capacity { kept = [:] }
        kept[key] = fresh
        return fresh
    }

    private static func areEqual(_ known: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard known.count == bytes.count, let start = bytes.baseAddress else { return known.count == bytes.count }
        return memcmp(known, start, known.count) == 0
    }
}

extension ReadTransaction {
    /// What the transaction's connection decoded of one type.
    package final func decoded<Key: Hashable, Value>(_ type: Value.Type, by key: Key.Type) -> DecodedRows<Key, Value> {
        let slot = ObjectIdentifier(DecodedRows<Key, Value>.self)
        // The slot is named by the type of what is in it.
        if let known = connection.decoded[slot] { return unsafeDowncast(known, to: DecodedRows<Key, Value>.self) }
        let fresh = DecodedRows<Key, Value>()
        connection.decoded[slot] = fresh
        return fresh
    }
}

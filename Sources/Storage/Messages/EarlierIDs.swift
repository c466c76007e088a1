import SyncProtocol

/// The ids of one source's events that were accepted before ids had rows of their own, by generation: read, and never
/// written again.
struct EarlierIDs: Sendable {
    private var generations: [Int64: IDRanges] = [:]

    /// For each generation its number and the length of its ranges (8 bytes each, big-endian), then the ranges. Nil
    /// where the bytes are not in that form.
    init?(decoding bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let generation = EarlierIDs.read(&rest), let length = EarlierIDs.read(&rest),
                length <= rest.count, let ranges = IDRanges(decoding: rest.prefix(Int(length)))
            else { return nil }
            generations[Int64(generation)] = ranges
            rest = rest.dropFirst(Int(length))
        }
    }

    func contains(_ id: NodeEventID) -> Bool {
        generations[id.generation]?.contains(id.counter) ?? false
    }

    private static func read(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        guard bytes.count >= 8 else { return nil }
        defer { bytes = bytes.dropFirst(8) }
        return bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

import SyncProtocol

/// The ids of one source's events that this node has accepted, by generation.
struct AcceptedIDs: Sendable {
    private var generations: [Int64: IDRanges] = [:]

    init() {}

    func contains(_ id: NodeEventID) -> Bool {
        generations[id.generation]?.contains(id.counter) ?? false
    }

    mutating func insert(_ id: NodeEventID) {
        _ = generations[id.generation, default: IDRanges()].insert(id.counter)
    }

    /// For each generation its number and the length of its ranges (8 bytes each, big-endian), then the ranges.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        for generation in generations.keys.sorted() {
            guard let ranges = generations[generation]?.encoded() else { continue }
            AcceptedIDs.append(UInt64(generation), to: &bytes)
            AcceptedIDs.append(UInt64(ranges.count), to: &bytes)
            bytes.append(contentsOf: ranges)
        }
        return bytes
    }

    /// Nil where the bytes are not in that form.
    init?(decoding bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let generation = AcceptedIDs.read(&rest), let length = AcceptedIDs.read(&rest),
                length <= rest.count, let ranges = IDRanges(decoding: rest.prefix(Int(length)))
            else { return nil }
            generations[Int64(generation)] = ranges
            rest = rest.dropFirst(Int(length))
        }
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func read(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        guard bytes.count >= 8 else { return nil }
        defer { bytes = bytes.dropFirst(8) }
        return bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

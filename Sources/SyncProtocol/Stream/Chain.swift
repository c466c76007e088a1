/// The running digest over the ids of a stream's positions, which shows a restored sender even when its positions have
/// overtaken what the receiver saw.
///
///     chain_0 = 32 zero bytes
///     chain_n = SHA-256(chain_(n-1) ‖ source ‖ 0x0A ‖ id)    of the event at position n
///
/// `source` and `id` are the UTF-8 bytes of the unescaped attributes. The chain in a header or hello is always that
/// of all positions before `first`, so chain_(first-1). Vectors for the source `urn:hotline:140525`:
///
///     after id 1-1: chain_1 = 150ae34ce63a2c17c8c4ac1eef1613ea4b5c1f16df3c75b7d23169cc7a8b2b69
///     after id 1-2: chain_2 = a2890444919a97b80d73d5399ce8b2fb5901ac4feee756c72aa2ea8d2647ad50
///     after id 1-3: chain_3 = 97a6833170e518bd7ba6eb89042dcb0a65003ec3be0f1d3b46d6519c2bfed906
package enum Chain {
    /// chain_0: nothing has been sent yet.
    package static let origin = Digest32.zero

    /// The chain after one more position.
    package static func next<H: Hashing>(_ chain: Digest32, _ key: EventKey, hashing: H.Type) -> Digest32 {
        let length = Digest32.byteCount + key.source.utf8.count + 1 + key.id.utf8.count
        return withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { message in
            chain.withUnsafeBytes { message.copyMemory(from: $0) }
            var end = Digest32.byteCount
            for byte in key.source.utf8 {
                message[end] = byte
                end += 1
            }
            message[end] = 0x0A
            end += 1
            for byte in key.id.utf8 {
                message[end] = byte
                end += 1
            }
            return H.sha256(UnsafeRawBufferPointer(message))
        }
    }

    /// The chain after all of `keys`, in their order.
    package static func rolled<H: Hashing>(
        _ chain: Digest32, over keys: some Sequence<EventKey>, hashing: H.Type
    ) -> Digest32 {
        keys.reduce(chain) { next($0, $1, hashing: hashing) }
    }
}

import SyncProtocol
import Testing

@Suite struct ChainTests {
    @Test(arguments: [
        (0, String(repeating: "0", count: 64)),
        (1, "150ae34ce63a2c17c8c4ac1eef1613ea4b5c1f16df3c75b7d23169cc7a8b2b69"),
        (2, "a2890444919a97b80d73d5399ce8b2fb5901ac4feee756c72aa2ea8d2647ad50"),
        (3, "97a6833170e518bd7ba6eb89042dcb0a65003ec3be0f1d3b46d6519c2bfed906"),
    ] as [(Int64, String)])
    func followsItsVectors(_ position: Int64, _ hex: String) {
        #expect(chain(position).hex == hex)
    }

    @Test func theBorderBetweenSourceAndIDCounts() {
        let one = Chain.next(.zero, EventKey(source: "ab", id: "c"), hashing: SHA.self)
        let other = Chain.next(.zero, EventKey(source: "a", id: "bc"), hashing: SHA.self)
        #expect(one != other)
    }
}

import SyncProtocol
import TestSupport
import Testing

@Suite struct DigestTests {
    private func digest(_ random: SeededRandom) -> Digest32 {
        SHA.sha256([UInt8](repeating: 0, count: 3) + (0..<8).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }

    @Test func readsAndWritesItsTexts() throws {
        let digest = SHA.sha256([])
        #expect(digest.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest32(hex: digest.hex) == digest)
        #expect(Digest32(base64: digest.base64) == digest)
        #expect(Digest32(digest.bytes) == digest)
    }

    @Test(arguments: ["", "e3", String(repeating: "E", count: 64), String(repeating: "g", count: 64)])
    func refusesOtherHex(_ text: String) {
        #expect(Digest32(hex: text) == nil)
    }

    /// The last has bits where padding belongs: another spelling of 32 bytes.
    @Test(arguments: ["", "AAAA", "l6aDMXDlGL17puuJBC3LCmUAPsO+Dx07RtZRnCv+2QZ="])
    func refusesOtherBase64(_ text: String) {
        #expect(Digest32(base64: text) == nil)
    }

    @Test func addsModuloTwoToThe256() throws {
        let one = try #require(Digest32(hex: String(repeating: "0", count: 63) + "1"))
        let most = try #require(Digest32(hex: String(repeating: "f", count: 64)))
        #expect(most &+ one == .zero)
        #expect(Digest32.zero &- one == most)
        let low = try #require(
            Digest32(hex: String(repeating: "0", count: 32) + String(repeating: "f", count: 32)))
        #expect((low &+ one).hex == String(repeating: "0", count: 31) + "1" + String(repeating: "0", count: 32))
    }

    @Test func sumsDoNotDependOnOrder() {
        let random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            let (a, b, c) = (digest(random), digest(random), digest(random))
            #expect(a &+ b &+ c == c &+ a &+ b)
            #expect(a &+ b &- b == a)
        }
    }
}

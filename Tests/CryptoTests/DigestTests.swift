import Crypto
import Foundation
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4 examples, and lengths round the 64-byte block.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func knownAnswers(_ text: String, _ hex: String) {
        #expect(SHA256.hash(text).hex == hex)
        #expect(SHA256.hash([UInt8](text.utf8)).hex == hex)
        #expect(SHA256.hash(Data(text.utf8)).hex == hex)
    }

    @Test(arguments: [0, 1, 31, 55, 56, 63, 64, 65, 127, 128, 1_000])
    func piecesGiveTheDigestOfTheWhole(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for split in stride(from: 0, through: count, by: max(1, count / 9)) {
            var stream = SHA256Stream()
            stream.update(Array(bytes[..<split]))
            stream.update(Array(bytes[split...]))
            #expect(stream.finish() == SHA256.hash(bytes))
        }
    }

    @Test func textFormsReadBack() throws {
        let digest = SHA256.hash("热线")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(base64: digest.base64) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(digest.bytes.withUnsafeBytes { Digest(bytes: $0) } == digest)
    }

    @Test(arguments: ["", "ab", String(repeating: "0", count: 63), String(repeating: "g", count: 64),
                      String(repeating: "0", count: 65)])
    func whatIsNoDigestIsRefused(_ text: String) {
        #expect(Digest(hex: text) == nil)
        #expect(Digest(bytes: [UInt8](text.utf8)) == nil || text.utf8.count == 32)
    }

    /// RFC 4231, test cases 1 and 6 (a key longer than a block).
    @Test(arguments: [
        ([UInt8](repeating: 0x0b, count: 20), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        ([UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    ])
    func keyedDigests(_ key: [UInt8], _ text: String, _ hex: String) {
        #expect(HMAC(key: key).hash(text).hex == hex)
        #expect(HMAC(key: key).hash([UInt8](text.utf8)).hex == hex)
    }
}

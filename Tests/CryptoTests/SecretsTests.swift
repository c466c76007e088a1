import Crypto
import Testing

@Suite struct SecretsTests {
    private let cheap = PasswordHash.Cost(log2N: 4, r: 8, p: 1)

    @Test func aPasswordMatchesItsStoredHashOnly() throws {
        let stored = PasswordHash("坐席-12345", cost: cheap).text
        #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        let read = try #require(PasswordHash(text: stored))
        #expect(read.matches("坐席-12345"))
        #expect(!read.matches("坐席-12346") && !read.matches(""))
        #expect(read.needsRehash() && !read.needsRehash(to: cheap))
    }

    @Test func theSamePasswordIsStoredDifferentlyEachTime() {
        #expect(PasswordHash("p", cost: cheap).text != PasswordHash("p", cost: cheap).text)
    }

    @Test func compositionMakesNoOtherPassword() throws {
        #expect(PasswordHash("caf\u{e9}", cost: cheap).matches("cafe\u{301}"))
    }

    /// RFC 7914 section 12: N = 16384, r = 8, p = 1; the first 32 bytes of its 64.
    @Test func theAnswerOfTheRFC() throws {
        let stored = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        #expect(try #require(PasswordHash(text: stored)).matches("pleaseletmein"))
    }

    @Test(arguments: [
        "", "scrypt", "$scrypt$ln=15,r=8,p=3$AAAA", "$bcrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "$scrypt$ln=40,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func whatIsNoHashIsRefused(_ text: String) {
        #expect(PasswordHash(text: text) == nil)
    }

    @Test func comparisonComparesEverything() {
        #expect(ConstantTime.equal([], []) && ConstantTime.equal([1, 2], [1, 2]))
        #expect(!ConstantTime.equal([1, 2], [1, 3]) && !ConstantTime.equal([1], [1, 2]))
        #expect(ConstantTime.equal(SHA256.hash("a"), SHA256.hash("a")))
        #expect(!ConstantTime.equal(SHA256.hash("a"), SHA256.hash("b")))
    }

    @Test func randomBytesDiffer() {
        #expect(SecureRandom.bytes(32).count == 32 && SecureRandom.bytes(32) != SecureRandom.bytes(32))
    }

    @Test(arguments: [[], [0xff], [0xfb, 0xff], [0xfb, 0xff, 0xfe], [UInt8](0...255)] as [[UInt8]])
    func base64URLReadsBack(_ bytes: [UInt8]) {
        let text = Base64URL.encode(bytes)
        #expect(text.utf8.allSatisfy { !"+/=".utf8.contains($0) })
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test(arguments: ["+w", "/w", "_w==", "a", "热"])
    func whatIsNotBase64URLIsRefused(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}

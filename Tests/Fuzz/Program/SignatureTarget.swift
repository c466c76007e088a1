import Crypto
import SyncProtocol

/// Signed messages, each a start line and fields: a structured field written again reads the same; the base covers what
/// the parameters name, line by line; what is signed over the base of an accepted message is a signature that holds.
enum SignatureTarget {
    static func run(_ input: [UInt8]) {
        let lines = String(decoding: input, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let fields = lines.dropFirst().map { line in
            let pair = line.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(pair[0]), value: String(pair.dropFirst().first ?? ""))
        }
        for field in fields { checkField(field.value) }
        let message = SignableMessage(start(of: lines.first ?? ""), fields: fields)
        let request = SignableMessage(
            .request(method: "POST", scheme: "https", authority: "example.com", target: "/foo?param=Value&Pet=dog"),
            fields: fields)
        checkSignature(of: message, to: nil)
        if case .response = message.start { checkSignature(of: message, to: (request, "hotline")) }
        signAnew(message)
    }

    /// `GET /path` or `200`.
    private static func start(of line: Substring) -> SignableMessage.Start {
        if let status = Int(line) { return .response(status: status) }
        let words = line.split(separator: " ", maxSplits: 1)
        return .request(
            method: String(words.first ?? "GET"), scheme: "https", authority: "Example.com:443",
            target: String(words.dropFirst().first ?? "/"))
    }

    private static func checkField(_ value: String) {
        do throws(Problem) {
            let read = try StructuredFieldParser.dictionary(value, of: "Field")
            let again = try StructuredFieldParser.dictionary(read.description, of: "Field")
            require(again == read && again.description == read.description, "written again it reads the same: \(value)")
        } catch {
            check(error)
        }
        let digest = ContentDigest.value(of: UnsafeRawBufferPointer(start: nil, count: 0), hashing: FuzzHash.self)
        let matches = Array(value.utf8).withUnsafeBytes { body in
            try? ContentDigest.matches(digest, body: body, hashing: FuzzHash.self)
        }
        require(matches == value.isEmpty, "the digest of nothing is of nothing else")
    }

    private static func checkSignature(
        of message: SignableMessage, to request: (message: SignableMessage, label: String)?
    ) {
        do throws(Problem) {
            let signature = try SignatureCheck(
                of: message, to: request, clock: SignatureCheck.Clock(now: 1_618_884_473, started: 0))
            require((16...128).contains(signature.nonce.utf8.count), "a nonce has its length")
            require(SignatureCheck.label(of: message) == signature.label, "a signature has one label")
            _ = try signature.base(of: message, to: request?.message)
        } catch {
            check(error)
        }
    }

    /// The message with the signature that a node would make; it must be found, whole, and hold.
    private static func signAnew(_ message: SignableMessage) {
        guard let key else { return require(false, "the key is one") }
        var message = message
        message.fields.removeAll { ["signature", "signature-input"].contains($0.name.lowercased()) }
        let parameters = NodeSignature.parameters(
            for: message, keyID: key.publicKey.id, at: 1_618_884_473, nonce: "0123456789abcdef")
        do throws(SignatureBase.Fault) {
            let base = try SignatureBase.text(parameters, of: message)
            require(base.split(separator: "\n").last?.hasPrefix("\"@signature-params\": ") == true, "its last line")
            message.fields += NodeSignature.fields(parameters, signature: key.sign(Array(base.utf8)))
        } catch {
            return require(false, "a node can sign what it sends: \(error)")
        }
        do throws(Problem) {
            let signature = try SignatureCheck(of: message)
            let base = try signature.base(of: message)
            require(key.publicKey.verifies(signature.signature, of: base), "the signature holds")
        } catch {
            require(false, "what was signed is accepted: \(error)")
        }
    }

    private static let key = SigningKey(rawValue: Array(repeating: 7, count: SigningKey.byteCount))

    private static func check(_ problem: Problem) {
        require(problem.known != nil && (400..<500).contains(problem.status), "a refusal has a known type: \(problem)")
    }
}

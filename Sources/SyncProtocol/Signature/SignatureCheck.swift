/// A signature as it came: what it says, and the bytes that a key must have signed. Everything that can be judged
/// without a key has been judged.
package struct SignatureCheck: Sendable {
    /// Under which it stands in both fields.
    package let label: String
    /// The key that it claims to be made with.
    package let keyID: String
    /// What the nonce memory keeps.
    package let nonce: String
    /// Until when the nonce must be remembered, in seconds of POSIX time.
    package let rememberUntil: Int64
    /// What was signed, and the signature.
    package let base: [UInt8]
    package let signature: [UInt8]

    /// The clocks that a signature is held against, in seconds of POSIX time.
    package struct Clock: Sendable {
        package var now: Int64
        /// When this process began to remember nonces: what was signed before may be a replay.
        package var started: Int64

        package init(now: Int64, started: Int64) {
            self.now = now
            self.started = started
        }
    }

    /// Reads the signature of a message.
    ///
    /// - Parameter request: for an answer the request that it answers.
    /// - Throws: `Problem`: signature-missing, signature-invalid, signature-stale.
    package init(
        of message: SignableMessage, to request: SignableMessage? = nil, clock: Clock
    ) throws(Problem) {
        let (label, parameters, signature) = try Self.find(in: message)
        try Self.requireWhole(parameters, message)
        guard let created = parameters.created, let expires = parameters.expires, let nonce = parameters.nonce,
            let keyID = parameters.keyID
        else { throw Self.invalid("created, expires, nonce and keyid are required") }
        try Self.requireFresh(created: created, expires: expires, clock)
        guard (16...128).contains(nonce.utf8.count) else { throw Self.invalid("a nonce has 16 to 128 characters") }
        let base: String
        do throws(SignatureBase.Fault) {
            base = try SignatureBase.text(parameters, of: message, to: request)
        } catch {
            throw Self.invalid("\(error)")
        }
        self.label = label
        self.keyID = keyID
        self.nonce = nonce
        self.signature = signature
        self.base = Array(base.utf8)
        rememberUntil = created + NodeSignature.tolerance
    }

    /// The label of a message's signature, whether it holds or not; nil where it has none.
    package static func label(of message: SignableMessage) -> String? {
        (try? find(in: message))?.0
    }

    /// The one signature for this purpose: a second one would leave open which of them counts.
    private static func find(in message: SignableMessage) throws(Problem) -> (String, SignatureParameters, [UInt8]) {
        guard let inputs = message.field(NodeSignature.inputField),
            let signatures = message.field(NodeSignature.signatureField)
        else { throw Problem(.signatureMissing) }
        let read = try StructuredFieldParser.dictionary(inputs, of: "Signature-Input")
        let ours = read.members.compactMap { member in
            SignatureParameters(member.value).map { (label: member.key, parameters: $0) }
        }.filter { $0.parameters.tag == NodeSignature.tag }
        guard let only = ours.first else {
            throw Problem(.signatureMissing, detail: "no signature has tag=\"hotline\"")
        }
        guard ours.count == 1 else { throw invalid("\(ours.count) signatures have tag=\"hotline\"") }
        let values = try StructuredFieldParser.dictionary(signatures, of: "Signature")
        guard case .bytes(let bytes)? = values.bare(only.label) else {
            throw invalid("Signature has no \(only.label)")
        }
        return (only.label, only.parameters, bytes)
    }

    private static func requireWhole(_ parameters: SignatureParameters, _ message: SignableMessage) throws(Problem) {
        guard parameters.algorithm ?? "ed25519" == "ed25519" else {
            throw invalid("the algorithm \(parameters.algorithm ?? "") is not accepted, only ed25519")
        }
        let missing = NodeSignature.components(of: message).filter { !parameters.components.contains($0) }
        guard missing.isEmpty else {
            throw invalid("not covered: \(missing.map(\.description).joined(separator: " "))")
        }
    }

    private static func requireFresh(created: Int64, expires: Int64, _ clock: Clock) throws(Problem) {
        let tolerance = NodeSignature.tolerance
        guard created <= clock.now + tolerance else {
            throw stale("signed \(created - clock.now) s in the future")
        }
        guard created >= clock.now - tolerance else { throw stale("signed \(clock.now - created) s ago") }
        guard expires > clock.now - tolerance, expires > created else { throw stale("it has expired") }
        guard created >= clock.started else { throw stale("signed before this node was started") }
    }

    private static func invalid(_ detail: String) -> Problem { Problem(.signatureInvalid, detail: detail) }

    private static func stale(_ detail: String) -> Problem { Problem(.signatureStale, detail: detail) }
}

/// A signature as it came: what it says. Everything that can be judged without a key has been judged.
package struct SignatureCheck: Sendable {
    /// Under which it stands in both fields.
    package let label: String
    /// The key that it claims to be made with.
    package let keyID: String
    /// What the nonce memory keeps.
    package let nonce: String
    /// When it was made by the signer's clock, in seconds of POSIX time.
    package let created: Int64
    /// Until when the nonce must be remembered, in seconds of POSIX time.
    package let rememberUntil: Int64
    package let signature: [UInt8]
    private let parameters: SignatureParameters

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

    /// Reads the signature of a message. What it costs grows with the header alone: strangers may have it read.
    ///
    /// - Parameters:
    ///   - request: for an answer the request that it answers, and under what label that was signed. Such an answer is
    ///     as young as its request, whatever the clocks say.
    ///   - clock: for a request the clocks that it is held against.
    /// - Throws: `Problem`: signature-missing, signature-invalid, signature-stale.
    package init(
        of message: SignableMessage, to request: (message: SignableMessage, label: String)? = nil, clock: Clock? = nil
    ) throws(Problem) {
        let (label, parameters, signature) = try Self.find(in: message)
        try Self.requireWhole(parameters, message, request)
        guard let created = parameters.created, let expires = parameters.expires, let nonce = parameters.nonce,
            let keyID = parameters.keyID
        else { throw Self.invalid("created, expires, nonce and keyid are required") }
        if let clock { try Self.requireFresh(created: created, expires: expires, clock) }
        guard (16...128).contains(nonce.utf8.count) else { throw Self.invalid("a nonce has 16 to 128 characters") }
        self.label = label
        self.keyID = keyID
        self.nonce = nonce
        self.created = created
        self.signature = signature
        self.parameters = parameters
        rememberUntil = created + NodeSignature.tolerance
    }

    /// The bytes that the key must have signed.
    ///
    /// - Throws: `Problem` (signature-invalid) where what is covered is not there.
    package func base(of message: SignableMessage, to request: SignableMessage? = nil) throws(Problem) -> [UInt8] {
        do throws(SignatureBase.Fault) {
            return Array(try SignatureBase.text(parameters, of: message, to: request).utf8)
        } catch {
            throw Self.invalid("\(error)")
        }
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

    private static func requireWhole(
        _ parameters: SignatureParameters, _ message: SignableMessage,
        _ request: (message: SignableMessage, label: String)?
    ) throws(Problem) {
        guard parameters.algorithm ?? "ed25519" == "ed25519" else {
            throw invalid("the algorithm \(parameters.algorithm ?? "") is not accepted, only ed25519")
        }
        guard parameters.components.count <= mostComponents else {
            throw invalid("\(parameters.components.count) components, at most \(mostComponents) are looked at")
        }
        // Parts of fields are no business of nodes, and cost time.
        guard request != nil || parameters.components.allSatisfy(\.parameters.isEmpty) else {
            throw invalid("a request's components have no parameters")
        }
        let missing = NodeSignature.missing(in: parameters.components, of: message, to: request)
        guard missing.isEmpty else {
            throw invalid("not covered: \(missing.map(\.description).joined(separator: " "))")
        }
    }

    private static let mostComponents = 40

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

/// Signatures between nodes (design section 5, "Identity"): what they cover, how long they hold, what refuses them.
package enum NodeSignature {
    /// The label of the signature in both fields.
    package static let label = "hotline"
    /// The tag that tells it from signatures for other purposes (RFC 9421, section 2.3).
    package static let tag = "hotline"
    /// The fields' names in lower case.
    package static let inputField = "signature-input"
    package static let signatureField = "signature"
    /// How far clocks may differ, and how long a signature holds, in seconds.
    package static let tolerance: Int64 = 300
    /// Bytes of chance in a nonce.
    package static let nonceBytes = 16

    /// Components of every request, and of requests and answers where they have such a field.
    private static let ofRequests = ["@method", "@authority", "@path", "@query"]
    private static let ifPresent = [
        "hotline-node", "hotline-to", "content-type", "content-length", "hotline-stream", "content-digest",
        "upload-offset", "upload-length", "range", "content-range", "retry-after", JournalHead.fieldName,
    ]
    /// What a signature of this message covers. An answer also covers all that its request did, as the answering node
    /// read it: where somebody altered the request on its way, the answer is none to the request that was sent.
    ///
    /// - Parameter request: for an answer the request, and under what label that was signed.
    package static func components(
        of message: SignableMessage, to request: (message: SignableMessage, label: String)? = nil
    ) -> [StructuredField.Item] {
        // An answer without a body may say so or not, as its status and method have it: no length is none of 0.
        var names = ifPresent.filter { name in
            message.field(name).map { name != "content-length" || $0 != "0" } ?? false
        }
        switch message.start {
        case .request: names = ofRequests + names
        case .response: names = ["@status"] + names
        }
        let own = names.map { StructuredField.Item(.string($0)) }
        guard let request else { return own }
        let asked = components(of: request.message).map {
            StructuredField.Item($0.value, [StructuredField.Parameter("req")])
        }
        // What the signature says of itself too: altered, it is refused, and the refusal is none of what was sent.
        return own + asked + [signatureField, inputField].map { member($0, of: request) }
    }

    /// Whether a signature covers what it must. A success needs to cover the request's signature alone: nobody answers
    /// so who did not find it good. A refusal is believed only where it covers all that was asked, as it was read: it
    /// may be about a request that somebody altered on its way.
    ///
    /// - Returns: what is missing; empty where nothing is.
    static func missing(
        in covered: [StructuredField.Item], of message: SignableMessage,
        to request: (message: SignableMessage, label: String)?
    ) -> [StructuredField.Item] {
        guard let request else { return components(of: message).filter { !covered.contains($0) } }
        let signature = member(signatureField, of: request)
        let isSuccess = if case .response(200..<300) = message.start { true } else { false }
        let needed = isSuccess ? components(of: message) + [signature] : components(of: message, to: request)
        // The whole field holds the member.
        let whole = StructuredField.Item(.string(signatureField), [StructuredField.Parameter("req")])
        return needed.filter { !covered.contains($0) && !($0 == signature && covered.contains(whole)) }
    }

    /// One signature's member of a field of the request.
    private static func member(
        _ name: String, of request: (message: SignableMessage, label: String)
    ) -> StructuredField.Item {
        StructuredField.Item(.string(name), [
            StructuredField.Parameter("req"), StructuredField.Parameter("key", .string(request.label)),
        ])
    }

    /// The parameters of a signature that is to be made.
    ///
    /// - Parameters:
    ///   - seconds: the present moment, in seconds of POSIX time.
    ///   - nonce: fresh, from ``nonceBytes`` of chance.
    ///   - request: for an answer the request, and under what label that was signed.
    package static func parameters(
        for message: SignableMessage, to request: (message: SignableMessage, label: String)? = nil, keyID: String,
        at seconds: Int64, nonce: String
    ) -> SignatureParameters {
        SignatureParameters(components: components(of: message, to: request), parameters: [
            StructuredField.Parameter("created", .integer(seconds)),
            StructuredField.Parameter("expires", .integer(seconds + tolerance)),
            StructuredField.Parameter("nonce", .string(nonce)),
            StructuredField.Parameter("keyid", .string(keyID)),
            StructuredField.Parameter("alg", .string("ed25519")),
            StructuredField.Parameter("tag", .string(tag)),
        ])
    }

    /// The two fields of a signed message.
    package static func fields(
        _ parameters: SignatureParameters, signature: [UInt8]
    ) -> [(name: String, value: String)] {
        let input = StructuredField.Dictionary([(label, parameters.member)])
        let value = StructuredField.Dictionary([(label, .item(StructuredField.Item(.bytes(signature))))])
        return [(inputField, input.description), (signatureField, value.description)]
    }
}

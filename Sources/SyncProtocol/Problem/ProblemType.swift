/// The registry of problems between nodes: one name, one status, one title, one cure.
package enum ProblemType: String, CaseIterable, Sendable {
    case malformedJSON = "malformed-json"
    case malformedHeader = "malformed-header"
    case malformedRequest = "malformed-request"
    case unsupportedMediaType = "unsupported-media-type"
    case batchTooLarge = "batch-too-large"
    case eventTooLarge = "event-too-large"
    case missingAttribute = "missing-attribute"
    case invalidAttribute = "invalid-attribute"
    case unsupportedSpecVersion = "unsupported-specversion"
    case ambiguousData = "ambiguous-data"
    case invalidData = "invalid-data"
    case contentDiffers = "content-differs"
    case unknownType = "unknown-type"
    case sourceNotAuthorised = "source-not-authorised"
    case notAuthenticated = "not-authenticated"
    case unknownPeer = "unknown-peer"
    case signatureMissing = "signature-missing"
    case signatureInvalid = "signature-invalid"
    case signatureStale = "signature-stale"
    case signatureReplayed = "signature-replayed"
    case keyUnknown = "key-unknown"
    case digestDiffers = "digest-differs"
    case helloRequired = "hello-required"
    case streamGap = "stream-gap"
    case streamRestored = "stream-restored"
    case olderGeneration = "older-generation"
    case generationTaken = "generation-taken"
    case generationJump = "generation-jump"
    case nodeRestored = "node-restored"
    case messageFails = "message-fails"
    case inconsistentAnswer = "inconsistent-answer"
    case busy = "busy"
    case internalFailure = "internal-failure"

    /// The `type` of the problem document.
    package var urn: String { Self.prefix + rawValue }

    /// Reads a problem's URN; nil for one of another registry or version.
    package init?(urn: String) {
        guard urn.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(urn.dropFirst(Self.prefix.count)))
    }

    private static let prefix = "urn:hotline:problem:"

    /// The HTTP status with which it is answered; within `refused` the status it would have had alone.
    package var status: Int { entry.status }
    /// A short English title, the same at each occurrence.
    package var title: String { entry.title }
    /// What the sender or an operator should do.
    package var cure: String { entry.cure }
}

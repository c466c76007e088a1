/// Why a message was refused: every rule of RFC 9110 and RFC 9112 that we hold peers to, by name.
///
/// The raw value is the stable end of the problem's URN. After any of these the connection is closed: the next
/// message's beginning is no longer certain (RFC 9112 section 6.3).
package enum WireError: String, Error, Sendable, CaseIterable {
    case malformedRequestLine = "malformed-request-line"
    case malformedStatusLine = "malformed-status-line"
    case malformedTarget = "malformed-target"
    case methodNotImplemented = "method-not-implemented"
    case unsupportedVersion = "unsupported-http-version"
    case startLineTooLong = "request-line-too-long"
    case bareLineFeed = "bare-line-feed"
    case foldedLine = "folded-header-line"
    case malformedFieldName = "malformed-header-name"
    case malformedFieldValue = "malformed-header-value"
    case headerTooLarge = "header-too-large"
    case tooManyFields = "too-many-header-lines"
    case missingHost = "missing-host"
    case duplicateHost = "duplicate-host"
    case malformedHost = "malformed-host"
    case bothLengths = "both-lengths"
    case duplicateLength = "duplicate-content-length"
    case malformedLength = "malformed-content-length"
    case malformedTransferCoding = "malformed-transfer-encoding"
    case unknownTransferCoding = "unknown-transfer-coding"
    case transferCodingInOldVersion = "transfer-encoding-in-http-1.0"
    case unknownExpectation = "unknown-expectation"
    case bodyTooLarge = "body-too-large"
    case malformedChunk = "malformed-chunk"
    case chunkExtensionTooLarge = "chunk-extension-too-large"
    case tooManyInterimResponses = "too-many-interim-responses"
    case unexpectedUpgrade = "unexpected-upgrade"

    /// The status a server answers with before it closes.
    package var status: Int { explanation.status }
    /// A few words for people.
    package var title: String { explanation.title }
    /// Cause and cure in one or two sentences, with the clause that asks for it.
    package var detail: String { explanation.detail }
}

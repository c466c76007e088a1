/// The media types of events, beside binary mode.
package enum EventMediaType: String, CaseIterable, Sendable {
    case batch = "application/cloudevents-batch+json"
    case structured = "application/cloudevents+json"
}

/// How a request carries events (CloudEvents HTTP binding 1.0.2, section 3).
package enum EventMode: Equatable, Sendable {
    case batch
    case structured
    case binary

    /// Decides by the `Content-Type` and by whether `ce-specversion` is there. Throws `unsupported-media-type`.
    package init(contentType: String?, hasSpecVersion: Bool) throws(Problem) {
        let parts = (contentType ?? "").split(separator: ";", omittingEmptySubsequences: false)
        let media = Self.trimmed(parts.first ?? "")
        guard media.hasPrefix("application/cloudevents") else {
            guard hasSpecVersion else {
                throw Problem(.unsupportedMediaType, detail: "neither a cloudevents media type nor ce-specversion")
            }
            self = .binary
            return
        }
        for parameter in parts.dropFirst() where Self.trimmed(parameter).hasPrefix("charset=") {
            let charset = Self.trimmed(parameter).dropFirst(8).filter { $0 != "\"" }
            guard charset == "utf-8" else { throw Problem(.unsupportedMediaType, detail: "the charset must be utf-8") }
        }
        switch EventMediaType(rawValue: media) {
        case .batch: self = .batch
        case .structured: self = .structured
        case nil: throw Problem(.unsupportedMediaType, detail: "\(media) is not read here")
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        text.lowercased().filter { $0 != " " && $0 != "\t" }
    }
}

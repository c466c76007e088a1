/// A problem document (RFC 9457). `type` is a stable URN that drives the sender; the rest is for people.
package struct Problem: Codable, Equatable, Sendable, Error {
    /// One defect of a request, so that all are named at once.
    package struct Defect: Codable, Equatable, Sendable {
        /// A JSON pointer (RFC 6901) or the name of a header field.
        package let pointer: String
        package let detail: String

        package init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    /// `urn:hotline:problem:…`; types of newer peers are kept as they came.
    package var type: String
    package var title: String
    package var status: Int
    /// What happened this time.
    package var detail: String?
    /// What to do about it.
    package var cure: String?
    package var errors: [Defect]?
    /// The stream position with which the sender should go on (with `stream-gap`).
    package var wanted: Int64?
    /// The highest generation of the sender that the answering node has seen.
    package var generation: Int64?
    package var epoch: String?
    /// The answering node's time, RFC 3339, where clocks matter.
    package var time: String?

    package init(_ type: ProblemType, detail: String? = nil, errors: [Defect]? = nil) {
        self.type = type.urn
        title = type.title
        status = type.status
        cure = type.cure
        self.detail = detail
        self.errors = errors
    }

    /// The registry's entry; nil for a type that this version does not know.
    package var known: ProblemType? { ProblemType(urn: type) }
}

/// A problem document (RFC 9457) as a node answers it, turned into a failure of the command.
struct ProblemDocument: Decodable {
    struct FieldError: Decodable {
        let field: String
        let message: String
    }

    let type: String?
    let title: String?
    let detail: String?
    let article: String?
    let errors: [FieldError]?
    let cure: String?

    /// - Parameters:
    ///   - status: the answer's status; 404 means that the thing asked about is not there, all others that the node
    ///     refused.
    ///   - document: the document word for word.
    func failure(status: Int, document: JSONValue) -> Failure {
        var cause = title ?? "the node answered \(status)"
        if let detail, detail != title { cause += ": \(detail)" }
        if let article { cause += " (\(article))" }
        let fields = (errors ?? []).map { "\($0.field): \($0.message)" }
        return Failure(status == 404 ? .notSo : .refused, cause, details: fields, cure: cure, problem: document)
    }
}

/// One thing wrong in a form: where in the JSON, and what.
struct FieldError: Sendable, Equatable, Codable {
    /// The path in the document, `petitioner.phone`, `assignments[1].assignee`; empty for the whole.
    var field: String
    /// As the caller reads it: what is wrong and what is expected.
    var message: String
}

/// Gathers what is wrong in one form while it is read to its end.
final class FormErrors {
    /// More than any form has fields: who sends thousands that are unknown is told of the first.
    private static let most = 100

    private(set) var all: [FieldError] = []

    /// Adds one error; a field is named once.
    func add(_ field: String, _ message: @autoclosure () -> String) {
        guard all.count < Self.most, !all.contains(where: { $0.field == field }) else { return }
        all.append(FieldError(field: field, message: message()))
    }
}

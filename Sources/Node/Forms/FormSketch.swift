/// What a form asks for, noted while its reader runs on nothing: the code that reads a form is the one list of its
/// fields, for those who fill it in, too.
final class FormSketch {
    private struct Field {
        var name: String
        var schema: JSONSchema = .anything
        var isRequired = false
        var mayBeMissing = false
    }

    private var fields: [Field] = []
    private var rules: [(keyword: String, value: JSONTree)] = []

    /// The schema of a form's body.
    static func schema<Value>(of read: (FormReader) -> Value) -> JSONSchema {
        let sketch = FormSketch()
        _ = read(FormReader(sketching: sketch))
        return sketch.schema
    }

    /// The object as noted. A field that may be missing may be null too.
    var schema: JSONSchema {
        let members = fields.map { field in
            let isRequired = field.isRequired && !field.mayBeMissing
            return JSONSchema.Member(
                name: field.name, schema: isRequired ? field.schema : field.schema.orNull, isRequired: isRequired)
        }
        let object = JSONSchema.object(members).with("additionalProperties", false)
        return rules.reduce(object) { $0.with($1.keyword, $1.value) }
    }

    /// A field and what it may hold; what is noted later says it more closely.
    func note(_ name: String, _ schema: JSONSchema) { change(name) { $0.schema = schema } }

    /// The form is refused without it.
    func require(_ name: String) { change(name) { $0.isRequired = true } }

    /// The reader looks whether it is there.
    func relax(_ name: String) { change(name) { $0.mayBeMissing = true } }

    /// Exactly one field is given.
    func isOneOf(_ names: [String]) {
        rules += [("minProperties", 1), ("maxProperties", 1)]
        names.forEach(relax)
    }

    /// All of these fields are given, or none.
    func areTogether(_ names: [String]) {
        let all = JSONTree.list(names.map { .text($0) })
        rules.append(("dependentRequired", JSONTree(members: names.map { ($0, all) })))
        names.forEach(relax)
    }

    private func change(_ name: String, _ body: (inout Field) -> Void) {
        let index = fields.firstIndex { $0.name == name } ?? fields.endIndex
        if index == fields.endIndex { fields.append(Field(name: name)) }
        body(&fields[index])
    }
}

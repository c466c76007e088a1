import Foundation

/// Reading a JSON5 file whole: all its problems, or its value.
package enum ConfigurationDocument {
    /// A configuration larger than this is some other file.
    private static let largestFileBytes = 4 << 20

    /// Reads the file at `path` by `read`. Problems that `read` reports are thrown together.
    package static func load<Value>(
        _ path: String, _ read: (ConfigurationObject) -> Value
    ) throws(ConfigurationError) -> Value {
        guard let data = FileManager.default.contents(atPath: path) else {
            let cure = "check the path and the permission to read it"
            throw single(path, cause: "the file cannot be read", cure: cure)
        }
        guard data.count <= largestFileBytes else {
            throw single(path, cause: "the file has \(data.count) bytes", cure: "name a configuration file")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw single(path, cause: "the file is not UTF-8", cure: "save it as UTF-8")
        }
        return try parse(text, named: path, read)
    }

    /// Reads a document from text; `name` stands in its errors.
    package static func parse<Value>(
        _ text: String, named name: String, _ read: (ConfigurationObject) -> Value
    ) throws(ConfigurationError) -> Value {
        let root: ConfigurationValue
        do {
            root = try JSON5Parser.parse(text)
        } catch {
            throw single(name, at: error.place, cause: error.cause, cure: "mend the JSON5 there")
        }
        guard case .object(let members) = root.content else {
            throw single(name, at: root.place, cause: "the document is \(root.kind)", cure: "write an object in braces")
        }
        let report = ConfigurationReport()
        let object = ConfigurationObject(path: "", place: root.place, members: members, report: report)
        let value = read(object)
        object.refuseUnknownKeys()
        guard report.problems.isEmpty else { throw ConfigurationError(file: name, problems: report.problems) }
        return value
    }

    private static func single(
        _ file: String, at place: TextPlace? = nil, cause: String, cure: String
    ) -> ConfigurationError {
        ConfigurationError(
            file: file, problems: [ConfigurationProblem(at: place, path: "", cause: cause, cure: cure)])
    }
}

import Foundation

/// JSON given to a command as a file, or as `-` on its standard input.
enum JSONFile {
    /// - Throws: a usage failure that says what is wrong with the file; the content must be an object.
    static func object(at path: String) throws(Failure) -> [String: JSONValue] {
        let data = path == "-" ? FileHandle.standardInput.availableToEnd : FileManager.default.contents(atPath: path)
        guard let data else { throw .usage("the file \(path) cannot be read", cure: "check its path and permissions") }
        guard case .object(let members) = try? JSONValue(parsing: data) else {
            throw .usage("\(path == "-" ? "the standard input" : path) is no JSON object", cure: "write {…}, in UTF-8")
        }
        return members
    }
}

extension FileHandle {
    fileprivate var availableToEnd: Data? {
        try? readToEnd() ?? Data()
    }
}

package import Foundation

/// A rule book as its file gives it: its head, its rules as far as this program carries them out, and its bytes.
package struct RuleBookFile: Hashable, Sendable {
    /// What every rule book says of itself, whatever it rules.
    package struct Head: Codable, Hashable, Sendable {
        package var format: Int
        package var id: String
        package var version: Int
        package var title: String
        package var document: String
        package var sections: [RuleBookSection]
        package var validity: RuleBook.Validity

        /// What a ticket keeps of it.
        package var reference: RuleBookReference { RuleBookReference(id: id, version: version) }
    }

    /// What it says of itself.
    package var head: Head
    /// The rules of the section handling; nil where the book has no such section.
    package var handling: RuleBook?
    /// The file as it was read.
    package var data: Data

    /// Reads a rule book of format 2. Unknown keys are refused: a misspelt limit must not vanish silently.
    /// - Parameter file: the file's name, for errors.
    package init(_ data: Data, file: String) throws(RuleBookFileError) {
        self.data = data
        let source = try JSONTree.read(data, file: file)
        do throws(RuleBookFlaw) {
            // Of another format nothing else may be as expected.
            try source.checkFormat()
            try source.checkTexts()
        } catch {
            throw RuleBookFileError(error, file: file)
        }
        head = try Self.decode(Head.self, from: data, file: file)
        handling = head.sections.contains(.handling) ? try Self.decode(RuleBook.self, from: data, file: file) : nil
        do throws(RuleBookFlaw) {
            try head.check()
            try handling?.check()
            // What a round trip loses was not understood.
            let understood = handling.map(JSONTree.written) ?? JSONTree.written(head)
            try source.checkKeys(against: understood, hasRules: handling != nil)
        } catch {
            throw RuleBookFileError(error, file: file)
        }
    }

    /// Whether both say the same, however their files are laid out.
    package func saysTheSame(as other: RuleBookFile) -> Bool {
        head == other.head && handling == other.handling
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, from data: Data, file: String
    ) throws(RuleBookFileError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw RuleBookFileError(error, file: file)
        } catch {
            throw RuleBookFileError(file: file, path: "$", reason: "\(error)", cure: "give one JSON object")
        }
    }
}

extension RuleBook {
    /// Reads a rule book that has the section handling.
    /// - Parameter file: the file's name, for errors.
    package init(_ data: Data, file: String) throws(RuleBookFileError) {
        guard let book = try RuleBookFile(data, file: file).handling else {
            throw RuleBookFileError(
                file: file, path: "sections", reason: "the book has no section handling",
                cure: "name a book with that section")
        }
        self = book
    }
}

/// What is wrong in a rule book, and where; becomes a ``RuleBookFileError``.
struct RuleBookFlaw: Error {
    var path: String
    var reason: String
    var cure: String

    init(_ path: String, _ reason: String, cure: String) {
        self.path = path
        self.reason = reason
        self.cure = cure
    }
}

extension RuleBookFileError {
    init(_ flaw: RuleBookFlaw, file: String) {
        self.init(file: file, path: flaw.path, reason: flaw.reason, cure: flaw.cure)
    }
}

/// The rows of `Package.swift`: each target and what it depends on.
struct Manifest {
    let rows: [String: Set<String>]

    /// Reads the manifest's text, whose rows are written `module("X", ["Y"])`, `tests("X", […])` or with `name:`.
    init(_ text: String) {
        var rows: [String: Set<String>] = [:]
        let row = /(?:module|tests|\.target|\.executableTarget|\.systemLibrary)\(\s*(?:name: )?"(\w+)"([^()]*)/
        for match in text.matches(of: row) {
            let list = match.2.firstMatch(of: /^,\s*(?:dependencies: )?\[([^\]]*)\]/)?.1 ?? ""
            rows[String(match.1)] = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
        }
        self.rows = rows
    }

    /// Where the rows of shipped targets differ from the table of the design, in words.
    var differences: [String] {
        let shipped = rows.filter { !$0.key.hasSuffix("Tests") && !ImportTable.ofTests.contains($0.key) }
        return shipped.sorted { $0.key < $1.key }.compactMap { row in
            guard let allowed = ImportTable.ours[row.key] else { return "\(row.key) has no row in the table" }
            let tooMuch = row.value.subtracting(allowed).sorted()
            if !tooMuch.isEmpty { return "\(row.key) may not depend on \(tooMuch.joined(separator: ", "))" }
            let missing = allowed.subtracting(row.value).sorted()
            if missing.isEmpty || ImportTable.mayBeNarrower.contains(row.key) { return nil }
            return "\(row.key) does not depend on \(missing.joined(separator: ", ")), as the table says"
        }
    }
}

package import Database
package import WorkCalendar

/// Years of the working-day calendar that were imported, each version with its notices (文号) and who imported it.
package enum CalendarStore {
    /// One version of one year.
    package struct Version: Sendable, Hashable {
        /// Counts up over all years.
        package var id: Int64
        package var year: AnnouncedYear
        /// Milliseconds since 1970.
        package var importedAt: Int64
        /// The sign-in name.
        package var importedBy: String
    }

    /// Adds a version, which is in force from now on.
    package static func add(
        _ year: AnnouncedYear, by person: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO calendar_version (year, body, imported_at, imported_by) VALUES (?, ?, ?, ?)",
            year.number, try CanonicalJSON.encode(year), now, person)
        try transaction.update(ImportedYears.self) { $0.take(year) }
    }

    /// Every version, by year, oldest first.
    package static func versions(in transaction: ReadTransaction) throws -> [Version] {
        try transaction.query(
            "SELECT id, body, imported_at, imported_by FROM calendar_version ORDER BY year, id"
        ) { row in
            Version(
                id: row.int64(0), year: try CanonicalJSON.decode(AnnouncedYear.self, from: row.data(1)),
                importedAt: row.int64(2), importedBy: row.text(3))
        }
    }

    /// A calendar with the imported years in place of its own.
    package static func calendar(over base: WorkCalendar, in transaction: ReadTransaction) throws -> WorkCalendar {
        try versions(in: transaction).reduce(into: base) { $0.announce($1.year) }
    }

    /// The same for the writer, who asks with each command: composed once and kept in memory.
    package static func current(over base: WorkCalendar, in transaction: Transaction) throws -> WorkCalendar {
        let imported = try transaction.cached(ImportedYears.self)
        guard !imported.years.isEmpty else { return base }
        if let composed = imported.composed { return composed }
        return try transaction.update(ImportedYears.self) { $0.compose(over: base) }
    }
}

/// The imported years in force as the writer keeps them.
private struct ImportedYears: CachedState {
    var years: [AnnouncedYear]
    /// The base with these years. The base of a running node never changes.
    private(set) var composed: WorkCalendar?

    static func load(from transaction: Transaction) throws -> ImportedYears {
        ImportedYears(years: try CalendarStore.versions(in: transaction).map(\.year), composed: nil)
    }

    /// Its rows are written when a version is added.
    mutating func save(to transaction: Transaction) throws {}

    mutating func take(_ year: AnnouncedYear) {
        // Loaded behind the new row, the state holds it already.
        if years.last != year { years.append(year) }
        composed = nil
    }

    mutating func compose(over base: WorkCalendar) -> WorkCalendar {
        let calendar = years.reduce(into: base) { $0.announce($1) }
        composed = calendar
        return calendar
    }
}

/// The working-day calendar: years that were announced or amended after the program was built.
enum Schema2 {
    /// One version of one year each; the newest of a year is in force. Rows are only added.
    static let calendar = """
        CREATE TABLE calendar_version (
          id INTEGER PRIMARY KEY,
          year INTEGER NOT NULL,
          body BLOB NOT NULL,
          imported_at INTEGER NOT NULL,
          imported_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX calendar_version_year ON calendar_version (year, id);
        """
}

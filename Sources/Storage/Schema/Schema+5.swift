/// The ids of accepted events in rows of their own. What stands in `source.ranges` by now stays there and is read;
/// nothing is added to it.
enum Schema5 {
    /// The places taken among 4096 counters of a source and generation, as ranges.
    static let accepted = """
        CREATE TABLE accepted (
          source INTEGER NOT NULL REFERENCES source (ref),
          generation INTEGER NOT NULL,
          chunk INTEGER NOT NULL,
          ranges BLOB NOT NULL,
          PRIMARY KEY (source, generation, chunk)
        ) STRICT, WITHOUT ROWID;
        """
}

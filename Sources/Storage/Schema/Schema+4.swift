/// What is asked again and again is found without reading the rows that are only kept.
enum Schema4 {
    static let statements = [retention, hello]

    /// Whether anything still holds a message, asked for each that is old (retention).
    static let retention = """
        CREATE INDEX outbox_message ON outbox (message);
        CREATE INDEX mirror_message ON mirror (message);
        CREATE INDEX dead_letter_message ON dead_letter (message);
        CREATE INDEX parked_message ON parked (message);
        """

    /// The newest ticket of one source, said in every hello; for a peer above there is none among all mirrors.
    static let hello = "CREATE INDEX mirror_source ON mirror (source, registered_at);"
}

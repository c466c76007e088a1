/// How much of a list a command prints: `--limit N`, or `--all`.
enum ListLimit {
    static let options: [any OptionDeclaration] = [limit, all]

    private static let usual = 50
    private static let limit = Option<PositiveCount>("limit", "N", "print at most N (\(usual) unless said otherwise)")
    private static let all = Flag("all", "print all")

    /// The most that is to be printed; nil for all.
    static func value(_ arguments: Arguments) throws(Failure) -> Int? {
        try arguments.has(all) ? nil : arguments.value(limit)?.value ?? usual
    }
}

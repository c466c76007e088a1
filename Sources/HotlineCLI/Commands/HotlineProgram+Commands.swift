extension HotlineProgram {
    /// Every command there is, in the order of the help page.
    static let commands: [any Command.Type] = []
}

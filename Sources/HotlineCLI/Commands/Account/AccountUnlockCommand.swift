import Node

/// `hotline account unlock`.
struct AccountUnlockCommand: Command {
    static let name = "account unlock"
    static let summary = "forget the wrong guesses that locked an account"
    static let positionals = AccountTarget.positionals
    static let options = AccountTarget.options
    static let examples = [Example("hotline account unlock wang --config node.json5", "she may try again at once")]

    private let target: AccountTarget

    init(_ arguments: Arguments) throws(Failure) { target = try AccountTarget(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        try await target.perform { [account = target.account] care, transaction, now in
            try care.unlock(account, in: transaction, at: now)
        }
        terminal.say("unlock", target.account, "已解锁")
        return .ok
    }
}

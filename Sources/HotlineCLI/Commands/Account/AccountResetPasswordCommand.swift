import Node

/// `hotline account reset-password`: a new password, shown once.
struct AccountResetPasswordCommand: Command {
    static let name = "account reset-password"
    static let summary = "draw a new password, shown once; the account's sessions end, and a lock with them"
    static let positionals = AccountTarget.positionals
    static let options = AccountTarget.options
    static let examples = [
        Example("hotline account reset-password admin --config node.json5", "the administrator has forgotten it"),
    ]

    private let target: AccountTarget

    init(_ arguments: Arguments) throws(Failure) { target = try AccountTarget(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let (password, hash) = try await AccountTarget.drawPassword()
        try await target.perform { [account = target.account] care, transaction, now in
            try care.resetPassword(account, to: hash, in: transaction, at: now)
        }
        terminal.say(password, of: target.account)
        return .ok
    }
}

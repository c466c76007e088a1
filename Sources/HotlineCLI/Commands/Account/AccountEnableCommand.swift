import Node

/// `hotline account enable`.
struct AccountEnableCommand: Command {
    static let name = "account enable"
    static let summary = "let a disabled account sign in again"
    static let positionals = AccountTarget.positionals
    static let options = AccountTarget.options
    static let examples = [Example("hotline account enable wang --config node.json5", "she is back")]

    private let target: AccountTarget

    init(_ arguments: Arguments) throws(Failure) { target = try AccountTarget(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        try await target.perform { [account = target.account] care, transaction, now in
            try care.set(account, enabled: true, in: transaction, at: now)
        }
        terminal.say("enable", target.account, "已启用")
        return .ok
    }
}

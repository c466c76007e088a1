import Node

/// `hotline account disable`.
struct AccountDisableCommand: Command {
    static let name = "account disable"
    static let summary = "let nobody sign in by an account; its sessions end"
    static let positionals = AccountTarget.positionals
    static let options = AccountTarget.options
    static let examples = [Example("hotline account disable wang --config node.json5", "she has left")]

    private let target: AccountTarget

    init(_ arguments: Arguments) throws(Failure) { target = try AccountTarget(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        try await target.perform { [account = target.account] care, transaction, now in
            try care.set(account, enabled: false, in: transaction, at: now)
        }
        terminal.say("disable", target.account, "已停用")
        return .ok
    }
}

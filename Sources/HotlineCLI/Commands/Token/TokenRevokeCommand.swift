import Node
import Storage
import WorkCalendar

/// `hotline token revoke`: a token that is valid no more, from now on.
struct TokenRevokeCommand: Command {
    static let name = "token revoke"
    static let summary = "revoke a token, also while the node runs"
    static let positionals = [Positional("ID", "the token's id, as 'token list' shows it")]
    static let options: [any OptionDeclaration] = [ServeCommand.config]
    static let examples = [Example("hotline token revoke Xw3k9aPq --config node.json5", "it opens nothing any more")]

    private let id: String
    private let config: String

    init(_ arguments: Arguments) throws(Failure) {
        id = try arguments.required(Self.positionals[0])
        config = try arguments.required(ServeCommand.config)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let isRevoked = try await NodeData(of: NodeConfiguration.read(config)).write { [id] transaction, now in
            try TokenStore.revoke(id, at: now.milliseconds, in: transaction)
        }
        guard isRevoked else {
            throw Failure(.notSo, "there is no valid token '\(id)'", cure: "'hotline token list' shows their ids")
        }
        terminal.say(.object(["revoked": .string(id)])) { "已撤销 \(id)" }
        return .ok
    }
}

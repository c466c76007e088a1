/// `hotline peer list`: the keys of a node and of its neighbours.
struct PeerListCommand: Command {
    static let name = "peer list"
    static let summary = "list the keys that a node signs with and those of neighbours that it trusts or trusted"
    static let options = ClientOptions.all
    static let examples = [Example("hotline peer list", "who is believed, since when, by whose word")]

    private let client: ClientOptions

    init(_ arguments: Arguments) throws(Failure) { client = try ClientOptions(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let answer = try await NodeClient(client).value(.get(["keys"]))
        switch terminal.language {
        case .json: terminal.print(record: answer)
        case .text:
            terminal.print("本节点公钥  \(answer.text("own", "key"))")
            let next = answer.text("next", "key")
            if !next.isEmpty { terminal.print("待启用公钥  \(next)") }
            terminal.print(Self.table(of: answer.list("peers")))
        }
        return .ok
    }

    private static func table(of keys: [JSONValue]) -> Table {
        var table = Table([.init("节点"), .init("公钥"), .init("状态"), .init("登记"), .init("撤销")])
        for key in keys {
            let holds = key.isTrue("holds")
            let trusted = [LocalTime.minute(key.text("trustedAt")), key.text("trustedBy")].joined(separator: " ")
            let revoked = [LocalTime.minute(key.text("revokedAt")), key.text("revokedBy")].joined(separator: " ")
            table.add(
                .init(key.text("peer")), .init(key.text("key"), holds ? .plain : .faint),
                .init(holds ? "有效" : "已撤销"), .init(key.text("trustedAt").isEmpty ? "配置文件" : trusted),
                .init(revoked))
        }
        return table
    }
}

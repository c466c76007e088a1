/// `hotline peer list`: the keys of a node and of its neighbours.
struct PeerListCommand: Command {
    static let name = "peer list"
    static let summary = "list a node's key, its neighbours' keys, and how far their clocks differ"
    static let options = ClientOptions.all
    static let examples = [Example("hotline peer list", "who is believed, since when, by whose word")]

    private let client: ClientOptions

    init(_ arguments: Arguments) throws(Failure) { client = try ClientOptions(arguments) }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let node = try NodeClient(client)
        let answer = try await node.value(.get(["keys"]))
        let peers = try await node.value(.get(["peers"])).list("items")
        switch terminal.language {
        case .json: terminal.print(record: answer.with("clocks", .array(peers.map(Self.clock))))
        case .text:
            terminal.print("本节点公钥  \(answer.text("own", "key"))")
            let next = answer.text("next", "key")
            if !next.isEmpty { terminal.print("待启用公钥  \(next)") }
            terminal.print(Self.table(of: answer.list("peers")))
            terminal.print("")
            terminal.print(Self.clocks(of: peers))
        }
        return .ok
    }

    private static func clock(of peer: JSONValue) -> JSONValue {
        .object(["clock": peer["clock"] ?? .null, "peer": .string(peer.text("code"))])
    }

    private static func clocks(of peers: [JSONValue]) -> Table {
        var table = Table([.init("节点"), .init("名称", shrinks: true), .init("连接"), .init("时钟相差", .right), .init("测于")])
        for peer in peers {
            let clock = PeerClock(of: peer)
            table.add(
                .init(peer.text("code")), .init(peer.text("name")),
                .init(StatusSheet.word(forState: peer.text("state"))),
                .init(clock?.text ?? "–", clock?.style ?? .faint), .init(LocalTime.minute(peer.text("clock", "at"))))
        }
        return table
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

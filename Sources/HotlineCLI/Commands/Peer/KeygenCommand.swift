import Node

/// `hotline keygen`: keys that nodes sign with.
struct KeygenCommand: Command {
    static let name = "keygen"
    static let summary = "draw a key that a node signs with, or change a running node's key for its next one"
    static let discussion = """
        Without options a pair is drawn and kept nowhere: the private half is for signingKey in a node's file, the
        public half for keys in the files of its neighbours. A node whose file has no signingKey draws its own at its
        first start.

        --next has a running node draw its next key and prints the public half. Have every neighbour trust it (peer
        trust), then --use lets the node sign with it; the neighbours revoke the old one when they like. No message is
        refused meanwhile: two keys of a node hold at once.
        """
    static let options: [any OptionDeclaration] = [next, use] + ClientOptions.all
    static let examples = [
        Example("hotline keygen", "a pair, for the files of a new node and its neighbours"),
        Example("hotline keygen --next", "the first step of a change of keys"),
        Example("hotline keygen --use", "the last one, once all neighbours trust the new key"),
    ]

    private static let next = Flag("next", "have the node draw its next key")
    private static let use = Flag("use", "have the node sign with its next key from now on")

    /// A node's next key is the node's affair; a pair is drawn without any.
    private let client: ClientOptions?
    private let action: String?

    init(_ arguments: Arguments) throws(Failure) {
        switch (arguments.has(Self.next), arguments.has(Self.use)) {
        case (true, true):
            throw .usage("--next and --use are two steps", cure: "have the neighbours trust the key in between")
        case (true, false): action = "draw"
        case (false, true): action = "use"
        case (false, false): action = nil
        }
        client = action == nil ? nil : try ClientOptions(arguments)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        guard let action, let client else {
            draw(terminal)
            return .ok
        }
        let answer = try await NodeClient(client).value(.post(["keys", "actions", action], body: .object([:])))
        let key = answer.text(action == "draw" ? "next" : "own", "key")
        terminal.say(answer) {
            action == "draw"
                ? "待启用公钥  \(terminal.styled(key, .heading))\n请各邻居登记（hotline peer trust），再执行 hotline keygen --use。"
                : "已启用公钥  \(terminal.styled(key, .heading))\n各邻居可撤销旧公钥（hotline peer revoke）。"
        }
        return .ok
    }

    private func draw(_ terminal: Terminal) {
        let pair = KeyPair.generate()
        terminal.say(.object(["privateKey": .string(pair.privateKey), "publicKey": .string(pair.publicKey)])) {
            """
            私钥  \(terminal.styled(pair.privateKey, .heading))
            公钥  \(pair.publicKey)
            \(terminal.styled("私钥只显示这一次，只写入本节点的配置文件。", .warning))
            """
        }
    }
}

import Foundation

/// The options of every command that talks to a node: which one, and as whom.
struct ClientOptions: Sendable {
    static let node = Option<NodeAddress>(
        "node", "URL", "the node's address", environment: "HOTLINE_NODE", section: .connection)
    static let token = Option<String>(
        "token", "TOKEN", "bearer token", environment: "HOTLINE_TOKEN", section: .connection)
    static let tokenFile = Option<String>(
        "token-file", "FILE", "file that holds the token, so that it stands in no process list", section: .connection)
    static let all: [any OptionDeclaration] = [node, token, tokenFile]

    let node: NodeAddress
    let token: String?

    init(_ arguments: Arguments) throws(Failure) {
        node = try arguments.required(Self.node)
        if let path = try arguments.value(Self.tokenFile) {
            token = try Self.token(inFile: path)
        } else {
            token = try arguments.value(Self.token)
        }
    }

    private static func token(inFile path: String) throws(Failure) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .usage("the token file \(path) cannot be read", cure: "check its path and permissions")
        }
        let token = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
            throw .usage("the token file \(path) holds no token", cure: "write the token alone into it")
        }
        return token
    }
}

import Crypto
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension RouteBuilder {
    /// `/keys`: what this node signs with, and whom it believes. Trusting and revoking are actions of `/peers/{code}`.
    mutating func addKeys() {
        let context = context
        get("/keys", .administrators, .keys) { _ in try await context.keyList() }
        post("/keys/actions/{action}", .administrators, .turning) { try await context.turnKey($0) }
    }
}

extension NodeContext {
    fileprivate func keyList() async throws -> Response {
        let known = try await engine.read { try PeerKeyStore.list(in: $0) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("own")
            writer.ownKey(keys.own)
            if let next = keys.next {
                writer.key("next")
                writer.ownKey(next)
            }
            writer.key("peers")
            writer.list(listed(known)) { writer, item in
                writer.peerKey(item, holds: VerifyingKey(item.key).flatMap { keys.trusted($0.id) } != nil)
            }
        }
        return .json(writer.bytes)
    }

    /// Keys of the configuration that the database has no row of stand beside those that it has.
    private func listed(_ known: [PeerKeyStore.Key]) -> [PeerKeyStore.Key] {
        let configured = configuration.trustedKeys.map { PeerKeyStore.Key(peer: $0.peer, key: $0.key.description) }
        let further = configured.filter { key in
            !known.contains { $0.peer == key.peer && $0.key == key.key }
        }
        return (known + further).sorted { ($0.peer, $0.key) < ($1.peer, $1.key) }
    }

    /// `draw`: a next key, which neighbours are to be told of. `use`: sign with it from now on.
    fileprivate func turnKey(_ call: Call) async throws -> Response {
        _ = try call.request.form { _ in }
        guard configuration.signingKey == nil else {
            throw APIProblem(
                .keyConflict, "本节点的签名密钥写在配置文件中", cure: "在配置文件中更换 signingKey，或将其删去由节点自行保管")
        }
        let action = call.request.pathParameters["action"]
        try keys.turn {
            switch action {
            case "draw": try drawKey()
            case "use": try useKey()
            default:
                throw APIProblem(.unknownAction, "没有名为 \(action) 的操作", cure: "可用：draw、use")
            }
        }
        let (actor, own) = (call.caller.actor(at: code), keys.own.publicKey.description)
        try await engine.store { transaction, now in
            try AuditStore.note(
                actor, action: "key.\(action)", subject: own, reason: nil, at: now.milliseconds, in: transaction)
        }
        return try await keyList()
    }

    private func drawKey() throws {
        guard keys.next == nil else {
            throw APIProblem(.keyConflict, "已有待启用的密钥", cure: "邻居登记后以 use 启用，不必另取")
        }
        keys.prepare(try keyFile.drawNext())
    }

    private func useKey() throws {
        guard keys.next != nil else {
            throw APIProblem(.unknownItem, "没有待启用的密钥", cure: "先以 draw 生成，并请各邻居登记")
        }
        try keyFile.useNext()
        keys.advance()
    }

    /// A neighbour's key is believed from now on.
    func trustKey(_ call: Call, of peer: NodeCode) async throws {
        let key = try call.request.form(Self.key)
        guard let key = VerifyingKey(key) else { return }
        let held = keys.keys(of: peer)
        guard held.contains(key) || held.count < KeyRing.mostOfOne else {
            throw APIProblem(
                .keyConflict, "节点 \(peer) 已有 \(held.count) 把有效公钥", cure: "先以 revoke 撤销不再使用的一把")
        }
        let owner = keys.trusted(key.id)?.peer
        guard owner == nil || owner == peer, key != keys.own.publicKey else {
            throw APIProblem(.keyConflict, "这把公钥属于 \(owner ?? code)", cure: "请 \(peer) 的管理员核对其公钥")
        }
        let actor = call.caller.actor(at: code)
        try await engine.store { transaction, now in
            try PeerKeyStore.trust(
                key.description, of: peer, by: actor.person, at: now.milliseconds, in: transaction)
            try AuditStore.note(
                actor, action: "key.trusted", subject: "\(peer) \(key)", reason: nil, at: now.milliseconds,
                in: transaction)
        }
        keys.trust(KeyRing.Trusted(peer: peer, key: key))
    }

    /// A neighbour's key is believed no longer.
    func revokeKey(_ call: Call, of peer: NodeCode) async throws {
        let (text, reason) = try call.request.form(Self.revocation)
        guard let key = VerifyingKey(text), keys.keys(of: peer).contains(key) else {
            throw APIProblem(.unknownItem, "节点 \(peer) 没有这把有效公钥", cure: "公钥见 /api/v1/keys")
        }
        let actor = call.caller.actor(at: code)
        try await engine.store { transaction, now in
            try PeerKeyStore.revoke(
                key.description, of: peer, by: actor.person, at: now.milliseconds, in: transaction)
            try AuditStore.note(
                actor, action: "key.revoked", subject: "\(peer) \(key)", reason: reason, at: now.milliseconds,
                in: transaction)
        }
        keys.revoke(KeyRing.Trusted(peer: peer, key: key))
        // What it holds open ends now.
        delivery.desk.wakeAll(of: peer)
    }

    /// Which key, and why.
    static func revocation(_ form: FormReader) -> (key: String, reason: String) { (key(form), form.text("reason")) }

    /// How a public key is written.
    static let exampleKey = "ed25519:JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"

    static func key(_ form: FormReader) -> String {
        let text = form.text("key")
        if !text.isEmpty, VerifyingKey(text) == nil {
            form.errors.add(form.path(of: "key"), "应为 ed25519: 开头、后接 43 个字符的公钥")
        }
        return text
    }
}

extension JSONWriter {
    fileprivate mutating func ownKey(_ key: SigningKey) {
        object { writer in
            writer.member("id", key.publicKey.id)
            writer.member("key", key.publicKey.description)
        }
    }

    fileprivate mutating func peerKey(_ item: PeerKeyStore.Key, holds: Bool) {
        object { writer in
            writer.member("peer", item.peer.rawValue)
            writer.member("id", VerifyingKey(item.key)?.id)
            writer.member("key", item.key)
            writer.member("holds", holds)
            writer.member("trustedAt", item.trustedAt.map { Moment(milliseconds: $0).description })
            writer.member("trustedBy", item.trustedBy)
            writer.member("revokedAt", item.revokedAt.map { Moment(milliseconds: $0).description })
            writer.member("revokedBy", item.revokedBy)
        }
    }
}

extension RouteDescription {
    private static let list = JSONSchema.object([
        .always("own", .component(.ownKey), "What this node signs with"),
        .maybe("next", .component(.ownKey), "What it will sign with next"),
        .always("peers", .list(of: .component(.peerKey)), "The neighbours' keys"),
    ])

    fileprivate static let keys = RouteDescription(.links, "This node's key, its next one, and the neighbours' keys 公钥")
        .answers(list)

    fileprivate static let turning = RouteDescription(.links, "Change this node's key 更换密钥")
        .action("draw", "Draw a next key 生成") { _ in }
        .action("use", "Sign with the next key from now on 启用") { _ in }
        .refuses(.keyConflict, .unknownItem, .unknownAction).answers(list)
}

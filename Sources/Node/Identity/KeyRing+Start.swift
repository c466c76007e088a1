import Crypto
import HotlineCore
import Storage

extension KeyRing {
    /// The keys that a configuration, a data folder and a database hold.
    convenience init(
        _ configuration: NodeConfiguration, _ file: KeyFile, known: [PeerKeyStore.Key]
    ) throws(NodeStartError) {
        let own: SigningKey
        var next: SigningKey?
        if let key = configuration.signingKey.flatMap(SigningKey.init(text:)) {
            own = key
        } else {
            (own, next) = (try file.open(), try file.next())
        }
        self.init(own: own, next: next, trusted: configuration.trustedKeys)
        for known in known {
            guard let key = VerifyingKey(known.key) else { continue }
            let trusted = Trusted(peer: known.peer, key: key)
            if known.revokedAt == nil { trust(trusted) } else { revoke(trusted) }
        }
    }
}

extension NodeConfiguration {
    /// The keys of neighbours that the file names.
    var trustedKeys: [KeyRing.Trusted] {
        peers.flatMap { peer in
            peer.keys.compactMap { text in
                guard let code = NodeCode(rawValue: peer.code), let key = VerifyingKey(text) else { return nil }
                return KeyRing.Trusted(peer: code, key: key)
            }
        }
    }
}

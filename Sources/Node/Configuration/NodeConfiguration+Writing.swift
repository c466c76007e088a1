package import Foundation

extension NodeConfiguration: Encodable {
    private enum CodingKeys: String, CodingKey {
        case version, code, name, tier, listen, dataFolder, ruleBooks, units, hotlines, peers, staff, signingKey, limits
        case tls, authorities, clientCertificate
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.formatVersion, forKey: .version)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encode(tier, forKey: .tier)
        try container.encode(listen, forKey: .listen)
        try container.encode(dataFolder, forKey: .dataFolder)
        try container.encode(ruleBooks, forKey: .ruleBooks)
        try container.encode(units, forKey: .units)
        try container.encode(hotlines, forKey: .hotlines)
        try container.encode(peers, forKey: .peers)
        try container.encode(staff, forKey: .staff)
        try container.encodeIfPresent(signingKey, forKey: .signingKey)
        try container.encode(limits, forKey: .limits)
        try container.encodeIfPresent(tls, forKey: .tls)
        try container.encodeIfPresent(authorities, forKey: .authorities)
        try container.encodeIfPresent(clientCertificate, forKey: .clientCertificate)
    }

    /// The file's content, such that `load` reads the same configuration again.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Writes the file so that only its owner can read it, from its first byte on: it holds secrets.
    package func save(to path: String) throws {
        let draft = path + ".new"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: draft, contents: try json(), attributes: attributes) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft])
        }
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
        try FileManager.default.moveItem(atPath: draft, toPath: path)
    }
}

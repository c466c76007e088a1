import Crypto
import Foundation

extension NodeConfiguration {
    /// Reads a node's file (JSON5). Everything that is wrong in it is thrown at once; unknown keys are wrong.
    /// A relative `dataFolder`, rule books given as paths, and files of certificates are taken relative to the file's
    /// own folder.
    package static func load(_ path: String) throws(ConfigurationError) -> NodeConfiguration {
        var configuration = try ConfigurationDocument.load(path) { Self(reading: $0) }
        let folder = URL(filePath: path).deletingLastPathComponent()
        configuration.dataFolder = URL(filePath: configuration.dataFolder, relativeTo: folder).path
        configuration.ruleBooks.resolvePaths(besideFile: path)
        configuration.resolveCertificates { URL(filePath: $0, relativeTo: folder).path }
        return configuration
    }

    private mutating func resolveCertificates(_ resolved: (String) -> String) {
        authorities = authorities.map(resolved)
        tls = tls.map { tls in
            TLS(
                certificate: resolved(tls.certificate), key: resolved(tls.key),
                clientAuthorities: tls.clientAuthorities.map(resolved),
                requireClientCertificate: tls.requireClientCertificate)
        }
        clientCertificate = clientCertificate.map {
            Certificate(certificate: resolved($0.certificate), key: resolved($0.key))
        }
        for index in peers.indices { peers[index].authorities = peers[index].authorities.map(resolved) }
    }

    /// Reads the text of a node's file; `name` stands in its errors and paths stay as written.
    package static func parse(_ text: String, named name: String) throws(ConfigurationError) -> NodeConfiguration {
        try ConfigurationDocument.parse(text, named: name) { Self(reading: $0) }
    }

    private init(reading file: ConfigurationObject) {
        file.version(Self.formatVersion)
        self.init(
            code: file.nodeCode("code"), name: file.string("name"), tier: file.choice("tier") ?? .county,
            listen: file.object("listen") { Listen(reading: $0) } ?? Listen(port: 0),
            dataFolder: file.string("dataFolder"),
            ruleBooks: file.object("ruleBooks") { RuleBooks(reading: $0) } ?? .unread)
        if code.contains("-") != (tier == .subcentre), file.has("tier") {
            file.refuse("code", "does not go with the tier", cure: "give a sub-centre, and nothing else, a -SUFFIX")
        }
        units = [Unit](of: file)
        hotlines = file.list("hotlines", distinct: "number", by: \.number) { Hotline(reading: $0, units: units) }
        peers = file.list("peers", distinct: "code", by: \.code) { Peer(reading: $0, of: code) }
        staff = file.list("staff", distinct: "id", by: \.id) { Account(reading: $0, units: units) }
        signingKey = file.optionalString("signingKey")
        if let signingKey, SigningKey(text: signingKey) == nil {
            file.refuse("signingKey", "is no private key", cure: "leave it out: the node draws its own")
        }
        tls = file.optionalObject("tls") { TLS(reading: $0) }
        authorities = file.optionalString("authorities")
        clientCertificate = file.optionalObject("clientCertificate") { Certificate(reading: $0) }
        checkListening(file)
        limits = file.optionalObject("limits") { Limits(reading: $0) } ?? Limits()
    }
}

extension NodeConfiguration.Listen {
    /// Reads `{host?, port, plainHTTP?}`.
    fileprivate init(reading object: ConfigurationObject) {
        let host = object.optionalString("host") ?? "127.0.0.1"
        self.init(
            host: host, port: object.integer("port", in: 0...65_535),
            plainHTTP: object.boolean("plainHTTP", default: false))
    }
}

extension NodeConfiguration.RuleBooks {
    /// Takes books given as paths relative to the folder of the file that names them. A book's id has no slash and no
    /// dot in it; anything else is a path.
    package mutating func resolvePaths(besideFile path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        func resolved(_ book: String) -> String {
            book.contains(where: { $0 == "/" || $0 == "." }) ? URL(filePath: book, relativeTo: folder).path : book
        }
        handling = resolved(handling)
        assessment = assessment.map(resolved)
        enterprise = enterprise.map(resolved)
    }
}

extension NodeConfiguration.Peer {
    /// Shorter secrets can be guessed.
    package static let shortestSecret = 16

    /// Reads `{code, name, relation, baseURL?, secret?, speaksFor, keys?, pull?, personalData?, authorities?,
    /// plainHTTP?}` as a neighbour of node `own`.
    fileprivate init(reading object: ConfigurationObject, of own: String) {
        self.init(
            code: object.nodeCode("code"), name: object.string("name"), relation: object.choice("relation") ?? .upper,
            baseURL: object.optionalAddress("baseURL"), secret: object.optionalString("secret"),
            speaksFor: object.strings("speaksFor"), keys: object.strings("keys"),
            pull: object.boolean("pull", default: false),
            personalData: object.choice("personalData", default: .masked) ?? .masked,
            authorities: object.optionalString("authorities"),
            plainHTTP: object.boolean("plainHTTP", default: false))
        checkAddress(object)
        if code == own, !own.isEmpty {
            object.refuse("code", "is the node's own", cure: "name another node")
        }
        if baseURL == nil, !fetchesItself {
            object.refuse("baseURL", "missing", cure: "say where the peer is reached, or pull: true for a lower one")
        }
        if let secret, secret.count < Self.shortestSecret {
            let cure = "write at least \(Self.shortestSecret) characters; `hotline keygen` draws them"
            object.refuse("secret", "is too short", cure: cure)
        }
        if secret == nil, keys.isEmpty {
            object.refuse("keys", "missing", cure: "give the peer's public key, which `hotline keygen` prints there")
        }
        for (index, key) in keys.enumerated() where VerifyingKey(key) == nil {
            object.refuse("keys[\(index)]", "is no public key", cure: "write ed25519: and 43 characters")
        }
        if !speaksFor.contains(code) {
            object.refuse("speaksFor", "leaves out the peer itself", cure: "list \"\(code)\" and all it passes on for")
        }
    }
}

extension NodeConfiguration.Limits {
    /// Reads overrides; each has to be a positive number.
    fileprivate init(reading object: ConfigurationObject) {
        self.init()
        batchEvents = object.optionalInteger("batchEvents", in: 1...100_000)
        batchBytes = object.optionalInteger("batchBytes", in: 1_024...(1 << 30))
        bodyBytes = object.optionalInteger("bodyBytes", in: 1_024...(1 << 30))
        connections = object.optionalInteger("connections", in: 1...1_000_000)
        connectionsOfAddress = object.optionalInteger("connectionsOfAddress", in: 1...1_000_000)
        bodiesBytes = object.optionalInteger("bodiesBytes", in: 1_024...(1 << 36))
        requestsOfPeer = object.optionalInteger("requestsOfPeer", in: 8...10_000)
        requestsOfClient = object.optionalInteger("requestsOfClient", in: 1...100_000)
        sessionMinutes = object.optionalInteger("sessionMinutes", in: 1...43_200)
        sessionIdleMinutes = object.optionalInteger("sessionIdleMinutes", in: 1...43_200)
        exchanges = object.optionalInteger("exchanges", in: 1...100_000)
        queueRequests = object.optionalInteger("queueRequests", in: 1...1_000_000)
        queueBytes = object.optionalInteger("queueBytes", in: 1_024...(1 << 36))
        attachmentBytes = object.optionalInteger("attachmentBytes", in: 1_024...(1 << 34))
        attachmentReserveBytes = object.optionalInteger("attachmentReserveBytes", in: 1_024...(1 << 50))
        diskReserveBytes = object.optionalInteger("diskReserveBytes", in: 1_024...(1 << 50))
        attachmentsPerTicket = object.optionalInteger("attachmentsPerTicket", in: 1...1_000)
        outboxBytes = object.optionalInteger("outboxBytes", in: 1_024...(1 << 50))
        reconcileSeconds = object.optionalInteger("reconcileSeconds", in: 1...86_400)
    }
}

package import Node

extension TopologyFile {
    /// Reads a topology file (JSON5). Everything that is wrong in it is thrown at once; unknown keys are wrong. Rule
    /// books given as paths are taken relative to the file's own folder.
    package static func load(_ path: String) throws(ConfigurationError) -> TopologyFile {
        var file = try ConfigurationDocument.load(path) { Self(reading: $0) }
        for index in file.nodes.indices {
            file.nodes[index].ruleBooks.resolvePaths(besideFile: path)
        }
        return file
    }

    /// Reads the text of a topology file; `name` stands in its errors.
    package static func parse(_ text: String, named name: String) throws(ConfigurationError) -> TopologyFile {
        try ConfigurationDocument.parse(text, named: name) { Self(reading: $0) }
    }

    private init(reading file: ConfigurationObject) {
        file.version(Self.formatVersion)
        self.init(name: file.slug("name"), title: file.string("title"), nodes: [], links: [])
        var ports: [Int: String] = [:]
        var objects: [ConfigurationObject] = []
        nodes = file.list("nodes", distinct: "code", by: \.code) { object in
            let node = Node(reading: object)
            if node.port != 0, let other = ports.updateValue(node.code, forKey: node.port) {
                object.refuse("port", "\(node.port) is already taken by \(other)", cure: "write another port, or 0")
            }
            objects.append(object)
            return node
        }
        if nodes.isEmpty {
            file.refuse("nodes", "there is no node", cure: "describe at least one")
        }
        _ = file.list("links") { object in
            let link = Link(reading: object, nodes: nodes)
            check(link, object)
            links.append(link)
        }
        refuseLooseNodes(objects)
    }

    /// Checks one link against the nodes and the links before it.
    private func check(_ link: Link, _ object: ConfigurationObject) {
        let name = "\(link.upper) above \(link.lower)"
        if links.contains(where: { $0.upper == link.upper && $0.lower == link.lower }) {
            object.refuse("lower", "\(name) stands twice", cure: "remove one")
        }
        if ancestry(of: link.upper).contains(link.lower) {
            object.refuse("lower", "\(name) closes a cycle", cure: "remove the link that points the wrong way")
        }
        guard let upper = node(link.upper), let lower = node(link.lower) else { return }
        if lower.tier.rank <= upper.tier.rank {
            let cause = "\(name): a \(upper.tier.rawValue) cannot stand above a \(lower.tier.rawValue)"
            object.refuse("upper", cause, cure: "put province above city above county above subcentre")
        }
        if lower.tier == .subcentre, !lower.code.hasPrefix(upper.code + "-") {
            let cure = "give it the code \(upper.code)-SUFFIX"
            object.refuse("lower", "\(lower.code) is no sub-centre of \(upper.code)", cure: cure)
        }
    }

    /// Only nodes of the highest tier in the file may have nothing above them.
    private func refuseLooseNodes(_ objects: [ConfigurationObject]) {
        let highest = nodes.map(\.tier.rank).min() ?? 0
        for (node, object) in zip(nodes, objects) where node.tier.rank > highest && uppers(of: node.code).isEmpty {
            let cure = "add {upper: …, lower: \"\(node.code)\"} to links"
            object.refuse("code", "\(node.code) has no link to a node above it", cure: cure)
        }
    }
}

extension TopologyFile.Node {
    fileprivate init(reading object: ConfigurationObject) {
        let units = [NodeConfiguration.Unit](of: object)
        self.init(
            code: object.nodeCode("code"), name: object.string("name"), tier: object.choice("tier") ?? .county,
            port: object.integer("port", in: 0...65_535),
            ruleBooks: object.object("ruleBooks") { NodeConfiguration.RuleBooks(reading: $0) } ?? .unread,
            units: units,
            hotlines: object.list("hotlines", distinct: "number", by: \.number) {
                NodeConfiguration.Hotline(reading: $0, units: units)
            },
            staff: object.list("staff", distinct: "id", by: \.id) {
                NodeConfiguration.Account(reading: $0, units: units)
            })
        if code.contains("-") != (tier == .subcentre), object.has("tier") {
            object.refuse("code", "does not go with the tier", cure: "give a sub-centre, and nothing else, a -SUFFIX")
        }
        guard object.boolean("demonstrationStaff", default: false) else { return }
        for account in NodeConfiguration.Account.demonstration(units: units) {
            if staff.contains(where: { $0.id == account.id }) {
                object.refuse("staff", "\"\(account.id)\" is also demonstration staff", cure: "give it another id")
            }
            staff.append(account)
        }
    }
}

extension TopologyFile.Link {
    fileprivate init(reading object: ConfigurationObject, nodes: [TopologyFile.Node]) {
        self.init(
            upper: object.nodeCode("upper"), lower: object.nodeCode("lower"), secret: object.optionalString("secret"),
            pull: object.boolean("pull", default: false),
            personalData: object.choice("personalData", default: .masked) ?? .masked,
            upperAddress: object.optionalLocalAddress("upperAddress"),
            lowerAddress: object.optionalLocalAddress("lowerAddress"))
        for (key, code) in [("upper", upper), ("lower", lower)] where !code.isEmpty {
            if !nodes.contains(where: { $0.code == code }) {
                object.refuse(key, "there is no node \(code) in this file", cure: "add the node, or mend the code")
            }
        }
        if let secret, secret.count < NodeConfiguration.Peer.shortestSecret {
            let cure = "write at least \(NodeConfiguration.Peer.shortestSecret) characters, or leave it to be drawn"
            object.refuse("secret", "is too short", cure: cure)
        }
    }
}

extension NodeConfiguration.Tier {
    /// How far from the top; a sub-centre stands below whatever it belongs to.
    fileprivate var rank: Int {
        switch self {
        case .province: 0
        case .city: 1
        case .county: 2
        case .subcentre: 3
        }
    }
}

extension NodeConfiguration {
    /// A neighbouring node, one hop away.
    package struct Peer: Sendable, Equatable, Codable {
        /// What the neighbour is to this node.
        package enum Relation: String, Sendable, Codable, CaseIterable {
            /// Gives orders and receives this node's feed.
            case upper
            /// Receives orders and feeds this node.
            case lower
            /// As `lower`: a ministry's hotline, assessed in a class of its own (JY24-30).
            case subcentre
        }

        /// How much of a petitioner goes up over a link (design section 5, "Privacy at the border").
        package enum PersonalData: String, Sendable, Codable, CaseIterable {
            /// The full record of a petitioner who did not ask for confidentiality.
            case full
            /// Names and numbers masked; the full record only on request with a reason.
            case masked
        }

        /// The neighbour's node code.
        package var code: String

        /// The neighbour's name as people see it.
        package var name: String

        /// What the neighbour is to this node.
        package var relation: Relation

        /// Where the neighbour is reached, such as `https://10.3.0.7:14000`; absent where it cannot be reached and
        /// fetches its messages itself.
        package var baseURL: String?

        /// The file of the authorities whose certificates this neighbour may have; none = those of the node.
        package var authorities: String?

        /// The neighbour may be reached without TLS though it is another machine.
        package var plainHTTP: Bool

        /// What both ends know and show each other where there are no keys; at least 16 characters.
        package var secret: String?

        /// The neighbour's public keys (`ed25519:…`): where there is one, the neighbour must sign.
        package var keys: [String]

        /// The node codes whose events the neighbour may bring: its own and its subtree's, or those above.
        package var speaksFor: [String]

        /// The lower end of this link fetches its messages, because nothing can reach it from outside.
        package var pull: Bool

        /// How much of a petitioner goes up over this link.
        package var personalData: PersonalData

        /// A neighbour.
        package init(
            code: String, name: String, relation: Relation, baseURL: String?, secret: String?, speaksFor: [String],
            keys: [String] = [], pull: Bool = false, personalData: PersonalData = .masked,
            authorities: String? = nil, plainHTTP: Bool = false
        ) {
            self.code = code
            self.name = name
            self.relation = relation
            self.baseURL = baseURL
            self.secret = secret
            self.keys = keys
            self.speaksFor = speaksFor
            self.pull = pull
            self.personalData = personalData
            self.authorities = authorities
            self.plainHTTP = plainHTTP
        }

        /// This node fetches what the neighbour holds for it.
        package var isFetchedFrom: Bool { pull && relation == .upper }

        /// The neighbour fetches what this node holds for it; this node sends it nothing of its own accord.
        package var fetchesItself: Bool { pull && relation != .upper }
    }
}

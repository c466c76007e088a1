extension NodeConfiguration {
    /// Who may sign in or call the API, and as what.
    package struct Account: Sendable, Equatable, Codable {
        /// Design section 6.
        package enum Role: String, Sendable, Codable, CaseIterable {
            /// 坐席
            case `operator`
            /// 派单
            case dispatcher
            /// One unit's own assignments
            case unit
            /// 审核、回访
            case reviewer
            /// 督办
            case supervisor
            /// 知识库运维
            case knowledge
            /// Read only
            case auditor
            /// 管理员
            case admin
            /// A neighbouring system that is no node (JY24-20c): delivers events of one source and reads a feed
            case system
        }

        /// The sign-in name, unique in the node.
        package var id: String

        /// The name as people see it.
        package var name: String

        /// What the account may do.
        package var role: Role

        /// The unit that an account of role `unit` works for.
        package var unit: String?

        /// The one CloudEvents `source` that an account of role `system` may deliver.
        package var source: String?

        /// The bearer token itself: for demonstrations and tests only.
        package var token: String?

        /// The bearer token's digest, `sha256:` and 64 hexadecimal digits: for all else (`hotline token` makes it).
        package var tokenDigest: String?

        /// The password with which the account signs in at the console, as it is stored: `$scrypt$…`; none = not at
        /// all, unless the database has an account of that name.
        package var passwordHash: String?

        /// An account.
        package init(
            id: String, name: String, role: Role, unit: String? = nil, source: String? = nil, token: String? = nil,
            tokenDigest: String? = nil, passwordHash: String? = nil
        ) {
            self.id = id
            self.name = name
            self.role = role
            self.unit = unit
            self.source = source
            self.token = token
            self.tokenDigest = tokenDigest
            self.passwordHash = passwordHash
        }
    }

    /// Overrides of built-in limits; what is absent keeps the program's own value.
    package struct Limits: Sendable, Equatable, Codable {
        /// The most events in one batch between nodes.
        package var batchEvents: Int?

        /// The most bytes in one batch between nodes.
        package var batchBytes: Int?

        /// The most bytes in one request's body.
        package var bodyBytes: Int?

        /// The most connections at a time.
        package var connections: Int?

        /// The most connections of one remote address at a time.
        package var connectionsOfAddress: Int?

        /// The most bytes that the bodies of all requests may take up in memory.
        package var bodiesBytes: Int?

        /// The most requests of one neighbour at a time, and of one token.
        package var requestsOfPeer: Int?
        package var requestsOfClient: Int?

        /// Minutes that a session lasts from sign-in on, and from its last use on.
        package var sessionMinutes: Int?
        package var sessionIdleMinutes: Int?

        /// The most hellos, batches and comparisons of neighbours that are worked on at a time.
        package var exchanges: Int?

        /// The most requests that may wait for the one that writes, and the most bytes that these hold in memory.
        package var queueRequests: Int?
        package var queueBytes: Int?

        /// The most bytes that may wait for unreachable neighbours before the node raises an alarm.
        package var outboxBytes: Int?

        /// Seconds between two comparisons of this node's books with those of the node above (对账).
        package var reconcileSeconds: Int?

        /// The most bytes of one attachment, and what all of them leave of the disk.
        package var attachmentBytes: Int?
        package var attachmentReserveBytes: Int?

        /// Free bytes of the disk below which the node takes nothing new in.
        package var diskReserveBytes: Int?

        /// The most attachments on one ticket.
        package var attachmentsPerTicket: Int?

        /// No override but those given later.
        package init() {}
    }
}

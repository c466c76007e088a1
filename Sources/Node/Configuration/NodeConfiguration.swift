/// All that one node is told from outside: who it is, where it listens, where its data lies, which rules it follows,
/// who works there and which nodes are its neighbours. One file of it starts one node (`hotline serve --config FILE`).
///
/// `NodeConfiguration+Loading.swift` says how the file is read, `Node.docc/Configuration.md` what each key means.
package struct NodeConfiguration: Sendable, Equatable {
    /// The version of the file's format that this program reads and writes.
    package static let formatVersion = 1

    /// The node's code: GB/T 2260, for a sub-centre with a suffix (`419001-12366`).
    package var code: String

    /// The node's name as people see it, such as 泽州县.
    package var name: String

    /// The node's place in the hierarchy.
    package var tier: Tier

    /// Where the node listens.
    package var listen: Listen

    /// The folder that holds all of the node's data and nothing else; relative to the file's own folder when loaded.
    package var dataFolder: String

    /// The rules the node follows, by section.
    package var ruleBooks: RuleBooks

    /// The node's own handling units 承办单位 and linked units 联动单位.
    package var units: [Unit] = []

    /// Other hotlines of the area, found by number (YC19-A).
    package var hotlines: [Hotline] = []

    /// The neighbouring nodes.
    package var peers: [Peer] = []

    /// Who may sign in or call the API.
    package var staff: [Account] = []

    /// What the node shows those who connect to it; none = plain HTTP.
    package var tls: TLS?

    /// The file of the authorities whose certificates neighbours may have; none = those that the machine trusts.
    package var authorities: String?

    /// What the node shows neighbours that ask for a certificate.
    package var clientCertificate: Certificate?

    /// The private key that the node signs with; none = the node's own in its data folder, which it draws itself.
    package var signingKey: String?

    /// Overrides of built-in limits.
    package var limits = Limits()

    /// A node that stands alone: no units, neighbours or staff yet.
    package init(
        code: String, name: String, tier: Tier, listen: Listen, dataFolder: String, ruleBooks: RuleBooks
    ) {
        self.code = code
        self.name = name
        self.tier = tier
        self.listen = listen
        self.dataFolder = dataFolder
        self.ruleBooks = ruleBooks
    }
}

extension NodeConfiguration {
    /// 层级: the place of a node in the hierarchy.
    package enum Tier: String, Sendable, Codable, CaseIterable {
        /// 省
        case province
        /// 市, and zones of that rank such as Jiyuan
        case city
        /// 县
        case county
        /// 分中心热线: a ministry's hotline beside the area's own
        case subcentre
    }

    /// The address that a node's server binds.
    package struct Listen: Sendable, Equatable, Codable {
        /// An IP address of this machine; `127.0.0.1` unless said otherwise.
        package var host: String

        /// A TCP port; 0 lets the system choose one.
        package var port: Int

        /// Other machines may connect without TLS.
        package var plainHTTP: Bool

        /// An address to bind.
        package init(host: String = "127.0.0.1", port: Int, plainHTTP: Bool = false) {
            self.host = host
            self.port = port
            self.plainHTTP = plainHTTP
        }
    }

    /// Rule books by section: the id of a book that the program carries, or the path of a JSON file.
    package struct RuleBooks: Sendable, Equatable, Codable {
        /// Intake, limits, returns, revisit, supervision.
        package var handling: String

        /// Points and grades; none means that the node does not assess.
        package var assessment: String?

        /// Enterprise issues; none means that the node keeps no such ledger.
        package var enterprise: String?

        /// The books of a node.
        package init(handling: String, assessment: String? = nil, enterprise: String? = nil) {
            self.handling = handling
            self.assessment = assessment
            self.enterprise = enterprise
        }
    }

    /// A unit of the node's own area.
    package struct Unit: Sendable, Equatable, Codable {
        /// What a unit is asked for (ZZ23-3).
        package enum Kind: String, Sendable, Codable, CaseIterable {
            /// 承办单位: handles matters
            case handling
            /// 联动单位: assists and maintains knowledge
            case linked
        }

        /// Short ASCII name, stable for ever, unique in the node: `xiacun`.
        package var id: String

        /// The name as the regulation prints it.
        package var name: String

        /// Handling or linked.
        package var kind: Kind

        /// The heading under which the regulation lists it, such as 乡镇人民政府.
        package var group: String?

        /// 属地: names of the places that it has charge of (ZZ23-11).
        package var territory: [String]

        /// 主管: words that tell the matters that it is in charge of (ZZ20-2.3.2).
        package var duties: [String]

        /// 行业主管: the tickets of others that it may read (JY24-23); none unless said so.
        package var inCharge: Field?

        /// What a competent department (主管部门) is in charge of: a ticket belongs to it by any of the three.
        package struct Field: Sendable, Equatable, Codable {
            /// Kinds of matter, `complaint`.
            package var kinds: [String] = []
            /// Categories of matter 事项类别, as intake writes them.
            package var categories: [String] = []
            /// Ids of units whose work it supervises.
            package var units: [String] = []

            /// A field; an empty one holds nothing.
            package init(kinds: [String] = [], categories: [String] = [], units: [String] = []) {
                self.kinds = kinds
                self.categories = categories
                self.units = units
            }
        }

        /// A unit of a list.
        package init(
            id: String, name: String, kind: Kind = .handling, group: String? = nil, territory: [String] = [],
            duties: [String] = [], inCharge: Field? = nil
        ) {
            self.id = id
            self.name = name
            self.kind = kind
            self.group = group
            self.territory = territory
            self.duties = duties
            self.inCharge = inCharge
        }
    }

    /// Another hotline of the area and what intake does with its calls (YC19-A, YC19-4.1).
    package struct Hotline: Sendable, Equatable, Codable {
        /// How a hotline is joined to 12345.
        package enum Mode: String, Sendable, Codable, CaseIterable {
            /// 直接合并
            case merged
            /// 设置远端座席
            case remoteSeat
            /// 对接联通
            case connected
            /// 话务转接
            case transfer
            /// 暂不纳入，提供话务引导
            case guidanceOnly
        }

        /// The number as it is dialled.
        package var number: String

        /// The id of the unit behind it.
        package var unit: String

        /// What intake does with its calls.
        package var mode: Mode

        /// The line's own name where the unit has several, such as 秋钰热力.
        package var name: String?

        /// Numbers already folded into this one.
        package var formerNumbers: [String]

        /// A hotline of the registry.
        package init(number: String, unit: String, mode: Mode, name: String? = nil, formerNumbers: [String] = []) {
            self.number = number
            self.unit = unit
            self.mode = mode
            self.name = name
            self.formerNumbers = formerNumbers
        }
    }
}

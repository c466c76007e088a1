import HotlineCore
import Node

/// The nodes of the relay, lowest first. Codes and names are those of the Shanxi network; the sub-centre is the
/// benchmark itself.
enum RelayTier: Int, CaseIterable, Sendable {
    case county, city, province

    static let subcentre = "140525-bench"

    var code: String {
        switch self {
        case .county: "140525"
        case .city: "140500"
        case .province: "140000"
        }
    }

    var name: String {
        switch self {
        case .county: "泽州县"
        case .city: "晋城市"
        case .province: "山西省"
        }
    }

    var tier: NodeConfiguration.Tier {
        switch self {
        case .county: .county
        case .city: .city
        case .province: .province
        }
    }

    var above: RelayTier? { RelayTier(rawValue: rawValue + 1) }
    var below: RelayTier? { RelayTier(rawValue: rawValue - 1) }

    /// The code of the peer that feeds this node.
    var feeder: String { below?.code ?? Self.subcentre }

    /// All codes whose events come up through this node: its own and those below it.
    var subtree: [String] {
        [code] + (below?.subtree ?? [Self.subcentre])
    }

    /// Its own code and those above it.
    var ancestry: [String] {
        [code] + (above?.ancestry ?? [])
    }
}

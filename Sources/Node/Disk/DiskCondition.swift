import Database
import HTTPServer

/// What the node's disk allows, as the node knows it without asking the disk at each request.
enum DiskCondition: String, Sendable, CaseIterable {
    /// Everything.
    case healthy
    /// Free space has fallen below the reserve: nothing new is taken, what the node keeps books of goes on.
    case low
    /// A write found no space left: nothing is written.
    case full
    /// A write failed, on a disk that is read-only or broken: nothing is written.
    case failing

    /// Whether requests that change something are let in.
    var takesRequests: Bool { self == .healthy }

    /// Whether the node's own writes are tried: confirmations, timers, the record of outages.
    var takesCommits: Bool { self == .healthy || self == .low }

    /// What a failed write says of the disk; nil where it says nothing.
    init?(_ error: DatabaseError) {
        switch error.kind {
        case .full: self = .full
        case .ioError, .readOnly, .cannotOpen: self = .failing
        default: return nil
        }
    }

    /// What is wrong, as operators read it.
    var cause: String {
        switch self {
        case .healthy: "磁盘正常"
        case .low: "磁盘可用空间低于保留值"
        case .full: "磁盘或数据库容量已满"
        case .failing: "磁盘只读或读写故障"
        }
    }

    /// What to do about it.
    var cure: String {
        switch self {
        case .healthy: "无需处理"
        case .low, .full: "请管理员释放或扩充磁盘空间；空间恢复后节点自行继续"
        case .failing: "请管理员检查磁盘和文件系统（只读挂载、硬件故障）；可写后节点自行继续"
        }
    }
}

/// A write that was not tried, because the disk takes none.
struct DiskRefusal: Error, Sendable, CustomStringConvertible {
    let condition: DiskCondition

    var description: String { "the disk is \(condition.rawValue): nothing was written" }
}

extension APIProblem {
    /// Seconds after which a caller that was refused for the disk may try again: soon, for a neighbour that waits
    /// longer keeps people waiting after space has come back.
    static let diskPatience = 5

    /// Nothing was read and nothing changed: the disk takes no writes.
    init(_ refusal: DiskRefusal) {
        let condition = refusal.condition
        let kind: ProblemKind = condition == .failing ? .databaseFailed : .databaseFull
        self.init(
            kind, "\(condition.cause)，未作任何更改；查询照常", cure: condition.cure, retryAfter: Self.diskPatience)
        members["disk"] = condition.rawValue
    }
}

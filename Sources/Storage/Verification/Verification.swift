package import Database
package import HotlineCore

/// What `hotline verify` does: reads the whole database and tells where its parts do not agree.
///
/// Works some rows at a time, so that memory stays bounded and, on a living node, no read transaction lasts long: each
/// call of ``advance(in:)`` may be given a view of its own. What has to agree within one moment is compared within one
/// call; what only grows is read up to where it ended when its step began. It only reads.
package struct Verification: Sendable {
    /// The parts of the work, in their order.
    package enum Step: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable {
        case file, node, journal, tickets, messages, outbox, owed, inbox, mirrors, sums, care, petitioners,
            attachments, search
    }

    /// The digest of the file that holds a content; nil where there is no file.
    package typealias BlobReader = @Sendable (BlobDigest) throws -> BlobDigest?

    /// How far the work is.
    package struct Progress: Sendable, Hashable {
        package var step: Step
        /// The part of this step that is done, 0 to 1.
        package var fraction: Double
    }

    /// What was found so far.
    package private(set) var report = VerificationReport()
    private var checks: [any VerificationCheck]
    private let rowsPerCall: Int

    /// - Parameters:
    ///   - upperNodes: the nodes that are fed, as configured; nil takes every stream that carries own changes.
    ///   - isLive: each call gets a view of limited time: the file is checked table by table, and a table that takes
    ///     too long is left out and named.
    ///   - files: reads the files of attachments; nil leaves them out.
    ///   - rowsPerCall: how many rows one call reads.
    package init(
        upperNodes: [NodeCode]? = nil, isLive: Bool = false, files: BlobReader? = nil, rowsPerCall: Int = 500
    ) {
        self.rowsPerCall = rowsPerCall
        checks = [
            FileCheck(isWhole: !isLive), NodeCheck(), JournalCheck(), TicketCheck(), MessageCheck(), OutboxCheck(),
            OwedCheck(upperNodes: upperNodes), InboxCheck(), MirrorCheck(), DaySumCheck(), CareCheck(),
            PetitionerCheck(), AttachmentCheck(files: files), SearchCheck(),
        ].reversed()
    }

    /// Checks some rows more; nil once everything was checked.
    ///
    /// - Throws: what prevents checking at all. A damaged page is a finding, and ends the step that met it.
    package mutating func advance(in view: ReadTransaction) throws -> Progress? {
        guard var check = checks.popLast() else { return nil }
        let step = check.step
        do {
            let fraction = try check.advance(in: view, rows: rowsPerCall, into: &report)
            if fraction < 1 { checks.append(check) }
            return Progress(step: step, fraction: min(fraction, 1))
        } catch let error as DatabaseError where error.kind == .corrupt || error.kind == .ioError {
            report.add(.databaseDamaged, "*", step.rawValue, "读取时数据库报告损坏（\(error.code)）：\(error.message)")
            return Progress(step: step, fraction: 1)
        } catch let error as StorageError {
            report.add(.rowUnreadable, "*", step.rawValue, "无法读取：\(error)")
            return Progress(step: step, fraction: 1)
        }
    }

    /// Checks everything in one view.
    package static func run(
        in view: ReadTransaction, upperNodes: [NodeCode]? = nil, files: BlobReader? = nil,
        progress: (Progress) -> Void = { _ in }
    ) throws -> VerificationReport {
        var verification = Verification(upperNodes: upperNodes, files: files)
        while let done = try verification.advance(in: view) { progress(done) }
        return verification.report
    }
}

/// One part of the verification, with the place where it goes on.
protocol VerificationCheck: Sendable {
    var step: Verification.Step { get }

    /// Checks about as many rows more; the part done so far, 1 when nothing is left.
    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double
}

/// Where a walk over rows with ascending integer keys stands.
struct KeyCursor: Sendable {
    private(set) var last: Int64 = 0
    /// The highest key when the walk began: what came later is not part of it.
    private var end: Int64?

    /// The key that the walk ends with.
    mutating func end(_ highest: () throws -> Int64?) rethrows -> Int64 {
        if let end { return end }
        let found = try highest() ?? 0
        end = found
        return found
    }

    /// Goes on behind a key; the part of the walk that is done when a page held `count` of at most `limit` rows.
    mutating func moved(to key: Int64?, count: Int, limit: Int) -> Double {
        guard let key, count >= limit, let end, key < end else { return 1 }
        last = key
        return Double(key) / Double(max(end, 1))
    }
}

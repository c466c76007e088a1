import Database
import HotlineCore

/// Attachments: each that a ticket names is listed, and each that is said to be here has its file, with the content
/// that its digest says.
struct AttachmentCheck: VerificationCheck {
    let step = Verification.Step.attachments
    private let files: Verification.BlobReader?
    private var tickets = KeyCursor()

    init(files: Verification.BlobReader?) { self.files = files }

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let end = try tickets.end { try view.first("SELECT max(rowid) FROM ticket") { $0.int64(0) } }
        if tickets.last == 0 { try checkOrphans(in: view, &report) }
        let page = try view.query("""
            SELECT rowid, body FROM ticket WHERE rowid > ? AND rowid <= ?
            AND instr(body, CAST('"attachments":' AS BLOB)) > 0 ORDER BY rowid LIMIT ?
            """, tickets.last, end, limit
        ) { (row: $0.int64(0), ticket: try CanonicalJSON.decode(Ticket.self, from: $0.data(1))) }
        for item in page { try check(item.ticket, in: view, &report) }
        return tickets.moved(to: page.last?.row, count: page.count, limit: limit)
    }

    private func check(_ ticket: Ticket, in view: ReadTransaction, _ report: inout VerificationReport) throws {
        let listed = try view.query("""
            SELECT attachment.digest, coalesce(size, -1), coalesce(is_here, 0) FROM attachment
            LEFT JOIN blob USING (digest) WHERE ticket = ?
            """, ticket.id.rawValue) { (digest: $0.text(0), size: $0.int(1), isHere: $0.bool(2)) }
        let attachments = ticket.attachments ?? []
        let named = Set((attachments.map(\.digest) + attachments.compactMap(\.original)).map(\.rawValue))
        if named != Set(listed.map(\.digest)) {
            report.add(.attachmentDiffers, "attachment", ticket.id, "附件登记与工单所列不符")
        }
        for attachment in attachments where listed.contains(where: {
            $0.digest == attachment.digest.rawValue && $0.size != attachment.size
        }) {
            report.add(.attachmentDiffers, "blob", attachment.digest, "附件大小与工单 \(ticket.id) 所记不符")
        }
        for row in listed {
            report.count(step)
            try checkFile(of: row.digest, isHere: row.isHere, in: view, &report)
        }
    }

    private func checkFile(
        of name: String, isHere: Bool, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        guard let digest = BlobDigest(rawValue: name) else {
            return report.add(.attachmentDiffers, "attachment", name, "附件摘要无法读取")
        }
        guard isHere else {
            let awaited = try view.first("""
                SELECT 1 FROM blob_source WHERE digest = ?1
                UNION ALL SELECT 1 FROM blob_owed WHERE digest = ?1 AND is_done = 1
                """, name) { $0.bool(0) }
            if awaited == nil { report.add(.blobMissing, "blob", name, "附件内容不在本节点，也没有节点会送来") }
            return
        }
        guard let files else { return report.skip(step, "没有给出附件文件夹，未核对文件", rows: 1) }
        switch try files(digest) {
        case nil: report.add(.blobMissing, "blob", name, "附件文件不存在")
        case digest: break
        default: report.add(.blobDamaged, "blob", name, "附件文件的内容与摘要不符")
        }
    }

    private func checkOrphans(in view: ReadTransaction, _ report: inout VerificationReport) throws {
        let orphans = try view.query("""
            SELECT id, ticket FROM attachment WHERE NOT EXISTS (
              SELECT 1 FROM ticket WHERE ticket.id = attachment.ticket
              AND instr(body, CAST('"attachments":' AS BLOB)) > 0) ORDER BY id LIMIT 50
            """) { (id: $0.int64(0), ticket: $0.text(1)) }
        for orphan in orphans {
            report.add(.attachmentDiffers, "attachment", orphan.id, "工单 \(orphan.ticket) 没有这个附件")
        }
    }
}

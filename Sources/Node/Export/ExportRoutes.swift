import Database
import HTTPServer
import HTTPWire
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `GET /tickets/export`: a list of own tickets as a file.
    mutating func addExport() {
        let context = context
        get("/tickets/export", .everyone, .export) { try await context.export($0) }
    }
}

extension RouteDescription {
    fileprivate static let export = RouteDescription(
        .tickets, "The list as a file 导出", "With the filters of the list, without pages; each export is on record."
    )
    .query(.query("format", .oneOf(ExportFormat.self), "`csv` (UTF-8 with BOM) or `xlsx`"), .reveal)
    .ownFilters.refuses(.missingFields, .notAuthorised, .databaseFull, .recovering)
    .answers(ExportFormat.allCases.map { ($0.mediaType, .text) }, "The file, page by page as it is made")
}

/// The form of the file.
private enum ExportFormat: String, CaseIterable {
    case csv, xlsx

    var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    func table() -> any TableWriter { self == .csv ? CSVTable() : Workbook() }
}

extension NodeContext {
    /// Answers with the file as it is made, page by page of the list: each page is a read of its own, so that no read
    /// lasts and nothing is held. That it was asked for is on record first (ZZ23-47).
    fileprivate func export(_ call: Call) async throws -> Response {
        let name = call.request.query("format") ?? ExportFormat.csv.rawValue
        guard let format = ExportFormat(rawValue: name) else { throw APIProblem.invalidQuery("format", "csv 或 xlsx") }
        let reason = try call.request.revealReason()
        guard reason == nil || Roles.hotline.admits(call.caller) || call.caller.role == .unit else {
            throw APIProblem.mayNotReveal
        }
        let filter = try exportFilter(call)
        let total = try await exportTotal(filter)
        if format == .xlsx, total > Workbook.mostRows {
            throw APIProblem(
                .invalidQuery, "共 \(total) 件，超出 XLSX 文件的 \(Workbook.mostRows) 行", cure: "改用 format=csv，或缩小筛选范围")
        }
        var export = TicketExport(
            context: self, filter: filter, caller: call.caller, reason: reason, wording: wording(for: call.caller))
        try await export.strikeReason()
        try await note(call, format, total: total, reason: export.reason)
        var response = Response(status: 200, headers: [
            "content-type": format.mediaType, "cache-control": "no-store",
            "content-disposition": "attachment; filename=\"tickets-\(engine.now.day).\(format.rawValue)\"",
            "hotline-total": String(total),
        ])
        response.body = .stream { [export] in try await export.write(format.table(), to: $0) }
        return response
    }

    /// The list's filter. By the end of limits each page would be sorted anew, and a ticket whose limit moves meanwhile
    /// would come twice or not at all: the newest come first instead.
    private func exportFilter(_ call: Call) throws(APIProblem) -> TicketFilter {
        var filter = try ownFilter(call)
        if filter.order == .due { filter.order = .newest }
        filter.limit = exportPage
        filter.before = nil
        return filter
    }

    /// How many tickets the file will hold; a file from which some would be missing is refused.
    private func exportTotal(_ filter: TicketFilter) async throws -> Int {
        let (total, isIncomplete) = try await engine.read { transaction in
            (
                try TicketStore.count(filter, in: transaction),
                try TicketStore.isIncomplete(filter, in: transaction)
            )
        }
        guard !isIncomplete else {
            throw APIProblem(
                .recovering, "升级后工单索引尚未建完，此时导出会缺少工单", cure: "按 Retry-After 稍后重试", retryAfter: 30)
        }
        return total
    }

    private func note(_ call: Call, _ format: ExportFormat, total: Int, reason: String?) async throws {
        // People are searched by name and number: that words were asked for is told, which ones is not.
        let asked = call.request.target.query.filter { !["reveal", "cursor", "limit", "format"].contains($0.name) }
            .map { $0.name == "q" ? "q" : "\($0.name)=\($0.value)" }.joined(separator: "&")
        let subject = "\(format.rawValue) \(total) \(asked)"
        let fields = reason == nil ? [] : TicketRow.personalFields
        let actor = call.caller.actor(at: code)
        try await engine.store { transaction, now in
            try AuditStore.note(
                actor, action: "tickets.exported", subject: subject, fields: fields, reason: reason,
                at: now.milliseconds, in: transaction)
        }
    }
}

/// An export under way.
private struct TicketExport: Sendable {
    let context: NodeContext
    let filter: TicketFilter
    let caller: Caller
    /// Why the petitioners' fields are shown; nil where they stay masked.
    var reason: String?
    let wording: ListWording

    /// Takes every petitioner of the file out of the reason: its record outlives their data, and is written before the
    /// first page is.
    mutating func strikeReason() async throws {
        guard var struck = reason else { return }
        var filter = filter
        repeat {
            let (rows, next) = try await page(filter)
            struck = rows.reduce(struck) { $1.struck($0) }
            filter.before = next
        } while filter.before != nil
        reason = struck
    }

    func write(_ table: any TableWriter, to writer: ResponseWriter) async throws {
        var (table, filter) = (table, filter)
        try await writer.write(table.begin(TicketRow.head))
        repeat {
            let (rows, next) = try await page(filter)
            filter.before = next
            var bytes: [UInt8] = []
            for row in rows { bytes += try table.row(row.cells(wording)) }
            try await note(rows)
            if !bytes.isEmpty { try await writer.write(bytes) }
        } while filter.before != nil
        try await writer.write(table.end())
    }

    private func page(_ filter: TicketFilter) async throws -> (rows: [TicketRow], next: ListCursor?) {
        try await context.engine.read { [caller, reveals = reason != nil] transaction in
            let page = try TicketStore.next(filter, in: transaction)
            let rows = try zip(page.rows, page.bodies).map { row, body in
                var line = try TicketRow(body, for: caller, reveals: reveals, in: transaction)
                line.tags = try TagStore.tags(of: row, in: transaction).map { line.struck($0.name) }
                return line
            }
            return (rows, page.next)
        }
    }

    /// Whose data a page shows, each on record before it leaves (ZZ23-47).
    private func note(_ rows: [TicketRow]) async throws {
        guard let reason else { return }
        try await context.note(
            rows.compactMap(\.view), "petitioner.revealed", by: caller, reason: rows.reduce(reason) { $1.struck($0) })
    }
}

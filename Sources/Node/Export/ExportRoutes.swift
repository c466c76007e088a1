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
        let reason = try revealReason(call)
        var filter = try ownFilter(call)
        filter.limit = 500
        filter.before = nil
        let total = try await engine.read { [filter] in try TicketStore.count(filter, in: $0) }
        if format == .xlsx, total > Workbook.mostRows {
            throw APIProblem(
                .invalidQuery, "共 \(total) 件，超出 XLSX 文件的 \(Workbook.mostRows) 行", cure: "改用 format=csv，或缩小筛选范围")
        }
        try await note(call, format, total: total, reason: reason)
        let export = TicketExport(
            engine: engine, filter: filter, caller: call.caller, reveals: reason != nil,
            wording: wording(for: call.caller))
        var response = Response(status: 200, headers: [
            "content-type": format.mediaType, "cache-control": "no-store",
            "content-disposition": "attachment; filename=\"tickets-\(engine.now.day).\(format.rawValue)\"",
            "hotline-total": String(total),
        ])
        response.body = .stream { try await export.write(format.table(), to: $0) }
        return response
    }

    /// Why the petitioners' fields are asked for; nil where they are to stay masked.
    private func revealReason(_ call: Call) throws -> String? {
        guard let reason = call.request.query("reveal") else { return nil }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw APIProblem.reasonMissing }
        guard Roles.hotline.admits(call.caller) || call.caller.role == .unit else { throw APIProblem.mayNotReveal }
        return reason
    }

    private func note(_ call: Call, _ format: ExportFormat, total: Int, reason: String?) async throws {
        let asked = call.request.target.query.filter { !["reveal", "cursor", "limit", "format"].contains($0.name) }
            .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
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
    let engine: Engine
    let filter: TicketFilter
    let caller: Caller
    let reveals: Bool
    let wording: ListWording

    func write(_ table: any TableWriter, to writer: ResponseWriter) async throws {
        var (table, filter) = (table, filter)
        try await writer.write(table.begin(TicketRow.head))
        repeat {
            let (rows, next) = try await engine.read { [filter, caller, reveals] transaction in
                let page = try TicketStore.next(filter, in: transaction)
                let rows = try page.bodies.map {
                    try TicketRow($0, for: caller, reveals: reveals, in: transaction)
                }
                return (rows, page.next)
            }
            filter.before = next
            var bytes: [UInt8] = []
            for row in rows { bytes += table.row(row.cells(wording)) }
            if !bytes.isEmpty { try await writer.write(bytes) }
        } while filter.before != nil
        try await writer.write(table.end())
    }
}

import HTTPServer
import HTTPWire
import HotlineCore
import WorkCalendar

extension Request {
    /// The body as JSON. 415 where it says to be something else, 400 where it is none; no body is an empty object.
    func json() throws -> JSONTree {
        if let type = headers["content-type"], !type.isJSONMediaType {
            throw APIProblem(
                .unsupportedMediaType, "内容类型 \(type) 不受支持", cure: "以 application/json（UTF-8）发送")
        }
        guard !body.isEmpty else { return .object([]) }
        return try JSONTree(reading: body)
    }

    /// Reads the body as a form; everything that is wrong with it is thrown at once.
    func form<Value>(_ read: (FormReader) -> Value) throws -> Value {
        let errors = FormErrors()
        let reader = FormReader(try json(), errors: errors)
        let value = read(reader)
        reader.refuseUnknownFields()
        guard errors.all.isEmpty else { throw APIProblem(errors.all) }
        return value
    }

    /// A query parameter that is a whole number in a range.
    func query(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(APIProblem) -> Int {
        guard let text = query(name) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw APIProblem(
                .invalidQuery, "\(name) 应为 \(range.lowerBound) 至 \(range.upperBound) 的整数", cure: "更正查询条件")
        }
        return number
    }

    /// A parameter that is `true` or `false`; false where it is missing.
    func queryFlag(_ name: String) throws(APIProblem) -> Bool { try ListParameters(target.query).flag(name) }

    /// What personal data are asked for: a reason that holds words, as it goes on record; nil where none are asked for.
    func revealReason() throws(APIProblem) -> String? {
        guard let reason = query("reveal") else { return nil }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
        if let defect = FormText.defect(reason, in: "reveal") {
            throw APIProblem([FieldError(field: "reveal", message: defect)])
        }
        return reason
    }

    /// The W3C trace context of the request, to travel with what it causes.
    var traceparent: String? {
        headers["traceparent"].flatMap { $0.utf8.count == 55 ? $0 : nil }
    }

    /// The state that `If-Match` asks for (RFC 9110 section 13.1.1); nil where it asks for none, or for any.
    func expectedState() throws(APIProblem) -> (generation: Int64, revision: Int64)? {
        guard let value = headers["if-match"], value != "*" else { return nil }
        // A weak tag is well formed and matches nothing (section 8.8.3.2): no state has generation 0.
        if value.hasPrefix("W/\""), value.hasSuffix("\""), value.count > 3 { return (0, 0) }
        let parts = value.split(separator: "\"", omittingEmptySubsequences: false)
        let numbers = parts.count == 3 && parts[0].isEmpty && parts[2].isEmpty ? parts[1].split(separator: ".") : []
        guard numbers.count == 2, let generation = Int64(numbers[0]), let revision = Int64(numbers[1]) else {
            throw APIProblem(
                .malformedHeader, "If-Match 应为工单的 ETag，如 \"1.4\"", cure: "使用读取工单时收到的 ETag")
        }
        return (generation, revision)
    }

    /// The `Idempotency-Key` of the request with its scope; nil where it has none.
    func idempotencyKey(of caller: Caller) throws(APIProblem) -> KeysInFlight.Key? {
        guard let value = headers["idempotency-key"] else { return nil }
        guard (1...255).contains(value.utf8.count), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw APIProblem(
                .malformedHeader, "Idempotency-Key 应为 1 至 255 个可见的 ASCII 字符", cure: "换用字母、数字组成的键，如 UUID")
        }
        return KeysInFlight.Key(scope: "\(caller.person) \(method) /\(path.joined(separator: "/"))", key: value)
    }
}

extension String {
    /// `application/json` with whatever parameters.
    fileprivate var isJSONMediaType: Bool { mediaType == "application/json" }

    /// A media type without its parameters, in lower case (RFC 9110 section 8.3.1).
    var mediaType: String {
        split(separator: ";").first?.lowercased().trimmingSpace ?? ""
    }

    fileprivate var trimmingSpace: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

/// Reads one event object of a scanned text: which members it has, what is wrong with them, what they say.
struct EventReader {
    private let tape: JSONTape
    private let bytes: UnsafeRawBufferPointer
    private let limits: EventLimits
    private let event: Int

    /// Value indices of the members that CloudEvents names; nil where absent or null.
    private var specversion: Int?
    private var id: Int?
    private var source: Int?
    private var type: Int?
    private var subject: Int?
    private var time: Int?
    private var contentType: Int?
    private var schema: Int?
    private(set) var data: Int?
    private(set) var dataBase64: Int?
    private var extensions: [Int] = []

    /// Key indices of the canonical form (see `CanonicalEvent.digest`).
    private(set) var kept: [Int] = []
    private(set) var asText: [Int] = []
    private(set) var isWhole = true
    private(set) var defects = EventDefects()

    init(event: Int, tape: JSONTape, bytes: UnsafeRawBufferPointer, limits: EventLimits) {
        self.event = event
        self.tape = tape
        self.bytes = bytes
        self.limits = limits
        kept.reserveCapacity(12)
        for key in tape.children(of: event) { take(key) }
        judge()
    }

    /// Sorts one member in.
    private mutating func take(_ key: Int) {
        let value = key + 1
        let name = tape[key]
        if JSONText.equals(name, "data", in: bytes) {
            data = value
            kept.append(key)
            return
        }
        // "Unset attributes MAY be encoded to the JSON value of null" (JSON format 1.0.2, section 2.2).
        guard tape[value].kind != .null else {
            isWhole = false
            return
        }
        switch name.content.count {
        case 2 where JSONText.equals(name, "id", in: bytes): id = value
        case 4 where JSONText.equals(name, "type", in: bytes): type = value
        case 4 where JSONText.equals(name, "time", in: bytes): time = value
        case 6 where JSONText.equals(name, "source", in: bytes): source = value
        case 7 where JSONText.equals(name, "subject", in: bytes): subject = value
        case 10 where JSONText.equals(name, "dataschema", in: bytes): schema = value
        case 11 where JSONText.equals(name, "specversion", in: bytes): specversion = value
        case 11 where JSONText.equals(name, "data_base64", in: bytes): dataBase64 = value
        case 15 where JSONText.equals(name, "datacontenttype", in: bytes):
            contentType = value
            if JSONText.equals(tape[value], "application/json", in: bytes) {
                isWhole = false
                return
            }
        default:
            takeExtension(key)
            return
        }
        kept.append(key)
    }

    private mutating func takeExtension(_ key: Int) {
        extensions.append(key)
        let name = JSONText.string(tape[key], in: bytes)
        if CanonicalEvent.isHopAttribute(name) {
            isWhole = false
            return
        }
        kept.append(key)
        if tape[key + 1].kind != .string { asText.append(key) }
    }

    private mutating func judge() {
        if tape[event].range.count > limits.eventBytes {
            defects.add(.eventTooLarge, "", "more than \(limits.eventBytes) bytes")
        }
        if let specversion {
            if tape.string(specversion, bytes: bytes) != "1.0" {
                defects.add(.unsupportedSpecVersion, "/specversion", "must be \"1.0\"")
            }
        } else {
            defects.add(.missingAttribute, "/specversion", "is required")
        }
        require(id, "/id", limits.shortBytes)
        require(source, "/source", limits.longBytes)
        require(type, "/type", limits.shortBytes)
        if let source, tape[source].kind == .string, !withText(source, EventText.isReference) {
            defects.add(.invalidAttribute, "/source", "must be a URI reference")
        }
        check(subject, "/subject", limits.longBytes)
        check(contentType, "/datacontenttype", limits.shortBytes)
        check(schema, "/dataschema", limits.longBytes)
        check(time, "/time", limits.shortBytes)
        if let time, tape[time].kind == .string, withText(time, RFC3339.milliseconds) == nil {
            defects.add(.invalidAttribute, "/time", "must be an RFC 3339 date-time")
        }
        if data != nil, dataBase64 != nil { defects.add(.ambiguousData, "/data_base64", "only one of the two") }
        if let dataBase64, !EventText.isBase64(tape.string(dataBase64, bytes: bytes)) {
            defects.add(.invalidAttribute, "/data_base64", "must be base64 (RFC 4648)")
        }
        judgeExtensions()
    }

    private mutating func judgeExtensions() {
        if extensions.count > limits.extensions {
            defects.add(.invalidAttribute, "", "more than \(limits.extensions) extension attributes")
        }
        for key in extensions.prefix(limits.extensions) {
            let name = JSONText.string(tape[key], in: bytes)
            let pointer = { "/" + EventText.pointerToken(name) }
            if !EventText.isAttributeName(name) {
                defects.add(.invalidAttribute, pointer(), "names are 1 to 64 letters a-z and digits")
            }
            switch tape[key + 1].kind {
            case .string: checkText(key + 1, limits.longBytes, pointer: pointer)
            case .true, .false: break
            case .number where Self.text(key + 1, tape: tape, bytes: bytes) != nil: break
            default: defects.add(.invalidAttribute, pointer(), "must be a string, a boolean or a 32-bit integer")
            }
        }
    }

    private mutating func require(_ value: Int?, _ pointer: StaticString, _ limit: Int) {
        guard let value else { return defects.add(.missingAttribute, pointer.description, "is required") }
        check(value, pointer, limit)
    }

    private mutating func check(_ value: Int?, _ pointer: StaticString, _ limit: Int) {
        guard let value else { return }
        guard tape[value].kind == .string else {
            return defects.add(.invalidAttribute, pointer.description, "must be a string")
        }
        guard !tape[value].content.isEmpty else {
            return defects.add(.invalidAttribute, pointer.description, "must not be empty")
        }
        checkText(value, limit) { pointer.description }
    }

    private mutating func checkText(_ value: Int, _ limit: Int, pointer: () -> String) {
        if withText(value, { $0.count }) > limit {
            defects.add(.invalidAttribute, pointer(), "more than \(limit) bytes")
        }
        if withText(value, EventText.hasControls) {
            defects.add(.invalidAttribute, pointer(), "holds control characters")
        }
    }

    /// Lends the characters of a string: in place where it holds no escapes.
    private func withText<Result>(_ value: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let token = tape[value]
        guard token.isEscaped else { return body(UnsafeRawBufferPointer(rebasing: bytes[token.content])) }
        return JSONText.unescaped(token, in: bytes).withUnsafeBytes { body($0) }
    }

    /// The canonical text of an attribute's value: strings, booleans, 32-bit integers; nil for anything else.
    static func text(_ value: Int, tape: JSONTape, bytes: UnsafeRawBufferPointer) -> String? {
        switch tape[value].kind {
        case .string: tape.string(value, bytes: bytes)
        case .true: "true"
        case .false: "false"
        case .number: tape.integer(value, bytes: bytes).flatMap { Int32(exactly: $0) }.map(\.description)
        case .object, .array, .key, .null: nil
        }
    }

    // MARK: What the event says

    /// Empty where it has no readable source or id.
    var key: EventKey { EventKey(source: string(source) ?? "", id: string(id) ?? "") }

    func event(json: ArraySlice<UInt8>, data: ArraySlice<UInt8>?, digest: Digest32) -> Event {
        let type = string(type) ?? ""
        return Event(
            key: key, type: type, subject: string(subject), time: string(time),
            dataContentType: string(contentType), dataSchema: string(schema),
            extensions: extensions.map { key in
                EventExtension(
                    name: JSONText.string(tape[key], in: bytes),
                    value: Self.text(key + 1, tape: tape, bytes: bytes) ?? "")
            },
            json: json, data: data, dataBase64: string(dataBase64), digest: digest,
            withheld: type == Withheld.type ? withheldKey : nil)
    }

    private var withheldKey: EventKey? {
        guard let data, let source = tape.value(of: "source", in: data, bytes: bytes),
            let id = tape.value(of: "id", in: data, bytes: bytes), let source = string(source), let id = string(id)
        else { return nil }
        return EventKey(source: source, id: id)
    }

    private func string(_ value: Int?) -> String? {
        value.flatMap { tape.string($0, bytes: bytes) }
    }
}

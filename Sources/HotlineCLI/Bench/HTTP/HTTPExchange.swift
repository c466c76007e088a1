/// What a load consists of: where to, and the bytes of each request.
struct HTTPExchange: Sendable {
    let port: UInt16
    /// What every answer must have.
    let status: Int
    /// The whole request with that number.
    let request: @Sendable (Int) -> [UInt8]

    /// The same GET each time.
    static func get(_ path: String, port: UInt16, token: String? = nil) -> HTTPExchange {
        let bytes = Self.head("GET", path, token: token) + Array("\r\n".utf8)
        return HTTPExchange(port: port, status: 200) { _ in bytes }
    }

    /// Another matter each time, of another person.
    static func registrations(port: UInt16, token: String) -> HTTPExchange {
        let head = Self.head("POST", "/api/v1/tickets", token: token)
        return HTTPExchange(port: port, status: 201) { number in
            let form = """
                {"kind":"complaint","channel":"telephone","title":"第\(number)号楼停水","content":"停水已三天，无人处理。",\
                "place":"凤台小区\(number)号楼","petitioner":{"name":"张某","phone":"\(13_800_000_000 + number)"}}
                """
            let length = "content-type: application/json\r\ncontent-length: \(form.utf8.count)\r\n\r\n"
            return head + Array(length.utf8) + Array(form.utf8)
        }
    }

    private static func head(_ method: String, _ path: String, token: String?) -> [UInt8] {
        let authorised = token.map { "authorization: Bearer \($0)\r\n" } ?? ""
        return Array("\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\n\(authorised)".utf8)
    }
}

import CConsole
import HTTPServer

/// The embedded files by their path below `files`, such as `js/main.js`. A path is looked up as a whole, never
/// followed: there is no folder that it could leave.
struct ConsoleFiles: Sendable {
    /// The page that everything begins with.
    static let start = "index.html"

    private let files: [String: StaticFile]

    init() {
        var files: [String: StaticFile] = [:]
        for index in 0..<hotline_console_file_count() {
            let file = hotline_console_file_at(index)
            let path = String(cString: file.path)
            guard let type = Self.mediaType(of: path) else { preconditionFailure("no media type is known for \(path)") }
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
            files[path] = StaticFile(bytes, type: type, headers: ConsolePolicy.headers)
        }
        self.files = files
    }

    /// The file at a path; nil where there is none.
    subscript(path: String) -> StaticFile? { files[path] }

    private static func mediaType(of path: String) -> String? {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: nil
        }
    }
}

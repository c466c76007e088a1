/// Who may import whom: section 3 of the design, row by row.
enum ImportTable {
    /// The targets of ours that each target may import. `Package.swift` has to say the same.
    static let ours: [String: Set<String>] = [
        "CSQLite": [], "COpenSSL": [], "CPlatform": [], "CConsole": [],
        "Platform": ["CPlatform"],
        "Crypto": ["COpenSSL"],
        "WorkCalendar": [],
        "HotlineCore": ["WorkCalendar"],
        "SyncProtocol": [],
        "HTTPWire": [],
        "Database": ["CSQLite", "Platform"],
        // WorkCalendar's moments and days are part of HotlineCore's values: whoever reads those values names them.
        "Storage": ["Database", "HotlineCore", "SyncProtocol", "Crypto", "WorkCalendar"],
        "NodeCore": ["Storage", "HotlineCore", "SyncProtocol", "WorkCalendar"],
        // CPlatform: epoll's structures, which Swift's own modules leave out.
        "HTTPServer": ["HTTPWire", "Platform", "Crypto", "CPlatform"],
        "PeerTransport": ["HTTPWire", "Platform", "Crypto", "CPlatform"],
        "Console": ["CConsole", "HTTPServer"],
        "Node": shell,
        "Topology": ["Node", "Platform"],
        "Simulation": ["NodeCore", "Storage", "HotlineCore", "SyncProtocol", "WorkCalendar"],
        "HotlineCLI": shell.union(["Topology", "Node", "Simulation"]),
        "hotline": ["HotlineCLI"],
    ]

    /// The shell may use everything below it.
    private static let shell: Set = [
        "NodeCore", "Storage", "Database", "HotlineCore", "WorkCalendar", "SyncProtocol", "HTTPServer", "HTTPWire",
        "PeerTransport", "Platform", "Crypto", "Console",
    ]

    /// Targets below `Tests` that are no tests themselves: what tests share, and the fuzz targets.
    static let ofTests: Set = ["TestSupport", "Fuzz"]

    /// Rows that may leave out some of what the design allows them: nothing below exists before it is needed.
    static let mayBeNarrower: Set = ["Node", "HotlineCLI", "Simulation"]

    /// Modules of the system and the toolchain, and where they may be imported.
    static func allows(system module: String, in file: SourceText) -> Bool {
        let isTest = file.path.hasPrefix("Tests/")
        let target = file.target ?? ""
        switch module {
        case "Foundation", "Synchronization", "RegexBuilder": return true
        case "Glibc":
            let close = ["Platform", "HTTPServer", "PeerTransport", "Crypto", "Database", "HotlineCLI"]
            return isTest || close.contains(target)
        case "FoundationNetworking":
            return isTest || file.path.hasPrefix("Sources/PeerTransport/FoundationTransport")
        case "Testing": return isTest
        case "PackageDescription": return file.path == "Package.swift"
        default: return false
        }
    }
}

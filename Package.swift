// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same bar: Swift 6, warnings are errors, imports say what they need.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One row of the design's import table: a target and the targets it may import.
func module(_ name: String, _ imports: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: imports, resources: resources, swiftSettings: strict)
}

/// The tests of one target; `TestSupport` holds what they share.
func tests(_ name: String, _ imports: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: imports + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "Hotline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "hotline", targets: ["hotline"])],
    traits: [
        .trait(name: "FoundationTransport", description: "Peers reached through URLSession instead of our own client."),
    ],
    dependencies: [],
    targets: [
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPlatform"),
        // Its files come in by #embed, not as resources: that costs the build nothing.
        .target(name: "CConsole", exclude: ["files"], cSettings: [.treatAllWarnings(as: .error)]),

        module("Platform", ["CPlatform"]),
        module("Crypto", ["COpenSSL"]),
        module("WorkCalendar", resources: [.embedInCode("Resources/holidays.json")]),
        module("HotlineCore", ["WorkCalendar"], resources: [.embedInCode("Resources/RuleBooks")]),
        module("SyncProtocol"),
        module("HTTPWire"),
        module("Database", ["CSQLite", "Platform"]),
        module("Storage", ["Database", "HotlineCore", "SyncProtocol", "Crypto", "WorkCalendar"]),
        module("NodeCore", ["Storage", "HotlineCore", "SyncProtocol", "WorkCalendar"]),
        module("Simulation", ["NodeCore", "Storage", "HotlineCore", "SyncProtocol", "WorkCalendar"]),
        module("HTTPServer", ["HTTPWire", "Platform", "Crypto", "CPlatform"]),
        module("Console", ["CConsole", "HTTPServer"]),
        module("PeerTransport", ["HTTPWire", "Platform", "Crypto", "CPlatform"]),
        module("Node", [
            "NodeCore", "Storage", "Database", "HotlineCore", "WorkCalendar", "SyncProtocol", "HTTPServer",
            "HTTPWire", "PeerTransport", "Platform", "Crypto", "Console",
        ]),
        module("Topology", ["Node", "Platform"]),
        module("HotlineCLI", [
            "Topology", "Node", "Simulation", "NodeCore", "Storage", "Database", "HotlineCore", "WorkCalendar",
            "SyncProtocol", "HTTPServer", "HTTPWire", "PeerTransport", "Platform", "Crypto",
        ]),
        .executableTarget(name: "hotline", dependencies: ["HotlineCLI"], swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Database", "Platform", "COpenSSL"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("PlatformTests", ["Platform"]),
        tests("CryptoTests", ["Crypto"]),
        tests("WorkCalendarTests", ["WorkCalendar"]),
        tests("HotlineCoreTests", ["HotlineCore", "WorkCalendar"]),
        tests("SyncProtocolTests", ["SyncProtocol", "Crypto"]),
        tests("HTTPWireTests", ["HTTPWire"]),
        tests("DatabaseTests", ["Database", "Platform"]),
        tests("StorageTests", [
            "Storage", "NodeCore", "Database", "HotlineCore", "SyncProtocol", "WorkCalendar", "Crypto",
        ]),
        tests("NodeCoreTests", [
            "Simulation", "NodeCore", "Storage", "Database", "HotlineCore", "SyncProtocol", "WorkCalendar", "Crypto",
        ]),
        tests("SimulationTests", ["Simulation", "HotlineCore"]),
        tests("HTTPServerTests", ["HTTPServer", "HTTPWire", "Platform"]),
        tests("ConsoleTests", ["Console", "HTTPServer", "HTTPWire"]),
        tests("PeerTransportTests", ["PeerTransport", "HTTPServer", "HTTPWire", "Platform", "Crypto"]),
        tests("NodeTests", [
            "Node", "NodeCore", "Storage", "Database", "HotlineCore", "SyncProtocol", "HTTPServer", "HTTPWire",
            "PeerTransport", "Platform", "WorkCalendar", "Crypto",
        ]),
        tests("TopologyTests", ["Topology", "Node"]),
        tests("HotlineCLITests", [
            "HotlineCLI", "Node", "HotlineCore", "WorkCalendar", "SyncProtocol", "HTTPServer", "HTTPWire",
            "PeerTransport",
        ]),
        tests("TidyTests", []),
        tests("AcceptanceTests", [
            "Topology", "Node", "HotlineCLI", "HotlineCore", "HTTPWire", "PeerTransport", "Platform",
            "WorkCalendar", "Database", "SyncProtocol", "Crypto", "Storage",
        ]),
    ]
)

// The fuzz targets need libFuzzer, which only a build with -sanitize=fuzzer has: Tests/Fuzz/run asks for them.
if Context.environment["HOTLINE_FUZZ"] != nil {
    package.targets.append(.executableTarget(
        name: "Fuzz", dependencies: ["HTTPWire", "SyncProtocol", "HotlineCore", "WorkCalendar", "Crypto"],
        path: "Tests/Fuzz/Program", swiftSettings: strict))
}

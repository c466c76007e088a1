import Topology

/// The program whose nodes a benchmark measures.
enum BenchProgram {
    static let option = Option<String>("program", "FILE", "the program to start as the node (this one)")

    /// - Parameter path: as the command line names it; nil for the program that runs.
    static func chosen(_ path: String?) throws -> ProcessHost.Program {
        try path.map { ProcessHost.Program(path: $0) } ?? .running()
    }
}

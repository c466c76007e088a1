/// Runs one node of a network: as a process of its own, or inside this one. Tests and commands see no difference.
///
/// One start, stop or kill at a time; each returns once it is so.
package protocol NodeHost: Sendable {
    /// The node's code.
    var code: String { get }

    /// The process that the node runs in; nil while it does not run, or where it runs inside this process.
    var pid: Int32? { get }

    /// Starts the node and returns once it takes requests.
    /// - Throws: `NetworkError` with the node's own last words.
    func start() async throws

    /// Ends the node in order: what was accepted is finished, connections are closed.
    func stop() async

    /// Ends the node at once. A process gets SIGKILL; a node inside this process is let go without farewell.
    func kill() async

    /// Waits for the running node to end without being asked to here; nil if it does not run, or once it was stopped or
    /// killed here. A node inside this process never ends by itself.
    func ownEnd() async -> NodeEnd?
}

package import HotlineCore

/// The node without threads, sockets or clocks: every entry point gets an open transaction and the present moment,
/// and returns what to answer and what to do once the transaction is durable.
///
/// The shell (`Node`) runs the entry points on the database's writer thread; the simulator runs them as they are.
package struct NodeCore: Sendable {
    /// What the configuration says.
    package let settings: NodeSettings

    package init(settings: NodeSettings) {
        self.settings = settings
    }

    /// This node's code.
    package var code: NodeCode { settings.code }
}

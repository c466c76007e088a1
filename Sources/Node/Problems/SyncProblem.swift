import SyncProtocol

/// A problem document between nodes; the name tells it from those of the API.
typealias SyncProblem = Problem

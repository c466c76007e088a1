/// This program, as it names itself.
package enum Software {
    /// The version, by semantic versioning.
    package static let version = "0.1.0"

    /// What discovery and the status call `software`.
    package static let name = "hotline/\(version)"
}

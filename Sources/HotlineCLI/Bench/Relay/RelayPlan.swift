/// How much of everything one run of the benchmark does.
struct RelayPlan: Sendable {
    /// Events of a throughput run, and of the outage.
    var events = 20_000
    /// Throughput runs; the median counts.
    var runs = 3
    /// Single events for the latency at rest.
    var samples = 200
    var registrations = 10_000
    /// Clients that register at the same time, one ticket after the other.
    var clients = 64
    /// Whether the nodes sign what they say to each other.
    var isSigned = true
    /// The most that each phase may take.
    var phaseLimit = Duration.seconds(120)

    /// All events that the county is sent in the whole run.
    var totalEvents: Int { samples + (runs + 1) * events }
}

import Testing

/// One line of a dialogue with a state machine: the event's result, and what it should be. `#expect` itself cannot take
/// a mutating call.
func says<Value: Equatable>(
    _ actual: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(actual == expected, sourceLocation: sourceLocation)
}

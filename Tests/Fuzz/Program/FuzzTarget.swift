/// The decoders that read what strangers wrote. The raw value names the folder of a target's seeds.
enum FuzzTarget: String, CaseIterable {
    case httpRequest = "http-request"
    case httpResponse = "http-response"
    case event
    case signature
    case ruleBook = "rule-book"

    /// Holds the target's properties against one input.
    func run(_ input: [UInt8]) {
        switch self {
        case .httpRequest: HTTPRequestTarget.run(input)
        case .httpResponse: HTTPResponseTarget.run(input)
        case .event: EventTarget.run(input)
        case .signature: SignatureTarget.run(input)
        case .ruleBook: RuleBookTarget.run(input)
        }
    }
}

/// Ends the run with the input as a finding where a property does not hold.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
    guard !holds else { return }
    fatalError("does not hold: \(property())")
}

package import HotlineCore
package import SyncProtocol

// Two modules each have their word for it; here they are told apart.

/// Why the core does not carry out a command.
package typealias CommandRefusal = HotlineCore.Refusal
/// A message that its receiver will never accept, at its position.
package typealias StreamRefusal = SyncProtocol.Refusal
/// What a receiver answers on a stream.
package typealias StreamAnswer = SyncProtocol.Answer

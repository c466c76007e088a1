import Foundation
import HotlineCLI

let program = HotlineProgram(environment: ProcessInfo.processInfo.environment)
exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)

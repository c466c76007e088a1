import Foundation
import HotlineCLI

let words = Array(CommandLine.arguments.dropFirst())
HotlineProgram.prepareProcess(for: words)
let program = HotlineProgram(environment: ProcessInfo.processInfo.environment)
exit(await program.run(words).rawValue)

import Foundation
import HotlineCLI

HotlineProgram.main(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)

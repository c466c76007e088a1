import Foundation
import Platform

extension HotlineProgram {
    /// Every command there is, in the order of the help page.
    static let commands: [any Command.Type] = [
        UpCommand.self, DemoCommand.self, ServeCommand.self,
        StatusCommand.self,
        TicketListCommand.self, TicketShowCommand.self, TicketRegisterCommand.self, TicketActCommand.self,
        TicketSimilarCommand.self, TicketLinkCommand.self,
        AttachmentAddCommand.self, AttachmentListCommand.self, AttachmentGetCommand.self, AttachmentVerifyCommand.self,
        RestrictionListCommand.self, RestrictionImposeCommand.self, RestrictionLiftCommand.self,
        OutboxListCommand.self, OutboxRetryCommand.self, OutboxReplayCommand.self,
        DeadLettersListCommand.self, DeadLettersShowCommand.self, DeadLettersRequeueCommand.self,
        DeadLettersDiscardCommand.self,
        ReconcileCommand.self, VerifyCommand.self,
        DeadlineCommand.self,
        RuleBookCheckCommand.self, RuleBookListCommand.self, RuleBookShowCommand.self,
        AuditListCommand.self, ContactListCommand.self,
        CalendarListCommand.self, CalendarShowCommand.self, CalendarImportCommand.self,
        KeygenCommand.self, PeerListCommand.self, PeerTrustCommand.self, PeerRevokeCommand.self,
        AccountListCommand.self, AccountCreateCommand.self, AccountResetPasswordCommand.self,
        AccountDisableCommand.self, AccountEnableCommand.self, AccountUnlockCommand.self,
        TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self,
        BenchLimitsCommand.self, BenchCoreCommand.self, BenchRelayCommand.self, BenchHTTPCommand.self,
        BenchListsCommand.self,
        FaultsCommand.self, SimulateCommand.self,
        CompletionCommand.self, VersionCommand.self,
    ]

    /// The whole life of the process: runs the command and ends with its exit code.
    ///
    /// The main thread only waits. An asynchronous `main` would leave it to Dispatch, which opens its signal mask: the
    /// first SIGTERM would then end the process at once, whatever is under way.
    package static func main(_ words: [String], environment: [String: String]) -> Never {
        prepareProcess(for: words)
        Task.detached { end(await HotlineProgram(environment: environment).run(words)) }
        while true { pause() }
    }

    /// Ends the process without the exit handlers of libraries: OpenSSL's frees what threads that still close their
    /// connections use (OPENSSL_cleanup(3)).
    private static func end(_ code: ExitCode) -> Never {
        fflush(nil)
        _exit(code.rawValue)
    }

    /// Prepares the process for the command that the words ask for. Called before anything else: a signal can only be
    /// kept from threads that do not exist yet.
    private static func prepareProcess(for words: [String]) {
        guard case .command(let command, _) = CommandIndex(commands: commands).resolve(words) else { return }
        if command.takesSignals { Signals.block() }
    }
}

import Platform

extension HotlineProgram {
    /// Every command there is, in the order of the help page.
    static let commands: [any Command.Type] = [
        UpCommand.self, DemoCommand.self, ServeCommand.self,
        StatusCommand.self,
        TicketListCommand.self, TicketShowCommand.self, TicketRegisterCommand.self, TicketActCommand.self,
        OutboxListCommand.self, OutboxRetryCommand.self,
        DeadLettersListCommand.self, DeadLettersShowCommand.self, DeadLettersRequeueCommand.self,
        DeadLettersDiscardCommand.self,
        ReconcileCommand.self, VerifyCommand.self,
        DeadlineCommand.self,
        CalendarListCommand.self, CalendarShowCommand.self, CalendarImportCommand.self,
        TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self,
        BenchLimitsCommand.self, BenchCoreCommand.self, BenchRelayCommand.self,
        CompletionCommand.self,
    ]

    /// Prepares the process for the command that the words ask for. Called in `main` before anything else: a signal can
    /// only be kept from threads that do not exist yet.
    package static func prepareProcess(for words: [String]) {
        guard case .command(let command, _) = CommandIndex(commands: commands).resolve(words) else { return }
        if command.takesSignals { Signals.block() }
    }
}

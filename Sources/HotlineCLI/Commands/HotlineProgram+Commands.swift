extension HotlineProgram {
    /// Every command there is, in the order of the help page.
    static let commands: [any Command.Type] = [
        StatusCommand.self,
        TicketListCommand.self, TicketShowCommand.self, TicketRegisterCommand.self, TicketActCommand.self,
        OutboxListCommand.self, OutboxRetryCommand.self,
        DeadLettersListCommand.self, DeadLettersShowCommand.self, DeadLettersRequeueCommand.self,
        DeadLettersDiscardCommand.self,
        ReconcileCommand.self,
        BenchLimitsCommand.self, BenchRelayCommand.self,
        CompletionCommand.self,
    ]
}

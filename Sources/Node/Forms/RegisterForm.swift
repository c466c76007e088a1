import HotlineCore

/// The form of `POST /tickets` (design section 6), also the data of `cn.hotline.matter.submitted.v1`.
enum RegisterForm {
    /// Reads a registration. What is wrong with the form, and what the rule book asks for beyond it, is noted together.
    static func read(_ form: FormReader, asks ruleBook: RuleBook) -> Register {
        let matter = Matter(
            kind: form.choice("kind", MatterKind.self, standIn: .consultation),
            emergency: form.optionalFlag("emergency") ?? false, massOutage: form.optionalFlag("massOutage"),
            channel: form.choice("channel", Channel.self, standIn: .telephone),
            externalNumber: form.optionalText("externalNumber"), title: form.text("title"),
            content: form.text("content"), place: form.optionalText("place") ?? "",
            occurredAt: form.optionalText("occurredAt"), category: form.optionalText("category"))
        let petitioner = form.optionalObject("petitioner", petitioner) ?? Petitioner()
        let register = Register(
            matter: matter, petitioner: petitioner, needsIdentity: form.optionalFlag("needsIdentity"),
            relatedTo: form.has("relatedTo")
                ? form.named("relatedTo", TicketID.self, expected: "工单标识，如 140525-1-42") : nil)
        for item in ruleBook.intake.required where !register.has(item) { form.demand(item.field) }
        return register
    }

    private static func petitioner(_ form: FormReader) -> Petitioner {
        Petitioner(
            type: form.optionalChoice("type", PetitionerType.self) ?? .naturalPerson,
            anonymous: form.optionalFlag("anonymous") ?? false,
            confidential: form.optionalFlag("confidential") ?? false,
            personal: PersonalFields(
                name: form.optionalText("name"), phone: form.optionalPhone("phone"),
                idNumber: form.optionalText("idNumber"), address: form.optionalText("address")))
    }
}

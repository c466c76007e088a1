import HotlineCore

/// A ministry's hotline that nobody can reach from outside still tells zone and province at once, and fetches its
/// orders (JY24-7.4, JY24-6.4).
struct SubcentreOwnTicket: MatterScript {
    let title = "邮政分中心自办工单，经示范区推送到省"
    let nodes = ["410000", "419001", "419001-12305"]
    let matter = MatterForm(
        kind: .complaint, title: "快递未经同意放在驿站",
        content: "三件快递没有打电话就放到驿站，其中一件生鲜已变质，要求赔偿并按址投递。",
        place: "济源市济水街道", occurredAt: "昨天下午", petitioner: .init(name: "何丽", phone: "13600990033"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let province = try stage.desk("410000"), zone = try stage.desk("419001")
        let post = try stage.desk("419001-12305"), section = try post.unit("shichangjianguan")

        let ticket = try await post.register(matter)
        try await post.accept(ticket)
        try await stage.handle(ticket, at: post, by: section, ResultForm(
            handling: "约谈快递网点负责人，核实投递记录。", result: "网点赔偿 86 元并道歉，今后按址投递。",
            reply: .init(content: "电话告知，诉求人认可。"), items: ["findings": "未经同意投放属实。"]))
        try await stage.close(ticket, at: post)
        try await zone.untilMirror(of: ticket, is: .archived)
        try await province.untilMirror(of: ticket, is: .archived)
        return ticket
    }
}

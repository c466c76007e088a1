import Testing

extension TwoNodesTests {
    // proves: JY24-20c
    @Test func `A subscriber of the city is told of the county's tickets too`() async throws {
        let subscriber = PlayedSubscriber()
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                try await city.untilWritable()
                try subscriber.open()
                try await city.subscribe("all", to: subscriber)
                try await city.subscribe("own", to: subscriber, #","filter":{"nodes":["140500"]}"#)
                let below = try await county.register("县里的事")
                try await city.until("/mirror/tickets/\(below)") { $0.status == 200 }
                let own = try await city.register("市里的事")
                try await city.untilTold("all")
                try await city.untilTold("own")
                #expect(subscriber.received.map(\.ticket).sorted() == [below, own, own].sorted())
                await subscriber.close()
            }
        }
    }
}

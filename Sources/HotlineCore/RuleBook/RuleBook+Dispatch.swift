extension RuleBook {
    /// 转派原则: whose a matter is, in the order of the regulation (ZZ23-11, ZZ20-2.3.2, JY24-12.2).
    package struct DispatchTerms: Codable, Hashable, Sendable {
        /// One principle with its article.
        package struct Principle: Codable, Hashable, Sendable {
            /// What makes a matter a unit's.
            package enum By: String, Codable, Hashable, Sendable, CaseIterable {
                /// 属地管理: it happened in the unit's territory.
                case territory
                /// 谁主管谁负责: the unit is in charge of such matters.
                case duty

                /// As operators read it.
                package var displayName: String {
                    switch self {
                    case .territory: "属地管理"
                    case .duty: "谁主管谁负责"
                    }
                }
            }

            /// What makes a matter a unit's, and the article that says so.
            package var by: By
            package var article: String
        }

        /// The first goes before the next.
        package var principles: [Principle]
        /// A dispatch to none of the units that the principles name takes a reason on record.
        package var departureNeedsReason: Bool
        package var article: String
        /// The reading chosen where the text is silent.
        package var reading: String?
    }
}

/// A unit that a principle of the rule book names for a matter, and by what.
package struct DispatchGround: Hashable, Sendable {
    package var unit: UnitID
    package var by: RuleBook.DispatchTerms.Principle.By
    /// The words of the unit's territory or duties that the matter holds.
    package var words: [String]
    package var article: String

    /// What operators read.
    package var text: String { "\(by.displayName)：\(words.joined(separator: "、"))" }
}

extension Facts {
    /// The units that a matter is by the book's principles, those of the first principle first, within one by id.
    package func grounds(for matter: Matter, by terms: RuleBook.DispatchTerms?) -> [DispatchGround] {
        (terms?.principles ?? []).flatMap { principle in
            units.sorted { $0.key < $1.key }.compactMap { id, unit in
                let words = unit.words(of: matter, by: principle.by)
                guard unit.active, !unit.linked, !words.isEmpty else { return nil }
                return DispatchGround(unit: id, by: principle.by, words: words, article: principle.article)
            }
        }
    }
}

extension Facts.KnownUnit {
    fileprivate func words(of matter: Matter, by principle: RuleBook.DispatchTerms.Principle.By) -> [String] {
        switch principle {
        case .territory: territory.filter(matter.place.contains)
        case .duty:
            duties.filter { duty in
                [matter.category ?? "", matter.title, matter.content].contains { $0.contains(duty) }
            }
        }
    }
}

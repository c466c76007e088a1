/// The third change of the schema.
enum Schema3 {
    /// What both ends of a link know of mirrors that came back to its upper end (`PeerStore.RestoredMirrors`).
    static let restoredMirrors = """
        ALTER TABLE peer_seen ADD COLUMN mirrors_restored TEXT;
        ALTER TABLE peer_seen ADD COLUMN mirrors_told TEXT;
        ALTER TABLE peer_seen ADD COLUMN mirrors_heard TEXT;
        """
}

extension Duration {
    /// The duration in seconds, as SQL wants it.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

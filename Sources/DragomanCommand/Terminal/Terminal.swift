internal import Glibc

/// Questions about terminals.
enum Terminal {
    /// Whether a descriptor is one.
    static func isOne(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }
}

extension Output {
    /// A stream that is no terminal and takes nothing: progress on it is silent.
    static let silent = Output(descriptor: -1, environment: [:])
}

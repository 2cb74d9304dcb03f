/// Which script a letter belongs to, in one look-up.
struct ScriptTable: Sendable {
    /// The number of a script: an index into ``names``.
    typealias Script = UInt8

    /// What is no letter, or a letter or mark that every script shares.
    static let none: Script = 0xFF

    /// The one table, built on first use.
    static let shared = ScriptTable()

    /// The script of every scalar of the Basic Multilingual Plane.
    private let basicPlane: [Script]

    /// The ranges above that plane, as in ``ranges``.
    private let beyond: [(first: UInt32, last: UInt32, script: Script)]

    /// Spreads the generated ranges out.
    private init() {
        var basicPlane = [Script](repeating: ScriptTable.none, count: 0x10000)
        var beyond: [(first: UInt32, last: UInt32, script: Script)] = []
        for letter in [UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z")].joined() {
            basicPlane[Int(letter)] = 0
        }
        let ranges = ScriptTable.ranges
        for index in stride(from: 0, to: ranges.count, by: 3) {
            let (first, last, script) = (ranges[index], ranges[index + 1], Script(ranges[index + 2]))
            if last < 0x10000 {
                for scalar in first...last { basicPlane[Int(scalar)] = script }
            } else {
                beyond.append((first, last, script))
            }
        }
        self.basicPlane = basicPlane
        self.beyond = beyond
    }

    /// The script of a scalar, or ``none``.
    func script(of scalar: UInt32) -> Script {
        if scalar < 0x10000 { return basicPlane[Int(scalar)] }
        var (low, high) = (0, beyond.count)
        while low < high {
            let middle = (low + high) / 2
            if beyond[middle].last < scalar { low = middle + 1 } else { high = middle }
        }
        return low < beyond.count && beyond[low].first <= scalar ? beyond[low].script : ScriptTable.none
    }

    /// The number of a script by its ISO 15924 code.
    static func script(named name: String) -> Script? { names.firstIndex(of: name).map(Script.init) }
}

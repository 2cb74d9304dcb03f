extension Gazetteer {
    /// One line of the tables, in fields.
    struct Line {
        let bytes: [UInt8]
        let fields: [Range<Int>]

        /// Cuts the bytes from `start` to `end` at tabs.
        init(bytes: [UInt8], start: Int, end: Int) {
            self.bytes = bytes
            var fields: [Range<Int>] = []
            var from = start
            for index in start..<end where bytes[index] == 0x09 {
                fields.append(from..<index)
                from = index + 1
            }
            fields.append(from..<end)
            self.fields = fields
        }

        /// The line in Latin letters; `nil` where it has no Serbian word in Cyrillic.
        var latin: Line? {
            latin(fields[0].lowerBound..<fields[fields.count - 1].upperBound).map { Line(bytes: $0, start: 0, end: $0.count) }
        }

        /// A field in Latin letters; `nil` where it has no Serbian word in Cyrillic.
        func latin(_ field: Range<Int>) -> [UInt8]? {
            // All letters of Serbian begin with one of two bytes; most names have none of them.
            guard bytes[field].contains(where: { 0xD0...0xD1 ~= $0 }) else { return nil }
            return LatinReading(Array(bytes[field]), languages: LanguageCourse(Gazetteer.serbian, spans: []))?.bytes
        }

        /// A field as a string.
        func text(_ field: Range<Int>) -> String { String(decoding: bytes[field], as: UTF8.self) }
    }
}

/// Parts a text into words of one script, in one pass over its UTF-8.
enum WordReader {
    /// A word: its scalars in lower case, its script, and where it stands.
    @safe struct Word {
        /// With a blank before and behind it unless its script is ``Grams/unspaced``.
        var letters: UnsafeBufferPointer<UInt32>
        var script: ScriptTable.Script
        /// UTF-8 offsets.
        var range: Range<Int>
    }

    /// Reads the words of `bytes[range]`, which is valid UTF-8.
    static func forEachWord(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ body: (Word) -> Void) {
        let table = LetterTable.shared
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Grams.longestWord + 2) { buffer in
            unsafe buffer[0] = 0x20
            var count = 1
            var script = ScriptTable.none
            var (start, end) = (range.lowerBound, range.lowerBound)

            func flush() {
                guard count > 1 else { return }
                if Grams.unspaced[Int(script)] {
                    let letters = unsafe UnsafeBufferPointer(rebasing: buffer[1..<count])
                    body(unsafe Word(letters: letters, script: script, range: start..<end))
                } else {
                    unsafe buffer[count] = 0x20
                    let letters = unsafe UnsafeBufferPointer(rebasing: buffer[0...count])
                    body(unsafe Word(letters: letters, script: script, range: start..<end))
                }
                count = 1
            }

            var position = range.lowerBound
            while position < range.upperBound {
                let lead = unsafe bytes[position]
                var (scalar, next) = (UInt32(lead), position + 1)
                if lead >= 0x80 {
                    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
                    scalar &= length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07
                    next = position + length
                    for index in position + 1..<next { scalar = unsafe scalar << 6 | UInt32(bytes[index] & 0x3F) }
                }
                let entry = table[scalar]
                switch entry.script {
                case ScriptTable.none: flush()
                case LetterTable.skippedScript: break
                case LetterTable.markScript:
                    if count > 1, count <= Grams.longestWord {
                        unsafe buffer[count] = entry.letter
                        count += 1
                        end = next
                    }
                case let own:
                    // Where words are not parted, the longest word is but a piece: the next begins where it ends.
                    if count > 1, own != script || (count > Grams.longestWord && Grams.unspaced[Int(own)]) { flush() }
                    if count == 1 { (start, script) = (position, own) }
                    if count <= Grams.longestWord {
                        unsafe buffer[count] = entry.letter
                        count += 1
                    }
                    end = next
                }
                position = next
            }
            flush()
        }
    }
}

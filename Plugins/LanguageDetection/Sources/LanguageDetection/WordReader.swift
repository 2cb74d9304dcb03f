/// Parts a text into words of one script, in one pass over its UTF-8.
enum WordReader {
    /// A word: its scalars in lower case, its script, and where it stands.
    @safe struct Word {
        /// With a blank before and behind it unless its script is ``Grams/unspaced``.
        var letters: UnsafeBufferPointer<UInt32>
        var script: ScriptTable.Script
        /// UTF-8 offsets.
        var range: Range<Int>
        /// Whether its first letter is a capital.
        var isCapital: Bool
        /// Whether blanks part it from other words, as its script has it.
        var isSpaced: Bool
    }

    /// Reads the words of `bytes[range]`, which is valid UTF-8.
    @inline(__always) static func forEachWord(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ body: (Word) -> Void) {
        let (letters, unspaced) = (LetterTable.shared, Grams.unspaced)
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Grams.longestWord + 2) { buffer in
            unsafe letters.withBasicPlane { table in
                unsafe buffer[0] = 0x20
                var position = range.lowerBound
                while position < range.upperBound {
                    let (scalar, length) = unsafe Prose.scalar(at: position, of: bytes)
                    let first = unsafe scalar < 0x10000 ? table[Int(scalar)] : letters[scalar]
                    let script = first.script
                    guard script < LetterTable.skippedScript else {
                        position += length
                        continue
                    }
                    let start = position
                    let isSpaced = !unspaced[Int(script)]
                    unsafe buffer[1] = first.letter
                    var count = 2
                    position += length
                    var end = position
                    // Up to a letter of another script or what is no letter.
                    while position < range.upperBound {
                        let (scalar, length) = unsafe Prose.scalar(at: position, of: bytes)
                        let next = unsafe scalar < 0x10000 ? table[Int(scalar)] : letters[scalar]
                        if next.script == script || next.script == LetterTable.markScript {
                            if count <= Grams.longestWord {
                                unsafe buffer[count] = next.letter
                                count += 1
                            } else if !isSpaced && next.script == script {
                                // Where words are not parted, the longest word is but a piece: the next begins where it ends.
                                break
                            }
                            end = position + length
                        } else if next.script != LetterTable.skippedScript {
                            break
                        }
                        position += length
                    }
                    if isSpaced { unsafe buffer[count] = 0x20 }
                    let word = unsafe UnsafeBufferPointer(rebasing: isSpaced ? buffer[0...count] : buffer[1..<count])
                    body(
                        unsafe Word(
                            letters: word, script: script, range: start..<end, isCapital: first.letter != scalar, isSpaced: isSpaced))
                }
            }
        }
    }
}

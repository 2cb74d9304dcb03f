internal import ArticleAnalysis

/// Names in scripts without capitals: what the gazetteer knows, and persons behind a title or a given name.
extension CandidateFinder {
    /// Looks for a name at a word of a caseless script and answers where to go on.
    mutating func findCaseless(_ start: Int, _ end: Int) -> Int {
        let token = tokens[start]
        let clitics = token.traits.contains(.arabic) || isHebrew(token) ? cliticForms(token) : []
        var best: (match: Gazetteer.Match, cut: Int, letters: Int)?
        if let match = gazetteer.match(tokens, at: start, to: end, language: language) { best = (match, 0, 0) }
        for form in clitics where best == nil {
            if let match = gazetteer.match(tokens, at: start, to: end, language: language, first: form.hash) {
                best = (match, form.bytes, form.letters)
            }
        }
        if let best {
            emitCaseless(start, best.match.end, entry: best.match.entry, cut: best.cut, letters: best.letters, titled: false)
            return best.match.end
        }
        return findCaselessPerson(start, end, clitics)
    }

    /// A name of a person: a given name and what follows of names, or a title and a given name.
    private mutating func findCaselessPerson(_ start: Int, _ end: Int, _ clitics: [(hash: UInt64, bytes: Int, letters: Int)]) -> Int {
        var cut = (bytes: 0, letters: 0)
        var roles = gazetteer.roles(tokens[start].hash)
        for form in clitics where !roles.contains(.given) && !roles.contains(.famous) {
            let stripped = gazetteer.roles(form.hash)
            if stripped.contains(.given), tokens[start].length - UInt32(form.letters) >= 3 {
                (roles, cut) = (stripped, (form.bytes, form.letters))
            }
        }
        let isTitled = start > 0 && gazetteer.roles(tokens[start - 1].hash).contains(.title)
        guard roles.contains(.given) || roles.contains(.famous) else { return start + 1 }
        var index = start + 1
        while index < end, index < start + 5, tokens[index].traits.contains([.word, .caseless]),
            isNamePart(tokens[index], index == start + 1)
        {
            index += 1
        }
        guard index > start + 1 || isTitled || roles.contains(.famous) else { return start + 1 }
        emitCaseless(start, index, entry: -1, cut: cut.bytes, letters: cut.letters, titled: isTitled)
        return index
    }

    /// Whether a word goes on with a person's name: a known name, "ibn", or a name with the article and a nisba ending.
    private func isNamePart(_ token: Token, _ isSecond: Bool) -> Bool {
        let roles = gazetteer.roles(token.hash)
        if !roles.isDisjoint(with: [.given, .surname, .famous]) { return true }
        guard token.traits.contains(.arabic) else { return false }
        let text = bytes[Int(token.start)..<Int(token.end)]
        if CandidateFinder.arabicLinks.contains(where: { text.elementsEqual($0) }) { return true }
        return token.length >= 5 && text.starts(with: CandidateFinder.article)
            && gazetteer.match(tokens, at: 0, to: 0, language: language) == nil
            && text.suffix(2).elementsEqual(CandidateFinder.yeh)
    }

    private static let arabicLinks = ["بن", "ابن", "أبو", "ابو", "آل", "عبد", "بنت"].map { Array($0.utf8) }
    private static let article = Array("ال".utf8)
    private static let yeh = Array("ي".utf8)

    /// Whether a token is Hebrew.
    private func isHebrew(_ token: Token) -> Bool { bytes[Int(token.start)] == 0xD7 }

    /// The hashes of a word without the prepositions and conjunctions written onto it, and what they take off.
    private func cliticForms(_ token: Token) -> [(hash: UInt64, bytes: Int, letters: Int)] {
        guard token.length >= 4 else { return [] }
        var forms: [(hash: UInt64, bytes: Int, letters: Int)] = []
        var index = Int(token.start)
        let end = Int(token.end)
        var letters = 0
        while letters < 2, index + 2 < end {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            guard CandidateFinder.clitics.contains(scalar) else { break }
            index += width
            letters += 1
            forms.append((hash(from: index, to: end), index - Int(token.start), letters))
            // "لل" is "ل" before the article.
            if scalar == 0x0644, Scalars.decode(bytes, at: index, limit: end).0 == 0x0644 {
                forms.append((hash(from: index, to: end, after: Scalars.mix(Scalars.seed, 0x0627)), 0, 0))
            }
        }
        return forms
    }

    /// waw, fa, ba, lam, kaf, and the Hebrew ones.
    private static let clitics: Set<UInt32> = [
        0x0648, 0x0641, 0x0628, 0x0644, 0x0643, 0x05D1, 0x05DC, 0x05D4, 0x05D5, 0x05DE, 0x05E9, 0x05DB,
    ]

    /// The hash of some bytes, folded.
    private func hash(from start: Int, to end: Int, after seed: UInt64 = Scalars.seed) -> UInt64 {
        var hash = seed
        var index = start
        while index < end {
            let (scalar, width) = Scalars.decode(bytes, at: index, limit: end)
            if let folded = Scalars.fold(scalar) { hash = Scalars.mix(hash, folded) }
            index += width
        }
        return hash
    }

    /// Adds a candidate whose first letters, clitics, are left out.
    mutating func emitCaseless(_ start: Int, _ end: Int, entry: Int, cut: Int, letters: Int, titled: Bool, shape: EntityType? = nil) {
        emit(start, end, start, .normal, entry: entry, titled: titled, shape: shape)
        guard cut > 0, !candidates.isEmpty else { return }
        candidates[candidates.count - 1].start += UInt32(cut)
        candidates[candidates.count - 1].codePoint += UInt32(letters)
        candidates[candidates.count - 1].length -= UInt32(letters)
    }

    // MARK: Scripts without spaces

    /// Looks for a name at a character of a script without spaces and answers where to go on.
    mutating func findInUnspaced(_ start: Int, _ end: Int) -> Int {
        if isHangul(tokens[start]), start > 0, tokens[start].traits.contains(.joined), isHangul(tokens[start - 1]) { return start + 1 }
        if let match = gazetteer.match(tokens, at: start, to: end, language: language) {
            let type = gazetteer.entries[match.entry].type
            if type == .geopolitical || type == .location, let longer = bodyEnd(match.end, end) {
                emitCaseless(start, longer.end, entry: -1, cut: 0, letters: 0, titled: false, shape: longer.type)
                return longer.end
            }
            emitCaseless(start, match.end, entry: match.entry, cut: 0, letters: 0, titled: false)
            return match.end
        }
        if let end = dottedNameEnd(start, end) {
            emitCaseless(start, end, entry: -1, cut: 0, letters: 0, titled: true, shape: .person)
            return end
        }
        if let end = hanPersonEnd(start, end) {
            emitCaseless(start, end, entry: -1, cut: 0, letters: 0, titled: true, shape: .person)
            return end
        }
        return start + 1
    }

    /// Where an institution that starts with a place ends: 北京大学.
    private func bodyEnd(_ start: Int, _ end: Int) -> (end: Int, type: EntityType)? {
        var index = start
        while index + 1 < end, index < start + 6, tokens[index].traits.contains(.unit), tokens[index + 1].traits.contains(.unit) {
            let roles = gazetteer.roles(tokens[index].hash, tokens[index + 1].hash)
            if roles.contains(.hanOrganization) { return (index + 2, .organization) }
            if roles.contains(.hanFacility) { return (index + 2, .facility) }
            if index > start, gazetteer.match(tokens, at: index, to: end, language: language) != nil { return nil }
            index += 1
        }
        // 湖北省: the name of a province with its kind.
        if start < end, tokens[start].traits.contains(.unit), gazetteer.roles(tokens[start].hash).contains(.hanPlace) {
            return (start + 1, .geopolitical)
        }
        return nil
    }

    /// Where a transliterated name with a dot in the middle ends: 科瑞·舒尔曼, アンゲラ・メルケル.
    private func dottedNameEnd(_ start: Int, _ end: Int) -> Int? {
        guard isTransliterated(tokens[start]) else { return nil }
        var index = start
        var dots = 0
        while index < end {
            let token = tokens[index]
            if token.traits.contains(.unit), isTransliterated(token) {
                index += 1
            } else if isMiddleDot(token), index > start, index + 1 < end, isTransliterated(tokens[index + 1]) {
                dots += 1
                index += 1
            } else {
                break
            }
            if index - start > 20 { return nil }
        }
        return dots > 0 && index - start >= 4 ? index : nil
    }

    /// Where a Chinese name of two or three characters ends that stands before a title or a verb of saying.
    private func hanPersonEnd(_ start: Int, _ end: Int) -> Int? {
        guard gazetteer.roles(tokens[start].hash).contains(.hanSurname) else { return nil }
        for length in [3, 2] where start + length < end {
            let after = start + length
            guard tokens[start..<after].allSatisfy({ $0.traits.contains(.unit) && !$0.traits.contains(.katakana) }) else { continue }
            var isBefore = false
            if after + 1 < end {
                isBefore = gazetteer.roles(tokens[after].hash, tokens[after + 1].hash).contains(.hanTitle) || isSaying(after)
            }
            let isAfter = start >= 2 && gazetteer.roles(tokens[start - 2].hash, tokens[start - 1].hash).contains(.hanTitle)
            if isBefore || isAfter && length == 3 { return after }
        }
        return nil
    }

    /// Whether 表示, 指出, 认为, 强调 or a single 说 stands here.
    private func isSaying(_ index: Int) -> Bool {
        let text = bytes[Int(tokens[index].start)..<min(bytes.count, Int(tokens[index].start) + 6)]
        return CandidateFinder.saying.contains { text.starts(with: $0) }
    }

    private static let saying = ["表示", "指出", "认为", "認為", "强调", "強調", "说，", "說，", "说：", "宣布", "透露"].map { Array($0.utf8) }
    private static let transliteration = Set(
        """
        阿埃艾安奥奧巴鲍鮑贝貝本比彼毕畢伯博布查达達戴丹德迪蒂丁杜顿頓多厄恩尔爾法菲费費芬弗佛福盖蓋戈格古哈海汉漢赫亨霍基吉加贾賈杰傑金卡凯凱坎康考科克肯库庫昆拉莱萊兰蘭朗劳勞勒雷里利丽麗莉莲蓮林隆\
        卢盧鲁魯路伦倫罗羅洛马馬玛瑪迈邁麦麥曼梅蒙米密莫默姆穆纳納娜南内內尼妮诺諾欧歐帕派佩皮珀普奇齐齊乔喬切琼瓊瑞萨薩塞赛賽桑森沙莎山舍史舒斯丝絲索塔泰坦汤湯特腾騰滕提图圖托瓦万萬威韦韋维維魏文温溫\
        沃京乌烏吾西希夏香谢謝辛欣休修徐雅亚亞扬揚耶叶葉伊因英尤约約泽澤詹珍芝朱兹茲佐門门蕾薇茨吕呂梁登道厚哥冈岡祖宾賓涅盛宝寶
        """.unicodeScalars.map(\.value))

    /// Whether a character is one that foreign names are written with.
    private func isTransliterated(_ token: Token) -> Bool {
        token.traits.contains(.katakana)
            || token.traits.contains(.unit)
                && CandidateFinder.transliteration.contains(Scalars.decode(bytes, at: Int(token.start), limit: bytes.count).0)
    }

    /// Whether a token is the dot between the parts of a transliterated name.
    private func isMiddleDot(_ token: Token) -> Bool {
        let scalar = Scalars.decode(bytes, at: Int(token.start), limit: bytes.count).0
        return scalar == 0xB7 || scalar == 0x30FB || scalar == 0x2027 || scalar == 0x2022
    }

    /// Whether a token is a syllable of Hangul.
    private func isHangul(_ token: Token) -> Bool {
        let first = bytes[Int(token.start)]
        return first >= 0xEA && first <= 0xED && token.traits.contains(.unit)
    }
}

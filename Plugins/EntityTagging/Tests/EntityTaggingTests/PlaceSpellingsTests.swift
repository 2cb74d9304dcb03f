import Testing

@testable import EntityTagging

/// Names in other spellings than the table has.
@Suite struct PlaceSpellingsTests {
    @Test("A name from Arabic, Persian or Cyrillic letters is found in its other spellings, in countries that the article names")
    func spellings() throws {
        for (name, country, latitude, longitude) in [
            ("Sulaymaniyeh", "Iraq", 35.6, 45.4), ("Jebaliya", "Palestine", 31.5, 34.5), ("Al-Fasher", "Sudan", 13.6, 25.3),
            ("Zalinge", "Sudan", 12.9, 23.5), ("Pekanbara", "Indonesia", 0.5, 101.4), ("Muthana", "Iraq", 30.2, 45.3),
        ] {
            let found = try MarkedText("[[\(country)]] sent troops to [[\(name)]].").locations()[1]
            let location = try #require(found, "\(name)")
            #expect(kilometres((location.latitude, location.longitude), (latitude, longitude)) < 161, "\(name)")
            #expect(try MarkedText("[[France]] sent troops to [[\(name)]].").locations()[1] == nil, "\(name)")
        }
    }

    @Test("Spellings of one name have one loose key, different names have different ones, short ones have none")
    func keys() throws {
        let table = try #require(PlaceTable.shared)
        func key(_ name: String) -> UInt64? {
            let bytes = Array(name.utf8)
            return LooseName.key(ToponymKey(bytes, from: 0, to: bytes.count, table: table).words[...], in: bytes, table: table)
        }
        for (one, other) in [
            ("Sulaymaniyeh", "As Sulaymānīyah"), ("Al-Fasher", "El Fasher"), ("Jebaliya", "Jabālyā"), ("Puli Alam", "Pul-e `Alam"),
            ("Miranshah", "Mīrān Shāh"), ("Qandahar", "Kandahar"), ("Pangkal Pinang", "Pangkalpinang"),
        ] { #expect(key(one) != nil && key(one) == key(other), "\(one) \(other)") }
        for (one, other) in [("Basra", "Bosra"), ("Mosul", "Misilah"), ("Baghdad", "Baghlan"), ("Tikrit", "Takhar")] {
            #expect(key(one) != key(other), "\(one) \(other)")
        }
        for name in ["Hit", "Ana", "Al Qa", "Москва", "القاهرة", ""] { #expect(key(name) == nil, "\(name)") }
    }
}

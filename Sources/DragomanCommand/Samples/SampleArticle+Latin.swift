extension SampleArticle {
    /// English, Spanish, French, German, Portuguese and Turkish; the first quotes Arabic, to show a text of two languages.
    static let latin = [
        SampleArticle(
            key: "sample-en", language: "en", title: "Old charts point the way to a safer Suez Canal",
            body: """
                Pilots who guide container ships through the Suez Canal will train with sea charts from 1869, the Suez Canal Authority \
                said in Ismailia on Monday. The charts, found in an archive in Port Said, show sandbanks that modern sonar had missed. \
                "They knew the bottom better than we do," said a harbour master in Egypt.

                A note on one of the sheets reads: «على السفن القادمة من بورسعيد أن تخفف سرعتها قبل البحيرات المرة، فالرمال تتحرك كل شتاء.»

                The International Maritime Organization in London called the find remarkable. Copies will go to the Netherlands, where \
                engineers in Delft build a model of the canal, and to Singapore.
                """),
        SampleArticle(
            key: "sample-es", language: "es", title: "Bogotá devuelve al río su antiguo cauce",
            body: """
                Bogotá empezará en marzo a devolver el río Tunjuelo a su antiguo cauce, anunció la alcaldía de la capital de Colombia. \
                El Banco Interamericano de Desarrollo presta 40 millones de dólares para la obra. Vecinos de Usme pidieron que se conserve \
                el humedal donde anidan las tinguas.

                Expertos de la Universidad Nacional de Colombia viajaron a Sevilla y a Medellín para estudiar obras parecidas. «El río no \
                se olvida de su camino», dijo una ingeniera. Las lluvias de abril dirán si tiene razón.
                """),
        SampleArticle(
            key: "sample-fr", language: "fr", title: "À Dakar, une bibliothèque ouvre la nuit",
            body: """
                La nouvelle bibliothèque de Dakar restera ouverte jusqu'à deux heures du matin, a annoncé mardi le ministère de la Culture \
                du Sénégal. L'UNESCO finance l'éclairage solaire du bâtiment. Un fonds est consacré à Léopold Sédar Senghor, un autre aux \
                conteurs de la Casamance.

                Des lecteurs sont venus de Saint-Louis et même de Bamako, au Mali, pour la première nuit. « On lit mieux quand la ville se \
                tait », a confié un étudiant de l'université Cheikh Anta Diop. Lyon et Montréal veulent suivre l'exemple.
                """),
        SampleArticle(
            key: "sample-de", language: "de", title: "Leipzig stimmt seine Straßenbahn",
            body: """
                Die Leipziger Verkehrsbetriebe haben die Glocken ihrer Straßenbahnen neu gestimmt: Sie läuten nun in den Anfangstönen einer \
                Kantate von Johann Sebastian Bach. Die Idee stammt aus dem Gewandhaus, das Geld vom Freistaat Sachsen. Wer am Augustusplatz \
                wartet, hört an guten Tagen vier Takte.

                In Dresden lacht man darüber, in Wien prüft man es. Die Deutsche Bahn teilte in Berlin mit, ihre Züge blieben stumm. „Pünktlich \
                wäre uns lieber als musikalisch“, sagte ein Fahrgast.
                """),
        SampleArticle(
            key: "sample-pt", language: "pt", title: "Pescadores de Belém contam botos por satélite",
            body: """
                Pescadores de Belém, no Brasil, passaram a contar botos com a ajuda de satélites, informou a Universidade Federal do Pará. Cada \
                barco leva um sensor do tamanho de uma mão. Os dados chegam ao Instituto Nacional de Pesquisas Espaciais, em São José dos Campos.

                Em seis meses foram vistos 214 animais entre a ilha de Marajó e a foz do Amazonas. Biólogos de Lisboa e de Manaus querem repetir \
                a contagem no rio Negro. "O boto sempre soube onde estávamos", disse um pescador; "agora é a nossa vez."
                """),
        SampleArticle(
            key: "sample-tr", language: "tr", title: "Gaziantep'te mozaikler yeniden güneş görüyor",
            body: """
                Gaziantep'teki Zeugma Müzesi, Fırat kıyısından çıkarılan mozaikleri ilk kez gün ışığında sergiliyor. Müzenin çatısı cam ile \
                değiştirildi; masrafı Kültür ve Turizm Bakanlığı ile Avrupa Birliği karşıladı. Açılışa Ankara'dan ve İstanbul'dan konuklar geldi.

                Uzmanlar, renklerin iki bin yıl sonra bile solmadığını söylüyor. Berlin'deki Pergamon Müzesi, Türkiye ile ortak bir sergi için \
                görüşüyor. Bir ziyaretçi, "Çingene Kızı bugün bana ilk kez gülümsedi," dedi.
                """),
    ]
}

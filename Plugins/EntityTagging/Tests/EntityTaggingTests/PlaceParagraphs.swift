/// Short paragraphs of news written for this project, with the places marked: `[[name@latitude,longitude]]` where one of several places of
/// the name is meant, `[[name]]` where the name only says where the article is.
let placeParagraphs: [(language: String, text: String)] = [
    // The containment is written out.
    ("en", "Voters in [[Springfield@39.8,-89.6]], [[Illinois@40.0,-89.2]], go to the polls on Tuesday."),
    ("en", "A fire broke out in [[Paris@33.7,-95.6]], [[Texas@31.3,-99.3]], on Monday, the sheriff said."),
    ("en", "Police in [[London@43.0,-81.2]], Ont., are looking for two men seen near the river."),
    ("en", "The company moved from [[Cambridge@42.4,-71.1]], Mass., to [[Austin@30.3,-97.7]], Tex., last year."),
    ("en", "[[Gary@41.6,-87.3]], IN - The steel mill will close in March, its owner said."),
    ("en", "Residents of [[Aleppo@36.2,37.2]], [[Syria]], fled north as fighting went on."),
    ("en", "The blast happened in the [[Iraqi]] province of [[Anbar@33.5,41.3]], officials said."),
    ("en", "He was born in [[Moscow@46.7,-117.0]], [[Idaho@44.3,-114.6]], and studied at the university there."),
    ("en", "A storm hit [[Melbourne@28.1,-80.6]], Fla., and knocked out power along the coast."),
    ("en", "She grew up in [[Athens@33.9,-83.4]], Ga., before she moved to [[Rome@34.3,-85.2]], Ga., to teach."),
    ("en", "The rally in [[Birmingham@33.5,-86.8]], [[Alabama@32.8,-86.8]], drew thousands."),
    ("en", "Firefighters in [[Vancouver@45.6,-122.7]], Wash., crossed the river to help in [[Portland@45.5,-122.7]]."),
    ("en", "The bishop of [[Valencia@10.2,-68.0]], [[Venezuela]], called for calm after the vote."),
    ("en", "The museum in [[Frankfurt (Oder)@52.3,14.5]] reopens, the [[German]] state of [[Brandenburg@52.4,13.0]] said."),
    ("en", "A man from [[Lebanon@40.3,-76.4]], Pa., won the lottery, state officials said."),
    ("en", "The match was held in [[Hyderabad@25.4,68.4]], [[Pakistan]], in front of a full stadium."),
    ("en", "A bus fell into a ravine near [[San Jose@9.9,-84.1]], [[Costa Rica]], killing nine."),
    ("en", "The team from [[Richmond@37.5,-77.5]], [[Virginia@37.5,-78.8]], beat the team from [[Richmond Hill]], [[Ontario]]."),
    // The country of the article decides.
    (
        "en",
        "[[Tripoli@34.4,35.8]] saw clashes on Sunday as the army entered the city. [[Lebanon]]'s prime minister in [[Beirut]] urged calm."
    ),
    ("en", "[[Tripoli@32.9,13.2]] was quiet as [[Libya]]'s rivals met in [[Benghazi@32.1,20.1]]."),
    (
        "en",
        "Farmers around [[Córdoba@-31.4,-64.2]] lost their harvest. [[Argentina]]'s government promised aid to [[Rosario@-32.9,-60.7]] as well."
    ),
    (
        "en",
        "The train from [[Madrid]] to [[Córdoba@37.9,-4.8]] was late, [[Spanish]] railways said. [[Seville@37.4,-6.0]] was not affected."
    ),
    (
        "en",
        "In [[Santiago@19.5,-70.7]] the hospital has no beds left, and in [[Santo Domingo@18.5,-69.9]] doctors went on strike. The [[Dominican Republic]] has asked for help."
    ),
    (
        "en",
        "[[Georgia@42.0,43.5]]'s parliament in [[Tbilisi]] passed the law, and thousands marched in [[Batumi@41.6,41.6]]. [[Russia]] welcomed it."
    ),
    (
        "en",
        "[[Georgia@32.8,-83.5]] lawmakers passed the budget. Schools in [[Atlanta]], [[Savannah@32.1,-81.1]] and [[Macon@32.8,-83.6]] will get more, and [[Florida]] may follow."
    ),
    (
        "en",
        "The flood in [[Punjab@30.9,75.9]] cut roads near [[Ludhiana@30.9,75.9]] and [[Amritsar@31.6,74.9]], [[India]]'s weather office said."
    ),
    (
        "en",
        "The flood in [[Punjab@31.0,72.5]] cut roads near [[Lahore@31.6,74.3]] and [[Multan@30.2,71.5]], [[Pakistan]]'s disaster agency said."
    ),
    (
        "en",
        "[[Newcastle@-32.9,151.8]] will get a new port, the premier said in [[Sydney]]. [[Australia]] ships most of its coal from there."
    ),
    ("en", "[[Newcastle@55.0,-1.6]] lost again on Saturday, and [[Sunderland@54.9,-1.4]] drew. Fans came from [[Durham@54.8,-1.6]]."),
    (
        "en",
        "[[Victoria@48.4,-123.4]] has raised its ferry fares. Travellers from [[Vancouver@49.2,-123.1]] and [[Nanaimo@49.2,-124.0]] will pay more, [[British Columbia]] said."
    ),
    (
        "en",
        "Bushfires in [[Victoria@-37.0,145.0]] forced hundreds from their homes near [[Bendigo@-36.8,144.3]] and [[Ballarat@-37.6,143.9]]. [[Australian]] soldiers are helping."
    ),
    (
        "en",
        "[[Kingston@44.2,-76.5]] nurses voted to strike. The union has members in [[Ottawa]], [[Belleville@44.2,-77.4]] and [[Brockville@44.6,-75.7]], [[Ontario]]."
    ),
    (
        "en",
        "[[Kingston@18.0,-76.8]] was hit hardest by the hurricane, [[Jamaica]]'s government said; [[Montego Bay@18.5,-77.9]] had no power."
    ),
    ("en", "[[Hamilton@-37.8,175.3]] will get a rail link to [[Auckland]], [[New Zealand]]'s minister of transport said."),
    ("en", "Rebels took [[Goma]] and moved towards [[Bukavu]], the [[Congolese]] army said. Shells fell near [[Kindu@-2.9,25.9]] as well."),
    (
        "en",
        "In [[Merida@20.97,-89.6]] tourists were told to stay inside. [[Mexico]]'s navy sent ships to [[Progreso@21.3,-89.7]] and [[Cancun@21.2,-86.8]]."
    ),
    (
        "en",
        "The dam near [[Barcelona@10.1,-64.7]] is full, [[Venezuelan]] officials said, and [[Puerto La Cruz@10.2,-64.6]] has water again."
    ),
    ("en", "[[Granada@11.9,-86.0]] was full of police on Friday. [[Nicaragua]]'s opposition had called for a march from [[Managua]]."),
    ("en", "[[Alexandria@31.2,29.9]] flooded after heavy rain, [[Egyptian]] media said. Trains to [[Cairo]] stopped."),
    (
        "en",
        "Pupils in [[Alexandria@38.8,-77.1]] and [[Arlington@38.9,-77.1]] stayed at home as snow fell on the [[Washington@38.9,-77.0]] area. [[Fairfax County@38.8,-77.3]] closed its offices."
    ),
    // Local news: the towns around decide.
    (
        "en",
        "[[Paris@38.2,-84.3]] will repair its water tower, the mayor said. Crews from [[Lexington@38.0,-84.5]] and [[Georgetown@38.2,-84.6]] will help, and [[Bourbon County@38.2,-84.2]] pays half."
    ),
    (
        "en",
        "A barn burned near [[Lebanon@40.0,-86.5]] on Sunday. Firefighters from [[Zionsville@39.9,-86.3]] and [[Whitestown@39.9,-86.3]] came, the [[Boone County@40.0,-86.5]] sheriff said."
    ),
    (
        "en",
        "[[Springfield@44.0,-123.0]] schools will open late. So will those in [[Eugene@44.1,-123.1]], [[Cottage Grove@43.8,-123.1]] and [[Junction City@44.2,-123.2]]."
    ),
    (
        "en",
        "The [[Washington County@39.4,-81.5]] fair begins in [[Marietta@39.4,-81.5]] on Saturday. Visitors from [[Parkersburg@39.3,-81.6]] and [[Belpre@39.3,-81.6]] are expected."
    ),
    (
        "en",
        "[[Washington County@36.0,-94.2]] deputies arrested a man in [[Fayetteville@36.1,-94.2]]. He had fled from [[Springdale@36.2,-94.1]] to [[Prairie Grove@36.0,-94.3]]."
    ),
    (
        "en",
        "[[Jackson@35.6,-88.8]] police found the car in [[Humboldt@35.8,-88.9]]. The driver, from [[Milan@35.9,-88.8]], had left [[Memphis@35.1,-90.0]] that night, [[Tennessee]] troopers said."
    ),
    (
        "en",
        "[[Columbus@33.5,-88.4]] has a new mayor. The towns of [[Starkville@33.5,-88.8]] and [[West Point@33.6,-88.7]] vote next week, the [[Mississippi]] secretary of state said."
    ),
    (
        "en",
        "[[Troy@42.7,-73.7]] and [[Albany@42.7,-73.8]] share a bus line that now runs to [[Schenectady@42.8,-73.9]] and [[Saratoga Springs@43.1,-73.8]]."
    ),
    (
        "en",
        "The [[Manchester@43.0,-71.5]] hospital joins one in [[Nashua@42.8,-71.5]]; a clinic in [[Concord@43.2,-71.5]] stays independent. [[New Hampshire]] approved the deal."
    ),
    (
        "en",
        "Voters in [[Greenville@33.1,-96.1]] rejected the bond. [[Commerce@33.2,-95.9]] and [[Sulphur Springs@33.1,-95.6]] approved theirs, [[Hunt County@33.1,-96.1]] officials said."
    ),
    (
        "en",
        "A tornado crossed [[Clinton@35.5,-99.0]] and [[Weatherford@35.5,-98.7]] on the way to [[El Reno@35.5,-98.0]], the [[Oklahoma]] weather service said."
    ),
    (
        "en",
        "The college in [[Salem@44.9,-123.0]] opens a branch in [[Albany@44.6,-123.1]], and students from [[Corvallis@44.6,-123.3]] may take courses."
    ),
    (
        "en",
        "A water main broke in [[Dover@39.2,-75.5]]. [[Smyrna@39.3,-75.6]] and [[Milford@38.9,-75.4]] sent tankers, said the governor of [[Delaware]]."
    ),
    ("en", "[[Bristol@51.5,-2.6]] and [[Bath@51.4,-2.4]] want a tram. The line would end in [[Keynsham@51.4,-2.5]]."),
    (
        "en",
        "[[Boston@53.0,0.0]] farmers fear for the harvest. The fields between [[Spalding@52.8,-0.2]] and [[Skegness@53.1,0.3]] are under water, [[Lincolnshire@53.1,-0.2]] council said."
    ),
    (
        "en",
        "A body was found in [[Perth@56.4,-3.4]]. Police in [[Dundee@56.5,-3.0]] and [[Stirling@56.1,-3.9]] are looking for a van, [[Police Scotland]] said in [[Scotland]]."
    ),
    (
        "en",
        "[[San Fernando@10.3,-61.5]] was without water. [[Trinidad and Tobago]]'s utility said pipes to [[Port of Spain@10.7,-61.5]] had burst."
    ),
    (
        "en",
        "Gunmen killed six in [[San Fernando@24.8,-98.2]], in the state of [[Tamaulipas@24.3,-98.6]]. [[Mexican]] soldiers from [[Ciudad Victoria@23.7,-99.1]] were sent."
    ),
    ("en", "[[San Antonio@-33.6,-71.6]] dockers went on strike, as did those of [[Valparaíso@-33.0,-71.6]]. [[Chile]]'s exports fell."),
    // New York, Washington, Quebec: the town or the division around it.
    ("en", "The bank is in [[New York@40.7,-74.0]]. The mayor said nothing."),
    ("en", "The plant in [[Buffalo@42.9,-78.9]], [[New York@43.0,-75.5]], will close, and the one in [[Rochester@43.2,-77.6]], N.Y., too."),
    (
        "en",
        "Apple growers near [[Yakima@46.6,-120.5]] and [[Wenatchee@47.4,-120.3]] lost half their crop. [[Washington@47.5,-120.5]] grows most of the country's apples, and [[Spokane@47.7,-117.4]] ships them."
    ),
    ("en", "[[Washington@38.9,-77.0]] will not lift the sanctions on [[Iran]], officials said."),
    // Small countries and names in other languages.
    ("en", "The talks between [[Niger@18.0,9.0]] and [[Mali@18.0,-2.0]] were held in [[Niamey@13.5,2.1]]."),
    ("en", "In [[Nigeria]], gunmen attacked a village in [[Niger State@9.6,6.1]], near [[Minna@9.6,6.6]]."),
    (
        "fr",
        "Un incendie a ravagé un immeuble à [[Saint-Denis@48.9,2.4]], près de [[Paris]]. Des pompiers sont venus de [[Bobigny@48.9,2.4]]."
    ),
    ("fr", "Le cyclone a touché [[Saint-Denis@-20.9,55.5]] et [[Saint-Pierre@-21.3,55.5]], à [[La Réunion@-21.1,55.5]]."),
    (
        "es",
        "El alcalde de [[Cartagena@37.6,-1.0]] visitó [[Murcia@38.0,-1.1]]. La región de [[Alicante@38.3,-0.5]] también sufre la sequía en [[España]]."
    ),
    ("es", "El alcalde de [[Cartagena@10.4,-75.5]] viajó a [[Bogotá]]. [[Colombia]] espera más turistas en [[Barranquilla@11.0,-74.8]]."),
    ("pt", "A chuva atingiu [[Santa Maria@-29.7,-53.8]] e [[Porto Alegre@-30.0,-51.2]]. O governo do [[Brasil]] enviou ajuda."),
    ("de", "In [[Frankfurt@50.1,8.7]] und [[Offenbach@50.1,8.8]] fuhren keine Busse. Auch in [[Hanau@50.1,8.9]] wurde gestreikt."),
    (
        "de",
        "Bei [[Neustadt@49.4,8.1]] brannte ein Wald. Die Feuerwehr kam aus [[Landau@49.2,8.1]] und [[Speyer@49.3,8.4]] in [[Rheinland-Pfalz]]."
    ),
    ("ru", "В [[Москве@55.8,37.6]] прошли переговоры. Делегация прибыла из [[Киева@50.5,30.5]] и [[Минска@53.9,27.6]]."),
    (
        "ru",
        "Пожар произошёл в [[Ростове-на-Дону@47.2,39.7]], сообщили власти. Из [[Таганрога@47.2,38.9]] и [[Батайска@47.1,39.7]] прибыли пожарные."
    ),
    ("ru", "Взрыв прогремел в [[Орле@53.0,36.1]]. В [[Туле@54.2,37.6]] и [[Брянске@53.2,34.4]] усилена охрана, сообщили в [[России]]."),
    ("ar", "قصفت الطائرات [[طرابلس@32.9,13.2]] و[[بنغازي@32.1,20.1]]، وقالت حكومة [[ليبيا]] إن عشرة قتلوا."),
    ("ar", "اندلعت اشتباكات في [[طرابلس@34.4,35.8]] أمس، وأعلن الجيش في [[بيروت@33.9,35.5]] حظر التجول في [[لبنان]]."),
    ("fa", "زلزله [[کرمانشاه@34.3,47.1]] را لرزاند. مقامات [[ایران]] گفتند که در [[همدان@34.8,48.5]] نیز خسارت دیده شد."),
    ("zh", "地震袭击了[[四川@30.5,103.0]]，[[成都@30.7,104.1]]和[[绵阳@31.5,104.7]]有震感，[[中国]]地震局说。"),
    ("el", "Φωτιά ξέσπασε κοντά στην [[Αθήνα@38.0,23.7]] και στην [[Κόρινθο]]. Η [[Ελλάδα]] ζήτησε βοήθεια."),
    ("he", "רקטות נורו על [[אשקלון@31.7,34.6]] ועל [[באר שבע@31.3,34.8]], מסר צה״ל ב[[ישראל]]."),
    ("tr", "Deprem [[Van@38.5,43.4]] ve [[Bitlis@38.4,42.1]] illerinde hissedildi, [[Türkiye]] afet kurumu açıkladı."),

    // Written after the weights were set.
    (
        "en",
        "The [[Gainesville@34.3,-83.8]] city council met on Tuesday. Residents from [[Flowery Branch@34.2,-83.9]] and [[Oakwood@34.2,-83.9]] complained about the [[Hall County@34.3,-83.8]] landfill."
    ),
    ("en", "[[Rochester@44.0,-92.5]] doctors will train nurses in [[Winona@44.05,-91.6]] and [[Red Wing@44.6,-92.5]], the clinic said."),
    (
        "en",
        "A semi overturned on the road between [[Mexico@39.2,-91.9]] and [[Columbia@38.95,-92.3]] on Thursday, the [[Missouri@38.3,-92.5]] State Highway Patrol said."
    ),
    (
        "en",
        "[[Peru@40.75,-86.1]] firefighters and crews from [[Wabash@40.8,-85.8]] and [[Logansport@40.75,-86.4]] were called to the plant in [[Miami County@40.8,-86.0]]."
    ),
    ("en", "The county fair in [[Cuba@42.2,-78.3]], N.Y., drew crowds from [[Olean@42.1,-78.4]]."),
    ("en", "[[Burlington@40.8,-91.1]], [[Iowa@42.0,-93.5]], and [[Fort Madison@40.6,-91.3]] share a ferry."),
    (
        "en",
        "Students in [[Oxford@34.4,-89.5]] marched on Monday. The University of Mississippi said classes in [[Tupelo@34.3,-88.7]] went on."
    ),
    (
        "en",
        "The [[Cleveland@35.2,-84.9]] Daily Banner reported a fire near [[Dayton@35.5,-85.0]]. Crews from [[Chattanooga@35.0,-85.3]] helped, [[Bradley County@35.15,-84.86]] officials said."
    ),
    ("en", "[[Midland@32.0,-102.1]] and [[Odessa@31.8,-102.4]] oil workers are being laid off, [[Texas]] regulators said."),
    ("en", "Russian missiles struck [[Odessa@46.5,30.7]] and [[Mykolaiv@46.97,32.0]] overnight, [[Ukraine]]'s air force said."),
    ("en", "Police in [[Durham@36.0,-78.9]] and [[Raleigh@35.8,-78.6]] arrested six. A seventh was held in [[Cary@35.8,-78.8]], N.C."),
    (
        "en",
        "[[Lancaster@40.0,-76.3]] farmers met in [[Lititz@40.2,-76.3]] and [[Ephrata@40.2,-76.2]] to discuss milk prices with [[Pennsylvania]]'s secretary of agriculture."
    ),
    (
        "en",
        "[[Lancaster@54.0,-2.8]] and [[Preston@53.8,-2.7]] had no trains after flooding near [[Morecambe@54.1,-2.9]], Network Rail said."
    ),
    ("en", "[[Wellington@-41.3,174.8]] said on Friday that troops will leave [[Afghanistan]]. [[Canberra@-35.3,149.1]] has yet to decide."),
    ("en", "[[Hamilton@43.25,-79.9]] steelworkers walked out, joined by others in [[Burlington@43.3,-79.8]] and [[Oakville@43.45,-79.7]]."),
    ("en", "[[London@51.5,-0.1]], [[Paris@48.9,2.35]] and [[Berlin@52.5,13.4]] condemned the attack. [[Moscow@55.75,37.6]] denied it."),
    ("en", "Militants attacked a checkpoint in [[Mosul@36.3,43.1]], while in [[Tal Afar@36.4,42.45]] three [[Iraqi]] soldiers died."),
    (
        "en",
        "The governor of [[Helmand@31.0,64.0]] said that [[Lashkar Gah@31.6,64.4]] was safe, but [[Kandahar@31.6,65.7]] was not. [[Afghan]] forces hold [[Sangin@32.1,64.8]]."
    ),
    (
        "en",
        "Boko Haram raided [[Bama@11.5,13.7]] and [[Gwoza@11.1,13.7]], in [[Borno State@11.5,13.0]]. [[Nigerian]] troops came from [[Maiduguri@11.8,13.15]]."
    ),
    (
        "en",
        "The derailment near [[Hyderabad@17.4,78.5]] killed four. Trains to [[Secunderabad@17.5,78.5]] and [[Warangal@18.0,79.6]] were cancelled, the railway said in [[New Delhi@28.6,77.2]]."
    ),
    (
        "en",
        "In [[Salem@11.65,78.16]] and [[Erode@11.34,77.7]] schools were closed for heavy rain. [[Tamil Nadu@11.0,78.4]]'s capital [[Chennai@13.1,80.3]] was spared."
    ),
    ("en", "[[La Paz@24.1,-110.3]] was hit by the storm, as was [[Cabo San Lucas@22.9,-109.9]], [[Mexico]]'s weather service said."),
    ("en", "[[La Paz@-16.5,-68.15]] saw protests, and roads to [[Cochabamba@-17.4,-66.2]] were blocked. [[Bolivia]]'s president spoke."),
    ("en", "In [[León@12.4,-86.9]] and [[Managua@12.1,-86.3]] students were arrested."),
    (
        "en",
        "[[León@21.1,-101.7]] has the most murders in [[Guanajuato@21.0,-101.3]], [[Mexican]] figures show; [[Celaya@20.5,-100.8]] is next."
    ),
    ("en", "Voters in [[Birmingham@52.5,-1.9]], [[Coventry@52.4,-1.5]] and [[Wolverhampton@52.6,-2.1]] choose a mayor."),
    (
        "en",
        "A ferry sank off [[Zamboanga@6.9,122.1]]. Navy ships from [[San José@12.35,121.07]] in [[Mindoro]] joined the search, the [[Philippine]] coast guard said."
    ),
    ("en", "Fighting in [[Marib@15.5,45.3]] went on. The [[Yemeni]] government accused [[Tehran@35.7,51.4]]; [[Aden@12.8,45.0]] was calm."),
    ("en", "[[Medina@41.1,-81.9]] police chased a car to [[Brunswick@41.2,-81.8]] and on to [[Cleveland@41.5,-81.7]]."),
    (
        "en",
        "[[Bethlehem@31.7,35.2]] and [[Hebron@31.5,35.1]] were sealed off by [[Israeli]] troops. In [[Nablus@32.2,35.3]] a boy was shot."
    ),
    ("en", "[[Bethlehem@40.6,-75.4]], [[Allentown@40.6,-75.5]] and [[Easton@40.7,-75.2]] will share a bus line."),
    ("en", "[[Alexandria@45.9,-95.4]] ice fishers were rescued by deputies of [[Douglas County@45.9,-95.5]], [[Minnesota]]."),
    ("fr", "Le maire de [[Vienne@45.5,4.9]] et celui de [[Lyon@45.75,4.85]] ont signé l'accord. [[Grenoble@45.2,5.7]] suivra."),
    ("fr", "Les négociations de [[Vienne@48.2,16.4]] sur l'[[Iran]] ont repris, dit [[Téhéran@35.7,51.4]]."),
    ("es", "Un sismo sacudió [[Valdivia@-39.8,-73.2]] y [[Concepción@-36.8,-73.05]], en [[Chile]]."),
    ("es", "La policía detuvo a tres personas en [[Mérida@38.9,-6.3]] y [[Badajoz@38.9,-7.0]], en [[Extremadura@39.2,-6.1]]."),
    ("es", "En [[Guadalajara@20.7,-103.3]] y [[Zapopan@20.7,-103.4]] hubo balaceras, informó el gobierno de [[Jalisco@20.3,-103.7]]."),
    ("ru", "В [[Петербурге@59.9,30.3]] и [[Великом Новгороде@58.5,31.3]] прошли обыски."),
    ("ru", "В [[Донецке@48.0,37.8]] и [[Макеевке@48.0,37.9]] слышны взрывы, сообщили в [[Киеве@50.45,30.5]]."),
    ("uk", "У [[Харкові@50.0,36.2]] та [[Полтаві@49.6,34.6]] оголосили тривогу, повідомили у [[Києві@50.45,30.5]]."),
    (
        "ar",
        "قال مسؤول في [[الموصل@36.3,43.1]] إن القوات [[العراقية]] سيطرت على [[تلعفر@36.4,42.45]]، ووصلت تعزيزات من [[بغداد@33.3,44.4]]."
    ),
    ("ar", "سقطت قذائف على [[حلب@36.2,37.2]] و[[إدلب@35.9,36.6]] في [[سوريا]]."),
    ("zh", "[[上海@31.2,121.5]]和[[苏州@31.3,120.6]]的工厂停工，[[江苏@32.9,119.8]]省政府说。"),
    ("ja", "[[東京@35.7,139.7]]と[[大阪@34.7,135.5]]で集会が開かれ、[[福島@37.75,140.5]]でも行われた。"),
    ("de", "Auf der Autobahn bei [[Halle@51.5,12.0]] und [[Leipzig@51.3,12.4]] gab es Stau bis [[Merseburg@51.35,12.0]]."),
    ("it", "A [[Venezia@45.4,12.3]] e [[Padova@45.4,11.9]] scuole chiuse, in [[Veneto@45.6,11.9]] è allerta."),
    ("pl", "Pożar w [[Opole@50.7,17.9]] i [[Wrocław@51.1,17.0]] strażacy opanowali."),
]

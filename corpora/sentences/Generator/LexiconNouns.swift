/// Noun classes, one a line, `name: adjectives | nouns`.
///
/// `~` marks a mass noun, `/` an irregular plural.
let nounClasses = """
    reading: old, long, short, funny, sad, new, interesting | book, story, novel, letter, poem, article, newspaper, magazine
    mail: long, short, funny, sad, beautiful | letter, postcard, message, note
    writing: long, short, funny, sad, beautiful | story, poem, song, play, article
    dish: hot, simple, delicious | soup, stew, omelette, pie, salad, ~pasta, ~rice
    baked: small, sweet, fresh, big, delicious | cake, pie, loaf/loaves, ~bread, biscuit, tart, pizza
    meal: simple, delicious, light, big, quick | dinner, lunch, breakfast, supper
    fruit: ripe, sweet, fresh, small | apple, pear, orange, peach, cherry, plum, banana, lemon, melon
    vegetable: fresh, big, small | carrot, onion, potato/potatoes, tomato/tomatoes, cabbage, pepper, mushroom
    snack: - | sandwich, apple, biscuit, banana, pear, ~chocolate, ~cheese, ~bread, cake
    grocery: fresh | ~bread, ~milk, ~cheese, ~butter, ~rice, ~flour, ~sugar, ~fish, ~meat, ~honey, ~salt, ~oil
    hotDrink: hot, strong | ~tea, ~coffee, ~cocoa
    drink: cold, fresh | ~water, ~juice, ~milk, ~lemonade
    kitchenThing: clean, old, big, small | plate, pan, pot, knife/knives, spoon, fork, bowl, cup, kettle
    fragile: old, expensive, blue, little | vase, plate, cup, window, glass, mirror, lamp
    clothes: new, old, warm, blue, red, green, black, white, grey | coat, shirt, dress, hat, scarf/scarves, jacket, sweater, skirt
    wornByHim: new, old, warm, blue, red, green, black, white, grey | coat, shirt, hat, scarf, jacket, sweater
    furniture: old, new, big, small | table, chair, sofa, bed, desk, shelf/shelves, cupboard, lamp
    driven: old, new, red, blue | car, motorbike, van
    vehicle: old, new, red, blue, fast | car, bicycle, motorbike
    device: new, old, expensive, cheap | phone, computer, camera, radio, clock, printer, television
    carried: old, new, little, black | key, wallet, umbrella, phone, bag, ticket, ring, glove, watch, passport
    ware: beautiful, cheap, expensive, old, little | carpet, basket, lamp, mirror, vase, clock, painting, necklace
    gift: little, beautiful, new | watch, book, scarf, camera, ring, necklace, guitar, bicycle, puzzle, doll
    toy: new, old, little, red, wooden | doll, ball, kite, puzzle, drum, toy train, teddy bear
    house: old, new, big, small, quiet, beautiful | house, flat, cottage
    room: - | kitchen, bedroom, bathroom, hall, garage, attic, cellar, living room
    pet: little, hungry, black, brown, lazy | cat, dog, puppy, kitten
    petAny: little, hungry, white, brown | cat, dog, puppy, kitten, rabbit, parrot, hamster
    farmAnimal: old, big, white, brown, hungry | cow, horse, sheep/sheep, goat, pig, hen, duck, donkey
    wildAnimal: young, hungry, little, shy | fox, bear, deer/deer, wolf/wolves, rabbit, squirrel, hedgehog, owl
    songbird: little, young, small | bird, blackbird, robin, nightingale, swallow
    bird: little, young, hungry | bird, swallow, owl, crow, pigeon, seagull, blackbird
    seaAnimal: big, young, beautiful | dolphin, whale, seal, shark, turtle
    prey: little, grey, small | mouse/mice, bird, butterfly, fly
    insect: little, black | bee, butterfly, spider, ant
    flower: beautiful, white, fresh, little | rose, tulip, lily, daisy, flower
    tree: tall, old, big | oak, apple tree, cherry tree, pine, birch, willow
    plant: young, small | rose, bush, tree, apple tree, cherry tree, oak, rose bush
    child: little, happy, tired, shy, clever, curious | boy, girl
    role: young, old, tall, friendly, busy, tired | teacher, doctor, baker, farmer, nurse, gardener, painter, lawyer, waiter, engineer, journalist, librarian, butcher, postman, tailor, plumber, dentist, writer
    officeRole: new, young, busy, friendly, tired | manager, engineer, lawyer, journalist
    schoolRole: new, young, friendly, strict, patient | teacher, coach, librarian
    learner: clever, lazy, shy, new, tired, quiet | student, boy, girl
    musician: young, famous, talented, old, shy | singer, pianist, violinist, guitarist, drummer
    athlete: young, tall, tired, talented, famous, strong | swimmer, runner, goalkeeper
    seaman: old, young, brave, tired | captain, sailor, fisherman
    traveller: tired, young, old, lost | tourist, man, woman, student
    adult: old, young, tall, kind, strange, tired, rich, poor | man, woman
    instrument: old, new, expensive | piano, guitar, violin, flute, drum, cello, trumpet
    music: new, old, beautiful, sad, quiet, lively | song, tune, piece, waltz, melody
    ballGame: - | ~football, ~tennis, ~basketball, ~volleyball, ~chess, ~cards
    subject: - | ~history, ~maths, ~physics, ~biology, ~geography, ~music, ~art, ~chemistry
    language: - | ~French, ~Spanish, ~Italian, ~German, ~Greek, ~Japanese, ~English
    lesson: long, difficult, easy, boring, interesting | lesson, class, lecture, course
    homework: difficult, easy, long | exercise, essay, exam, test
    paperwork: long, short, important, urgent | report, letter, email, contract, plan, proposal
    meeting: long, short, important, boring | meeting, interview, presentation
    film: old, new, funny, sad, boring, exciting | film, play, concert, show
    show: old, new, funny, sad, boring, exciting, famous | film, play, documentary
    tale: old, funny, sad, strange, long, true | story, joke, legend, fairy tale
    picture: old, beautiful, small, strange, large | picture, portrait, painting, drawing, map
    scene: old, quiet, beautiful, small | bridge, castle, harbour, village, garden, mountain, church, lighthouse
    city: - | ~Paris, ~Rome, ~London, ~Lisbon, ~Vienna, ~Madrid, ~Athens, ~Dublin, ~Prague, ~Berlin
    place: big, small, quiet, famous, old | village, town, city, island
    nature: quiet, deep, small, beautiful, dark | forest, lake, river, valley, beach
    building: old, new, big, famous, small | museum, church, castle, theatre, station, library, school, hotel, bridge, tower
    shop: small, new, old, cheap, expensive | shop, bakery, restaurant, café, bookshop, hotel
    publicPlace: - | park, museum, library, cinema, theatre, zoo, market, swimming pool, beach
    transport: - | train, bus, ferry, tram, plane
    boat: small, old, white, big, wooden | boat, ship, ferry
    trip: long, short, wonderful, difficult | trip, journey, holiday
    illness: bad, slight, terrible | headache, cold, cough, fever, toothache, sore throat
    bodyPart: - | leg, arm, knee, finger, shoulder, foot, ankle, hand
    tool: old, new, heavy | hammer, ladder, saw, spade, bucket, rope
    broken: old | lamp, radio, bicycle, clock, roof, door, fence, chair, television, kettle, washing machine
    secret: big, little, terrible | secret, surprise
    bill: high | bill, rent, fine, insurance
    colour: - | ~red, ~blue, ~green, ~yellow, ~white, ~black, ~grey, ~pink
    container: big, small, old, wooden, empty | box, basket, drawer, suitcase, cupboard, bag
    desk: - | book, pen, lamp, notebook, pencil, newspaper, key, cup, letter
    party: big, small, wonderful, noisy | party, wedding, dinner, birthday party
    road: narrow, long, busy, quiet, steep | road, street, path
    sportEvent: - | race, match, tournament, game
    dream: strange, wonderful, terrible, beautiful | dream, idea
    topic: - | ~childhood, ~garden, journey, family, work, holiday, school
    letter: long, short, funny, sad, beautiful | letter, story, poem, book, song
    paintable: old | door, fence, wall, kitchen, boat, cupboard, chair, bedroom, garage
    keepsake: old, little, strange, beautiful | letter, photo, ring, coin, key, picture, map, diary, book
    spice: - | ~salt, ~pepper, ~sugar, ~garlic, ~oil, ~butter, ~honey
    potFood: - | ~soup, ~stew, ~salad, ~sauce, ~pasta, ~rice, ~dough
    bakedBare: - | ~bread, ~cake, ~cheese, ~pie
    hotelish: small, quiet, cheap, expensive, beautiful | hotel, cottage, village
    stormThing: old | roof, bridge, church, boat, lighthouse, fence, barn, tree
    saving: new, long | bicycle, car, holiday, computer, house, guitar, journey, boat
    borrowed: old, good | book, ladder, bicycle, camera, hammer, umbrella, map, suitcase, tent
    eatery: small, new, cheap, quiet | restaurant, café, hotel, garden
    postal: long, beautiful, short, funny | postcard, letter, message, parcel
    crossed: busy, old, narrow, wide | street, bridge, river, road, square
    homeworkTest: difficult, easy, last, long | exam, test
    childPlain: - | child/children, boy, girl, student
    schoolGift: new, old, difficult, interesting | book, notebook, map, exercise, pen, task
    boss: - | manager, new manager, director, bank, insurance company, mayor
    listened: - | ~music, ~jazz, the radio, old songs, the news, classical music, the birds
    pictureArt: large, small, beautiful, strange, new | picture, portrait
    drawn: little, strange, big, beautiful, funny | horse, house, ship, cat, flower, tree, castle, map, bird, face
    sportRole: tall, young, tired | captain, goalkeeper, student, boy, girl
    cat: black, white, lazy, hungry, clever | cat, kitten, tomcat
    dog: black, white, brown, happy, noisy | dog, puppy, sheepdog
    fruitTree: ripe, sweet, fresh | apple, pear, cherry, plum, peach
    loud: - | thunder, vacuum cleaner, neighbour's dog, big dog, drum, trumpet
    hideout: old, big, dark | tree, barn, rock, wall, fence, bush
    shown: old, new, beautiful, funny | photo, picture, map, postcard, painting, letter
    talkTopic: new, old, difficult, strange | book, problem, journey, dream, plan, film, job, song, secret
    aboutThing: - | exam, journey, letter, party, storm, concert, bill
    showOrBook: new, old | book, film, play, novel, song, concert, poem, story
    fragileOrBroken: old | vase, lamp, window, radio, clock, mirror, chair, bicycle, plate, camera
    tellAbout: - | journey, party, exam, secret, wedding, surprise, concert, accident, letter, present
    carriedOrDog: - | dog, umbrella, phone, camera, wallet, hat, sister, brother
    possThing: - | car, bicycle, computer, house, phone, guitar, camera, coat, bed, desk, bag, kitchen
    dreamed: big, quiet, long, small, wonderful | house, journey, garden, holiday, boat, farm, bookshop
    joke: old, funny, silly | joke, story, hat, film, picture, clown
    castle: big, old, dark, beautiful | castle, palace, tower
    teacherish: - | teacher, neighbour, doctor, museum, bridge, restaurant, manager
    roleBare: - | teacher, doctor, lawyer, nurse, writer, engineer, captain
    bakedSingle: - | cake, sandwich, biscuit, apple, bread
    royal: old, young, rich, lonely, proud, kind | king, queen
    hobby: - | ~swimming, ~reading, ~cooking, ~dancing, ~painting, ~singing, ~fishing, ~chess, ~football, ~tennis, ~walking
    relative: - | sister, brother, aunt, uncle, cousin, mother, father, grandmother, grandfather
    job: - | teacher, doctor, baker, farmer, nurse, gardener, painter, lawyer, engineer, journalist, librarian, butcher, tailor, plumber, dentist, writer, pilot, singer, pianist, captain, cook
    crowd: - | child/children, student, tourist, guest, neighbour, friend, worker
    coach: - | train, bus, plane
    creative: - | film, song, book, story, concert, play, idea, plan, poem, novel
    placeThing: - | house, garden, room, city, hotel, village, flat, museum, beach, park
    mealThing: - | soup, bread, cake, fish, salad, coffee, tea, rice, pie, pasta
    farmerRole: old, young, rich, poor, friendly | farmer, man, butcher
    """

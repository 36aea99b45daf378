/// Phrase lists: `name: phrase; phrase`. Phrases are templates and may hold slots.
let phraseLists = """
    time.past: yesterday; yesterday; last night; last week; this morning; on Monday; on Friday; two days ago; last month; an hour ago; last summer; yesterday evening; yesterday afternoon; on Sunday; a week ago; last year
    time.habit: every day; every week; every morning; every evening; on Sundays; on Saturdays; in the evening; in the morning; after work; at the weekend; in winter; in summer; after dinner
    time.future: tomorrow; tomorrow; next week; tonight; soon; this evening; on Friday; on Saturday; next month; in an hour; tomorrow morning; this afternoon; next summer; next year
    time.today: today; tonight; this week; right now; this time; today
    time.now: now; right now; at the moment; again; today; again
    time.during: all morning; all day; all afternoon; when I arrived; when the phone rang; at that time; when the rain began; when we came home
    time.young: when {he} {was} young; in those days; as a child; years ago; every summer
    time.none: [|]
    home: at home; in the kitchen; in {his} room; on the sofa; in the garden; on the balcony; by the window; in the living room
    outdoors: in the park; in the garden; by the river; on the beach; in the forest; by the lake; in the fields
    indoors: in the library; at school; in the kitchen; at the station; in the hotel; at the office
    shopPlace: at the market; in the little shop; in town; at the bakery; in the supermarket; near the station
    cafe: in a small café; in the park; at the station; at the market; after school; in front of the cinema; at the library; on the bridge; at the party
    daily: before breakfast; after lunch; after dinner; before bed
    length: for an hour; for two hours; all day; for a long time; for a while; for ten minutes; all night
    manner: slowly; quickly; carefully; quietly
    reason: because {he} {was} tired; because {he} {was} late; because {he} {was} hungry; because {he} {was} bored
    tired: tired; hungry; thirsty; cold; sick; sad; busy; late; lost; bored; angry; nervous
    happy: happy; proud; excited; glad; calm; cheerful; hopeful
    mood: tired; hungry; thirsty; sad; busy; bored; angry; nervous; happy; proud; excited; calm; cheerful; lonely; worried; afraid
    weather: cold; warm; hot; windy; cloudy; sunny; foggy; wet; dry; icy; mild; rainy
    badWeather: it was raining; it was snowing; the weather was bad; it was too cold; there was a storm; it was very windy; the fog was thick
    season: in spring; in summer; in autumn; in winter; in the mountains; by the sea; in the north; in the south; in this valley
    rains: raining; snowing; getting dark; getting cold; getting warm; pouring; thundering
    sky: the sky was clear; the moon was bright; the sun was shining; the stars were out; the wind was strong; the air was fresh
    count: two; three; four; five; six; ten; twenty
    price: two euros; three euros; five euros; ten euros; twenty euros; a hundred euros
    clock: at six; at seven; at eight; at nine; at noon; at midnight; at five
    day: on Monday; on Tuesday; on Wednesday; on Thursday; on Friday; on Saturday; on Sunday
    very: very; quite; rather; too; really; a little
    burnt: cake; bread; pizza; potatoes; pie; chicken; biscuits; fish; tart
    tastes: tastes; smells; tasted; smelled; is; was
    switchable: lamp; radio; television; oven; computer; light; heating; washing machine
    noise: the dog was barking; the phone rang; the birds were singing; it was too hot; the baby was crying; it was too cold; the neighbours were noisy; {he} {past:have} a bad dream
    favourite: drink is {bare:hotDrink}; season is spring; season is autumn; season is winter; colour is {bare:colour}; subject is {bare:subject}; month is {@:monthName}; city is {bare:city}; game is {bare:ballGame}; dish is {a:dish}; fruit is the {bare:fruit}; flower is the {bare:flower}; instrument is the {bare:instrument}; room is the {bare:room}
    rainPast: rained; snowed; was raining; was snowing; rained heavily; snowed heavily; rained a little
    place: in the mountains; by the sea; in the north; in the south; in {bare:city}; in the valley; here
    windVerb: was blowing; blew; was howling; blew softly; blew cold; was strong
    monthName: January; March; April; May; June; July; August; October; November; December
    stormWord: storm; rain; snow; thunderstorm; heavy rain; long winter; flood
    stormAdjective: terrible; sudden; heavy; winter; strong
    holidayTime: a week; two weeks; three days; a month; the weekend; {his} holiday; a wonderful week; the winter; two months; a few days
    bigPrice: a hundred euros; a thousand euros; five hundred euros; a good price; very little money
    howMuch: is {the:ware}; is this {bare:clothes}; is that {bare:ware}; does {the:ware} cost; does a ticket to {bare:city} cost; does this {bare:clothes} cost; does a kilo of {s:fruit} cost; is a cup of {bare:hotDrink}; is the room in that hotel
    suitcase: suitcase; suitcase; bag; books; clothes; big suitcase; old bag
    missReason: {he} {past:wake} up late; {his} watch was slow; the taxi was late; {he} {past:forget} {his} ticket; the road was closed; {he} {past:read} the wrong time; {he} {past:run} too slowly; the traffic was terrible
    sails: sailed; sailed away; left the harbour; returned to the harbour; crossed the bay; passed the lighthouse; came back
    areMany: are many; are too many; are only two; are three; are no; are a few
    wantgo: {pres:hope} to go there; {pres:want} to go there; {pres:dream} of it; will go there; {pres:plan} to visit it
    nomoney: {has} no money; {pres:have} only ten euros; {pres:need} the money for the rent; {pres:save} for a new car
    schoolSubj: new student; shy girl; quiet boy; youngest student; clever girl; girl in the last row; boy by the window
    lateReason: the bus didn't come; {he} {past:miss} the bus; {he} {past:wake} up too late; it was snowing; {his} bicycle was broken; the train was late; the road was closed; {he} {past:forget} the time; {he} {past:have} a toothache
    wassick: was sick; is away; was late; was busy; had a cold; forgot it
    audience: clapped; laughed; was silent; stood up; was quiet; left; applauded
    happySad: happy; sad; proud; excited; angry; cheerful
    farmer: old farmer; young farmer; farmer; farmers; neighbour
    bloom: bloom; are beautiful; need water; smell sweet; open early; grow fast
    yearsAgo: many years ago; two years ago; ten years ago; a hundred years ago; long ago
    animalYoung: two calves; a young rabbit; three puppies; a little lamb; the kittens
    smells: fresh bread; the sea; hot coffee; old books; roses in summer; the forest in autumn; warm rain; wet grass; apple pie; freshly cut grass
    didSomething: was late; forgot {his} birthday; called from {bare:city}; won {the:sportEvent}; lost {the:carried}; was in hospital; came home; didn't answer; didn't call; passed the exam; told a funny story; broke {the:fragile}; sold {the:instrument}; found a new job
    slept: {past:sleep} badly; {past:sleep} too little; {has} no time; {has} a cold; {past:work} all night; {past:miss} the train
    argument: money; politics; {the:film}; the holiday; the noise; {the:bill}; the dishes; {the:ballGame}; the car; everything
    believed: what the newspaper says; the old story; the doctor; {P}; the weather report; in luck; in fairy tales; in ghosts
    seen: {the:petAny}; my {bare:carried}; {the:show}; my {bare:wornByHim}; the new {bare:teacherish}; the {bare:desk}; {P2}; {P2} and {name}; that {bare:picture}
    outing: the beach; the cinema; the park; the lake; the market; the concert; the theatre; the museum; the party; the mountains; the harbour; {bare:city}; the zoo
    sadmood: sad; afraid; angry; nervous; worried; shy; silly; impatient
    comfort: please; {name}; my friend; everything will be fine; the exam is easy; the dog is friendly; it was only a joke; we will help you; it is not your fault; the storm is over; there is enough time
    whatA: beautiful day; wonderful idea; strange dream; lovely garden; terrible noise; nice surprise; funny hat; long journey; clever dog; cold winter; sad story; delicious cake; beautiful song; big fish; terrible storm; boring film; quiet village; tall tree
    sorryThat: {was} late; {past:win} {the:sportEvent}; {past:lose} {the:carried}; {past:break} {the:fragile}; {past:pass} the exam; {past:miss} the party; {past:come} home; {past:find} {the:carried}; {past:tell} the truth; {was} sick; can come to the party; can't come to the wedding; will be late
    unknownPast: {past:leave} so early; {past:hide} {the:carried}; {past:buy} {the:ware}; {past:learn} {bare:language}; {past:meet} {name}; {past:find} {the:carried}; {past:go} last night; {past:lose} {the:carried}; {past:sell} the car; {past:park} the car; {past:spend} the summer; {past:buy} that {bare:wornByHim}
    everyKnew: {was} in love; {past:break} {the:fragile}; will win {the:sportEvent}; {was} right; {pres:play} the {bare:instrument} well; will come back soon; {pres:speak} {bare:language}; {past:tell} the truth; {past:move} to {bare:city}; {past:sell} {the:furniture}; {past:find} a new job; will be a good {bare:roleBare}
    cookIng: cooking dinner; washing the car; working in the garden; baking a cake; cleaning the kitchen; writing letters; feeding the dog; painting the door; packing the suitcase
    readIng: reading the newspaper; sleeping on the sofa; playing the piano; talking on the phone; playing with the children; watching television; listening to the radio; drawing a horse; looking for the keys; repairing the radio
    leaveDid: {past:lock} the door; {past:close} the windows; {past:feed} {the:petAny}; {past:drink} a cup of {bare:hotDrink}; {past:look for} {his} {bare:carried}; {past:water} the plants; {past:call} {P}; {past:put} on {his} {bare:wornByHim}; {past:wash} the {bare:kitchenThing}; {past:kiss} {his} mother
    hadEaten: {past:eat} breakfast; {past:finish} the book; {past:come} home; {past:write} the letter; {past:wash} the dishes; {past:close} the shop; {past:lose} {the:sportEvent}; {past:win} {the:sportEvent}; {past:clean} {the:room}; {past:leave} the office; {past:pass} the exam
    afterDid: {past:go} for a walk; {past:call} {P}; {past:drink} {bare:hotDrink}; {past:sleep} for two hours; {past:sit} in the garden; {past:take} a bath; {past:read} {the:reading}; {past:listen to} music; {past:meet} {P} in the park; {past:go} to bed; {past:write} to {P}
    ingTired: reading; sleeping; cooking; working in the garden; watching a film; swimming; walking home; writing a letter; eating lunch; playing chess; washing the dishes; taking a bath
    interruption: the phone rang; the rain began; {P} came home; the lights went out; the dog began to bark; {P} called; the storm began; someone knocked at the door; the baby woke up; the music stopped; {he} {past:hear} a strange noise; the doorbell rang
    mood2: tired; sad; nervous; angry; excited; busy; sick; hungry; cold; shy; lazy
    tallAs: tall; old; clever; strong; friendly; fast; tired; busy; patient; brave; famous; quiet
    taller: taller; older; younger; stronger; faster; braver; kinder; happier; busier; quieter; richer; smaller
    childCry: the {bare:toy} was broken; {he} {past:fall} off the bicycle; {his} {bare:bodyPart} hurt; {his} mother was late; the ice cream fell on the ground; the dog ate {his} {bare:bakedSingle}; {he} {past:lose} {his} {bare:toy}; the story was sad; {he} {was} hungry; it was bedtime; {his} friends laughed
    """

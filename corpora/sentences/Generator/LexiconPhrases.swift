/// Phrase lists, one a line, `name: phrase; phrase`.
///
/// Phrases are templates and may hold slots.
let phraseLists = """
    time.past.daily: yesterday; yesterday; last night; this morning; on Monday; on Friday; two days ago; an hour ago; yesterday evening; yesterday afternoon; on Sunday; last week; on Tuesday; on Thursday
    time.past.rare: last week; last month; last summer; last year; two years ago; in spring; a month ago; last winter; a week ago; last autumn; on Friday; yesterday; a year ago
    time.past.nature: yesterday; last night; this morning; an hour ago; yesterday evening; last week
    time.habit.daily: every day; every week; every morning; every evening; on Sundays; on Saturdays; in the evening; in the morning; after work; at the weekend; in winter; in summer; after dinner; on Wednesdays
    time.habit.rare: every summer; every year; in winter; in summer; in autumn; in spring; every month
    time.habit.nature: every day; every morning; every evening; in the evening; in the morning; in winter; in summer; at night
    time.future.daily: tomorrow; tomorrow; tonight; soon; this evening; on Friday; on Saturday; tomorrow morning; this afternoon; next week; tomorrow evening; on Wednesday
    time.future.rare: next week; next month; next summer; next year; soon; in spring; one day; next winter; in autumn
    time.future.nature: tonight; soon
    time.today: today; tonight; this week; right now; this time; today
    time.now: now; right now; at the moment; again; today; again; this morning
    time.during: all morning; all day; all afternoon; when {@:met} arrived; when the phone rang; at that time; when the rain began; when {@:met} came home
    time.young: when {he} {was} young; in those days; as a child; years ago; every summer
    time.none: [|]
    home: at home; in the kitchen; in {his} room; on the sofa; in the garden; on the balcony; by the window; in the living room
    outdoors: in the park; in the garden; by the river; on the beach; in the forest; by the lake; in the fields
    shopPlace: at the market; in the little shop; in town; in the supermarket; near the station
    cafe: in a small café; in the park; at the station; at the market; after school; in front of the cinema; at the library; on the bridge; at the party
    daily: before breakfast; after lunch; after dinner; before bed
    length: for an hour; for two hours; all day; for a long time; for a while; for ten minutes
    mood: tired; hungry; thirsty; sad; busy; bored; angry; nervous; happy; proud; excited; calm; cheerful; lonely; worried; afraid
    weather: cold; warm; hot; windy; cloudy; sunny; foggy; wet; dry; icy; mild; rainy
    badWeather: it was raining; it was snowing; the weather was bad; it was too cold; there was a storm; it was very windy; the fog was thick
    season: in spring; in summer; in autumn; in winter; in the mountains; by the sea; in the north; in the south; in this valley
    sky: the sky was clear; the moon was bright; the sun was shining; the stars were out; the wind was strong; the air was fresh
    count: two; three; four; five; six; ten; twenty
    price: two euros; three euros; five euros; ten euros; twenty euros; a hundred euros
    clock: at six; at seven; at eight; at nine; at noon; at midnight; at five
    day: on Monday; on Tuesday; on Wednesday; on Thursday; on Friday; on Saturday; on Sunday
    very: very; quite; rather; too; really; a little
    replyI: am [|still] {@:mood}; will [come|call you] [tomorrow|tonight|soon|later]; have already [eaten|finished|seen that film|read that book]; love [this city|your garden|this song|the sea]; [often|never|always] [swim here|eat meat|drink coffee|work at night]; know [him|her|the way|the answer|that story]
    met: {name}; {name}; the doctor; the guests; the neighbours; the children
    burnt: cake; bread; pizza; potatoes; pie; chicken; biscuits; fish; tart
    tastes: tastes; tasted; is; was
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
    petWord: cat; dog; puppy; kitten; cow; horse; sheep; goat; black cat; white dog; brown horse; old donkey
    bloom: bloom; are beautiful; need water; smell sweet; open early; grow fast
    yearsAgo: many years ago; two years ago; ten years ago; a hundred years ago; long ago
    animalYoung: two calves; a young rabbit; three puppies; a little lamb; the kittens
    smells: fresh bread; the sea; hot coffee; old books; roses in summer; the forest in autumn; warm rain; wet grass; apple pie; freshly cut grass
    slept: {past:sleep} badly; {past:sleep} too little; {has} no time; {has} a cold; {past:work} all night; {past:miss} the train
    argument: money; politics; {the:film}; the holiday; the noise; {the:bill}; the dishes; {bare:ballGame}; the car; everything
    believed: what the newspaper says; the old story; the doctor; {P}; the weather report; in luck; in fairy tales; in ghosts
    seen: {the:petAny}; my {bare:carried}; {the:show}; my {bare:wornByHim}; the new {bare:teacherish}; the {bare:desk}; {P2}; {P2} and {name}; that {bare:picture}
    outing: the beach; the cinema; the park; the lake; the market; the concert; the theatre; the museum; the party; the mountains; the harbour; {bare:city}; the zoo
    sadmood: sad; afraid; angry; nervous; worried; shy; silly; impatient
    comfort: please; {name}; my friend; everything will be fine; the exam is easy; the dog is friendly; it was only a joke; we will help you; it is not your fault; the storm is over; there is enough time
    whatA: beautiful day; wonderful idea; strange dream; lovely garden; terrible noise; nice surprise; funny hat; long journey; clever dog; cold winter; sad story; delicious cake; beautiful song; big fish; terrible storm; boring film; quiet village; tall tree
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
    partyThings: danced; sang; laughed; ate cake; drank lemonade; played games; talked about the holiday; listened to music; told funny stories
    hobbyAdj: healthy; difficult; easy; expensive; fun; boring; dangerous; more fun than work; good for the heart
    partOfPlan: travel around the world; buy a small house; learn {bare:language}; write a novel; live by the sea; have a garden; become a {bare:job}; open a bakery; see {bare:city}; play in an orchestra; own a horse; sail to an island; climb that mountain
    promised: come home early; write every week; repair {the:broken}; help {P}; tell the truth; call from {bare:city}; feed {the:petAny}; be careful; bring {a:gift}; cook dinner; be on time; read the letter; keep the secret
    learnt: swim; cook; drive; dance; ski; paint; ride a horse; play chess; bake bread; sing; speak {bare:language}; play the {bare:instrument}; repair a bicycle; sail a boat
    newsOf: about the wedding; from {bare:city}; from the doctor; about the accident; from {name}; about the new school; about the storm
    pain: arm; leg; back; head; knee; shoulder; stomach; foot
    crowdDid: waited in front of the {bare:building}; laughed at the clown; ran to the beach; left the {bare:building}; sat in the shade; took photos of the {bare:building}; sang a song; listened to the music; danced in the street; slept on the train; played in the snow
    lookAt: garden; old bridge; sea; stars; mountains; moon; map; clock; sky; picture on the wall; empty street
    asIf: nothing had happened; {he} knew the answer; the house was empty; it was the last day; {he} had all the time in the world
    agree: yes; well; of course; maybe; well; sorry; thank you
    remark: I have already eaten; the train is late again; the shop is closed today; we are almost home; that was my fault; it was a long day; the soup is still hot; I don't have time now; you are right; this seat is free; I will call you tomorrow; we can meet at the station; I left it on the table; that is a good question; the children are asleep; I forgot to buy bread; you can keep the change; it doesn't matter; there is enough for everyone; I would love to come
    prefers: prefers; loves; is good at; has no time for; hates; is better at
    canFly: can fly; {is} rich; {pres:live} by the sea; {pres:own} a castle; {is} late for the exam; {pres:speak} {bare:language}; can't find the door; {is} on an island; {pres:play} the {bare:instrument} for the queen; {pres:fall} from a tower
    goodBad: good; bad; sad; wonderful; surprising; strange
    saidThat: the {bare:transport} was late; the shop was closed; the film was boring; the exam was easy; the soup was too salty; {the:carried} was new; it would rain; the road was safe; dinner was ready; {the:broken} was broken; the meeting was over; the water was warm; {the:petAny} was asleep; the party was over; the tickets were expensive
    noticed: joke; story; mistake; question; warning; song; plan; change; answer; end of the film; new painting; noise; surprise
    roadAdj: narrow; steep; long; quiet; closed; icy; dangerous; wet; dusty; dark; empty
    waited: the {bare:transport}; a letter from {name}; the doctor; an answer; the plumber; {name}; rain; the results of the exam
    far: station; airport; next village; harbour; lake; castle; beach; hospital; market
    smallPrice: two euros; three euros; four euros; five euros; six euros
    goodMood: happy; proud; excited; glad; calm; cheerful; hopeful
    badMood: sad; worried; nervous; angry; tired; lonely; bored; afraid
    goodThing: called from {bare:city}; won {the:sportEvent}; came home; passed the exam; told a funny story; found a new job; baked a cake; brought flowers; played the {bare:instrument}; found {the:carried}; said yes; was healthy again; repaired {the:broken}; sang a song; wrote a letter
    badThing: was late; lost {the:sportEvent}; lost {the:carried}; was in hospital; didn't answer; didn't call; broke {the:fragile}; sold {the:instrument}; said nothing; was sick; forgot {the:carried}; left so early; moved to {bare:city}; missed the {bare:coach}
    sorryThat: {was} late; {past:lose} {the:sportEvent}; {past:lose} {the:carried}; {past:break} {the:fragile}; {past:miss} the party; {was} sick; can't come to the wedding; will be late; {past:forget} the meeting; {past:miss} the {bare:coach}
    gladThat: {past:win} {the:sportEvent}; {past:pass} the exam; {past:come} home; {past:find} {the:carried}; {past:tell} the truth; can come to the party; {is} here; {past:like} {the:reading}; {past:repair} {the:broken}; will {@:promised}
    unknown: where {S:third2} {past:hide} {the:carried}; where {S:third2} {past:buy} {the:ware}; where {S:third2} {past:meet} {name}; where {S:third2} {past:go} last night; where {S:third2} {past:park} the car; where {S:third2} {past:spend} the summer; where {S:third2} {past:learn} {bare:language}; why {S:third2} {past:leave} so early; why {S:third2} {past:sell} {the:furniture}; why {S:third2} {past:buy} that {bare:wornByHim}; why {S:third2} {was} so {@:badMood}; when {S:third2} {past:move} to {bare:city}; when {S:third2} {past:come} home; how {S:third2} {past:lose} {the:carried}; how {S:third2} {past:learn} {bare:language}
    opinionIs: the {bare:creative} is {@:very} {@:creativeAdj}; the {bare:creative} is {@:creativeAdj}; the {bare:placeThing} is {@:very} {@:placeAdj}; the {bare:placeThing} is {@:placeAdj}; the {bare:mealThing} is {@:mealAdj}; {bare:hobby} is {@:hobbyAdj}
    wasBad: the {bare:creative} was {@:very} [boring|strange|sad|long]; the {bare:placeThing} was {@:very} [old|small|cold|dark|expensive]; the {bare:mealThing} was [cold|too hot|too salty|too sweet]
    wasGood: the {bare:creative} was {@:liked} [good|simple|strange]; the {bare:creative} was [wonderful|beautiful|perfect]; the {bare:placeThing} was {@:liked} [quiet|beautiful|old|big]; the {bare:mealThing} was [delicious|wonderful|perfect|very good]
    liked: very; quite; really; so
    creativeAdj: good; boring; strange; sad; long; simple
    placeAdj: old; small; quiet; beautiful; expensive; big; cold; dark
    mealAdj: good; too hot; too salty; delicious; cold; too sweet; perfect; wonderful
    madeOf: [box|bowl|chair|door|table|bridge|ladder] is made of wood; [ring|watch|necklace|spoon|coin|crown] is made of [silver|gold]; [bag|wallet|jacket|chair|suitcase] is made of leather; [bowl|vase|lamp|door|table] is made of glass; [scarf|sweater|hat|blanket|coat] is made of wool; [bridge|wall|castle|church|tower] is made of stone; [lamp|box|boat|hat|kite] is made of paper
    madeWith: [box|bowl|chair|door|table|boat|ladder] made of wood; [ring|watch|necklace|spoon|coin] made of [silver|gold]; [bag|wallet|jacket|chair|suitcase] made of leather; [bowl|vase|lamp|table] made of glass; [scarf|sweater|hat|blanket|coat] made of wool; [lamp|box|hat|kite] made of paper
    quick: slowly; quickly; carefully; quietly
    didQuick: {past:close} the door; {past:open} the letter; {past:walk} through the dark forest; {past:put} the vase on the table; {past:read} the message; {past:climb} the ladder; {past:drive} through the fog; {past:open} the window; {past:cut} the bread; {past:carry} the boxes to the car; {past:get} up; {past:walk} home; {past:eat} the soup
    """

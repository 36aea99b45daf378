/// Scenes of friendship, health, feelings, talk and requests.
let peopleFrames = """
    {S} {H:love} {his} [little house|old friends|new job|family|garden|village|quiet life|work] [more than money|very much|more than anything|]
    {S} {was} {@:goodMood} because {P} {@:goodThing}
    {S} {was} {@:badMood} because {P} {@:badThing}
    {S} {is} {@:badMood} [today|again|this morning|because it is Monday|because the holiday is over|because {he} {@:slept}]
    {S} {is} {@:goodMood} [today|again|this morning|because it is Friday|because the exam is over|because the sun is shining|because it is a holiday|because {P} is here]
    {S} {past:feel} {@:mood} when {he} {past:hear} the [news|story|song|storm|noise]
    {S} {isnot} {@:badMood} anymore [|because {P} came home|now that the exam is over|since the doctor called]
    [no|yes], {S:I} {@:replyI}
    {S} {V:tell} {P} {a:tale} [about {his} childhood|before bed|on the train|over dinner] {T}
    {S} {E:tell} {P} {the:secret} [in the garden|on the phone|after dinner|by mistake] {T}
    {S} {E:give} {P} {a:gift} [for the wedding|at the party|at the station|after dinner] {T}
    {S} {E:show} {P} {the:shown} [from {bare:city}|on {his} phone|in the album|on the wall] {T}
    {S} {V:talk} to {P} about {a:talkTopic} {T}
    {S} {V:argue} with {P} about {@:argument} {T}
    {S} {E:apologise} to {P} for [the mistake|the noise|the delay|everything|the broken window|the misunderstanding] {T}
    {S} {V:visit} {P} in [{bare:city}|the village|the mountains|the country] {TT}
    {S} {E:thank} {P} for [the flowers|the help|the letter|the beautiful evening|the present|the good advice] {T}
    {S} {G:forget} {P}'s birthday {T}
    {S} {H:know} {name} [very well|from school|from work|by name|from {bare:city}|from the choir]
    {S} {H:trust} {P} [more than anyone|with money|with {his} secrets|very much|completely]
    {S:third} {past:have} {a:illness} [yesterday|last week|last night|and stayed in bed|after the party|all day]
    {S:third} {has} {a:illness} and {pres:need} [rest|hot tea|a doctor|some medicine|sleep|a warm bed]
    {S} {V:take} {his} medicine [before breakfast|with water|after dinner|{@:clock}] {T}
    {S} {E:see} a [doctor|dentist] about {his} [toothache|cold|cough|headache|knee|back|shoulder] {T}
    {S:third} {G:hurt} {his} {bare:bodyPart} [on the stairs|in the garden|at work|during the match|in the kitchen] {T}
    {S} {past:stay} in bed because {he} {past:have} {a:illness}
    the [doctor|dentist|nurse] {past:tell} {P} to [rest|drink more water|stay in bed|eat less sugar|sleep more|come back on Monday|take a walk every day]
    you should [rest|drink more water|stay in bed|eat more fruit|see a doctor|sleep more|take a walk|call your mother] [|today|because you are tired|if you feel ill|before the exam|this week]
    I think that {S} [should|will|might] [visit {P}|call {P}|buy {a:gift}|sell the car|come home soon|help {P}|write a letter|travel to {bare:city}|win the match]
    {S} {past:say} that {he} {was} {@:mood}[| and wanted to go home| but nobody listened| after the journey]
    {S} {past:say} that {he} {was} [worried|nervous|happy|angry|excited] about the {bare:aboutThing}
    {S} {pres:think} that {the:showOrBook} is [too long|very good|rather boring|quite funny|a little sad|better than the first one]
    {S} {H:believe} {@:believed}
    why are you so {@:mood} [today|this morning|tonight|again|after the party]?
    are you {@:mood} [or just tired|now|tonight|too]?
    are you [nervous|worried|happy|sad|excited|angry] about the [exam|journey|letter|party|news|wedding|concert][| too]?
    what did {S:third2} [say|buy|cook|write|choose|bring|eat|find] [yesterday|last night|at the market|for dinner|for the party|in {bare:city}]?
    where did {S:third2} [hide|put|find|leave|buy|lose] {the:carried} [|yesterday|this morning|last night]?
    who [broke|cleaned|repaired|took|moved] {the:fragileOrBroken} [|yesterday|this morning|in the kitchen|while I was away]?
    have you seen {@:seen} [|today|anywhere|this morning|recently]?
    would you like to [go|come] to {@:outing} [|with me|with us|tonight|tomorrow|on Sunday|next week]?
    let's [go|walk|drive] to {@:outing} [|tonight|tomorrow|on Sunday|together|after lunch|with {name}]
    please [tell me|don't tell {P2}] about {the:tellAbout} [|today|again|tomorrow|after dinner]
    please [help|call|wait for|listen to|invite|visit|ask|thank] [me|{name}|your mother|your brother|your sister|your grandmother] [|tonight|tomorrow|today|at the station|with the boxes|when you have time|before you go]
    don't [be|feel] {@:sadmood}, {@:comfort}
    what a {@:whatA}!
    I am [sorry|sad|afraid] that {S} {@:sorryThat}
    I am [glad|happy|sure|proud] that {S} {@:gladThat}
    I don't know {@:unknown}
    do you know {@:unknown}?
    I wonder [whether|if] {S:third2} will [come|call|win|remember the party|like {the:gift}|find {the:carried}|be late|help {P}] [|tonight|tomorrow|this time|on Sunday]
    if {S} {pres:have} time, {he} will [visit {P}|bake {a:baked}|read {a:reading}|repair {the:broken}|go to the {bare:publicPlace}|write to {P}|call {P}]
    if I were you, I would [call {name}|sell the car|take the train|stay at home|tell the truth|buy {the:ware}|wait until Monday|see a doctor|apologise to {name}]
    while {S} {was} {@:cookIng}, {S} {was} {@:readIng}
    before {S} {past:leave} the house, {he} {@:leaveDid}
    after {S} {@:hadEaten}, {he} {@:afterDid}
    {S} {was} {@:ingTired} when {@:interruption}
    {S} never {pres:go} to [the beach|the market|the cinema|school|work|the park] without {his} {bare:carriedOrDog}
    {S} {was} too {@:mood2} to [sleep|eat|speak|work|drive|read|sing|listen|go out]
    {S} {is} as {@:tallAs} as {P}
    {S} {is} {@:taller} than {P} [|, but not as clever|now|, I think]
    {P3}'s {bare:possThing} is [older|newer|bigger|smaller|better|more expensive] than [mine|yours|ours|hers|his]
    {P3}'s [house|flat|room|office|kitchen|garden] is [always clean|never warm|near the {bare:building}|very small|full of books|full of flowers|on the second floor]
    {S} {pres:need} [a new|a bigger|a better] {bare:possThing} [|for work|for the journey|because the old one is broken]
    {S} {past:need} [a new|a bigger|a better] {bare:possThing} [|for work|for the journey|because the old one was broken]
    {S:third} {H:want} {a:gift} for {his} birthday
    {S} {A:dream of} {a:dreamed} {T}
    {S} {V:laugh at} {the:joke} [at dinner|at school|on the train|with {P}] {T}
    {S} {E:hide} {a:keepsake} [under the bed|in the attic|behind the mirror|in the garden|in an old box] {T}
    {S:role} {H:live} [next door|alone|in our street|above the bakery|near the church|with {his} parents]
    {S:role} {C:drink} {bare:hotDrink} [before work|with the neighbours|in the morning|alone] {T}
    {S:role} {G:find} {a:carried} [in the street|on the bridge|at the station|in front of the shop] {T}
    {S:traveller} {C:ask} [a policeman|the driver|a waiter|{name}] [for help|about the {bare:transport}|for a map|for the price] {T}
    {S:traveller} {C:sit} [on a bench|in the waiting room|at the station|on {his} suitcase] and {also:wait} {T}
    {S:child} {C:play} [with the ball|in the sand|in the yard|with {a:toy}|in the snow|with the dog] {T}
    {S:child} {past:cry} because {@:childCry}
    {S:child} {C:ask} {his} [mother|father|grandmother] for [a story|some chocolate|a new ball|help|money|a glass of milk] {T}
    {S:child} {H:like} {a:toy} more than [school|homework|the television|sleep]
    {S:adult} {C:sit} [by the window|on the bench|near the door|alone at the table] and {also:read} {T}
    {S:royal} {H:live} in {a:castle} [by the sea|in the mountains|in {bare:city}|on an island]
    nobody [knows|knew|told me|remembers|remembered] {@:unknown}
    everybody [knows|knew|hopes|said|thinks] that {S:third2} {@:everyKnew}
    """

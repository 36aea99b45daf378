/// Scenes at home and in the kitchen.
let homeFrames = """
    {S} {V:read} {o:reading} {@:home} {T}
    {S} {V:read} {o:reading} to {P} {T}
    {S} {V:write} {a:mail} to {P} {T}
    {S} {V:write} {a:writing} for {P} {TT}
    {S} {V:write} {a:letter} about {his} {bare:topic} {TT}
    {S} {V:cook} {a:dish} for {P} {T}
    {S} {V:cook} [|a simple|a big|a light|a delicious] {bare:meal} for {@:count} guests {T}
    {S} {V:bake} {a:baked} for {P} {T}
    {S} {V:make} {a:hotDrink} for {P} {T}
    {S} {V:drink} {bare:hotDrink} {@:home} {T}
    {S} {V:drink} a glass of {bare:drink} {@:daily}
    {S} {V:eat} {a:snack} {@:home} {T}
    {S} {V:eat} {a:fruit} {@:daily}
    {S} {V:clean} {the:room} {T}
    {S} {V:wash} {the:kitchenThing} [after dinner|in the sink|with warm water] {T}
    {S} {G:break} {o:fragile} in {the:room} {T}
    {S} {E:repair} {the:broken} for {P} {T}
    {S} {V:wear} {his:wornByHim} [to work|to school|to the theatre|in the garden] {T}
    {S} {G:lose} {his:carried} [in the park|on the train|at the market|at the station|on the beach] {T}
    {S} {G:find} {a:carried} [under the sofa|behind the door|in the garden|on the stairs|under the bed] {T}
    {S} {G:forget} {his:carried} [at home|on the bus|in the taxi|at the office|in the kitchen] {T}
    {S} {E:buy} {a:furniture} for {the:room} {T}
    {S} {V:sleep} [on the sofa|in the tent|in the big bed|in a small room|under a warm blanket] {T}
    {S} {V:get up} [early|late|before sunrise|at six|at seven|at five] [|again|as usual]
    {S} {V:go} to bed [early|late|at ten|at eleven|after midnight] [|again|as usual]
    {S} {V:wait for} {P} [at the station|in front of the house|at the corner|in the café] {T}
    {S} {V:call} {P} [from the office|from the station|after lunch|before dinner] {T}
    {S} {V:help} {P} [with the dishes|with the homework|in the garden|in the kitchen|with the boxes] {T}
    there is {a:kitchenThing} [on the table|in the sink|in the cupboard|on the shelf|next to the stove]
    there are {n:desk} [on the desk|in the drawer|on the chair|under the table|on the shelf|by the window]
    {S} {E:paint} {the:paintable} {bare:colour} {T}
    {S} {E:put} {the:desk} [on the table|in the drawer|on the shelf|under the chair|next to the lamp] {T}
    {S} {V:look for} {his:carried} [in the kitchen|under the bed|in every room|all over the house] {T}
    {the:kitchenThing} is [on the table|in the sink|in the cupboard|on the shelf], not [on the floor|in the drawer|by the window|outside]
    {S} {past:open} {the:container} and {past:find} {a:keepsake} inside
    {S} {past:forget} the {@:burnt} in the oven [because the phone rang|because {he} {was} tired|yesterday|again last night]
    {the:dish} {@:tastes} [salty|wonderful|strange|delicious|better today|better with salt|too sweet]
    {S} {past:turn} off the {@:switchable} before {he} {past:go} [to bed|out|to work|home]
    {S} {past:wake} up [early|at five|in the night|at six|again] because {@:noise}
    {S} {past:add} [a little|too much|some] {bare:spice} to the {bare:potFood}
    would you like [a cup of|some more|some hot|some] {bare:hotDrink}[| before you go| with milk| with your cake| now]?
    could you [open|close] the [window|door|kitchen window|cupboard|garden gate][, please|| for me| before dinner]?
    please put {the:kitchenThing} [on the table|in the cupboard|back on the shelf|in the sink]
    don't forget to [water the plants|lock the door|feed the cat|close the window|call your mother|buy {bare:grocery}|clean the kitchen|turn off the lamp|wash your hands][| tonight| today| tomorrow| before you leave| this time]
    whose {bare:carried} is [lying|] on the [table|floor|chair|sofa|stairs]?
    my favourite {@:favourite}
    {the:room} is [smaller|bigger|colder|warmer|darker|cleaner|quieter] than {the:room}
    {S} {V:wash} {his} [hands|hair|face|clothes] {@:daily} {T}
    {S} {V:set} the table [for dinner|for lunch|for {@:count} people|with {P}] {T}
    {S} {V:sweep} the [floor|stairs|kitchen floor|balcony] {@:daily} {T}
    """
let weatherFrames = """
    it {@:rainPast} [in the mountains|by the sea|in the north|in the village|over the hills|in the city] [yesterday|last night|last week|all day|on Sunday|for two days]
    it often [rains|snows] {@:season}
    it was {@:very} {@:weather} [yesterday|last night|last week|in the morning|all day|on Sunday|in April]
    it is {@:very} {@:weather} {@:season}
    it will be {@:weather} [tomorrow|tonight|next week|on Friday|this evening|at the weekend] {@:place}
    it isn't {@:weather} [today|anymore|yet|here|outside|this morning] [|, but it is {@:weather} by the sea|, but it is {@:weather} in the mountains]
    {S} {past:stay} [at home|in the hotel|inside|in bed] because {@:badWeather}
    although {@:badWeather}, {S} {past:go} [for a walk|to the beach|to work|to the market|swimming]
    {S} {past:take} {his} umbrella because [it was raining|the sky was grey|the clouds were dark|it was wet outside]
    {S} {past:walk} [home|along the river|through the park|to the lake|over the bridge] while {@:sky}
    if it [rains|snows] [tomorrow|tonight|again|on Sunday], {S} will [stay at home|read a book|take the bus|bake a cake|play cards|visit {P}|watch a film|cook {a:dish}|stay in bed]
    when the sun [shines|is shining], {S} {pres:like} to [sit|read|walk|sleep|eat|work] {@:outdoors}
    the wind {@:windVerb} [all night|through the trees|over the roofs|in the valley|from the north|across the lake] [|yesterday|in autumn]
    the sun [rose|set] [behind the hills|over the sea|behind the church|over the roofs|above the lake] [|early|while {S} {was} asleep|and the birds began to sing|and the sky turned red]
    the snow [lay|was deep] on the [roofs|fields|trees|road|mountains|bridge] [|all winter|until April|this morning|for two weeks]
    the clouds are [grey|dark|white|low] [today|this morning|over the hills|over the sea|again] [|and the wind is cold|, but it isn't raining|and it will rain soon]
    what will the weather be like [tomorrow|next week|on Sunday|at the weekend|by the sea|in the mountains]?
    {@:monthName} was [colder|warmer|wetter|windier|drier] than [usual|last year|expected|we hoped] [|in our village|by the sea|in {bare:city}|in the mountains]
    after the {@:stormWord}, the [street|garden|road|beach|park] was [full of leaves|full of water|empty|quiet|covered with snow|white|wet|very quiet]
    a {@:stormAdjective} storm [destroyed|damaged] {the:stormThing} [last night|yesterday|in the night|last winter|on Sunday]
    {S} {V:watch} the [rain|snow|stars|clouds|sunset|moon] [from the window|from the balcony|with {P}|in silence] {T}
    the [lake|river|road|window] [froze|was frozen] [last winter|last night|in January|again|for a week] [|and the children were happy|because it was so cold]
    """

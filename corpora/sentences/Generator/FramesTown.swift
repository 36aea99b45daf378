/// Scenes of travel, town, market, money and food outside the home.
let townFrames = """
    {S} {V:travel} to {bare:city} by {bare:coach} {TT}
    {S} {V:take} the {bare:coach} to {bare:city} {T}
    {S} {G:miss} the {bare:coach} to {bare:city} {T}
    {S} {E:visit} {the:building} in {bare:city} {TT}
    {S} {E:spend} {@:holidayTime} in {bare:city} with {P} {TT}
    {S} {V:walk} to the {bare:publicPlace} with {P} {T}
    {S} {E:book} a room in a {bare:hotelish} near {the:nature} {TT}
    {S} {V:drive} {his:driven} to [work|the station|the village|the beach|the market] {T}
    {S} {E:sell} {his:vehicle} to {P} {TT}
    {S} {E:buy} {a:vehicle} [from {P}|for {@:bigPrice}] {TT}
    {S} {V:ride} {his} [bicycle|horse|motorbike] [to school|to the lake|along the river|through the village|to work] {T}
    {S} {V:buy} {a:grocery} {@:shopPlace} {T}
    {S} {V:buy} {n:fruit} {@:shopPlace} {T}
    {S} {E:buy} {a:gift} for {P} {T}
    {S} {V:sell} {s:fruit} at the market {T}
    {S} {E:pay} {@:price} for {the:ware} {T}
    {the:ware} costs [only|more than|less than|] {@:price} [|at the market|in this shop|today|, but it is very old]
    how much {@:howMuch}?
    {S} {V:meet} {P} {@:cafe} {T}
    {S} {V:order} {a:dish} in the [restaurant|hotel|new restaurant|café] {T}
    {S} {E:invite} {P} to [the party|the theatre|a concert|dinner|the cinema|the wedding] {T}
    {S} {E:rent} {a:house} [by the sea|near the station|in the village|in the old town|by the river] {TT}
    {S} {E:move} to {bare:city} with {P} {TT}
    {S} {H:live} in {a:house} [by the sea|near the station|in the village|in the old town|by the river|near the park]
    the {bare:coach} to {bare:city} [leaves|arrives|is often late|is always full|is never late] [{@:clock}|in the morning|in the evening|on Sundays|]
    the {bare:coach} to {bare:city} [was late|was full|was cancelled|left without us] [|yesterday|this morning|on Sunday|again]
    where is the nearest [station|hospital|bakery|bank|hotel|school|bus stop|market|library|bookshop][| , please| from here]?
    how do I get to the [station|museum|harbour|castle|hospital|airport|market|old bridge|library][| from here| by bus| on foot]?
    the {bare:building} is [next to|behind|opposite|near|in front of|not far from] the {bare:building}
    turn [left|right] at the [church|bank|bridge|corner|station|market] and [you will see|walk to|look for] the {bare:building}
    {S} {was} lost in {bare:city}, so {he} {past:ask} [a policeman|a driver|an old woman|a waiter|a young man] [for help|for the way]
    {S} {past:pack} {his} {@:suitcase} [before the journey|the night before|on Friday|for {bare:city}|in a hurry]
    {S} {past:miss} the {bare:coach} because {@:missReason}
    {the:boat} {@:sails} [slowly|early in the morning|at sunset|{@:clock}|in the fog]
    the {bare:building} in {bare:city} is [closed|open] [today|on Mondays|on Sundays|in winter|this week|at night]
    there is {a:building} [near the station|by the river|behind the market|at the end of the street|on the hill|in the old town]
    there {@:areMany} {s:shop} [in this town|near the station|by the sea|in the old town|in our street]
    {bare:city} is [older|bigger|louder|warmer|more beautiful|more expensive] than {bare:city} [|in summer|but it is far away|and I like it]
    {S} {has} never been to {bare:city}, but {he} {@:wantgo} [|one day|next year|next summer|with {P}]
    which {bare:coach} goes to {bare:city} [|{@:day}|tonight|tomorrow|{@:clock}]?
    is there {a:building} [near here|in this village|near the hotel|in the old town|on the island]?
    {S} {V:save} money for {a:saving} {TT}
    {S} {E:lend} {@:price} to {P} {T}
    {S} {E:borrow} {a:borrowed} from {P} {T}
    {S} {H:have} enough money for {a:saving}
    {S} can't [buy|pay for] {the:ware} because [it is too expensive|{he} {@:nomoney}|{he} forgot {his} wallet]
    {the:shop} [opens|closes] [early|late|{@:clock}] [on Mondays|on Sundays|in summer|in winter|today]
    {S} {E:return} {the:clothes} to the shop {T}
    {S} {E:try} on {a:clothes} in the [shop|little shop|market] {T}
    the {bare:clothes} is too [big|small|long|short|expensive|warm] for [me|him|her|{P}]
    {s:vegetable} are [cheap|expensive|good|fresh] [in summer|in autumn|at this market|this week|today]
    a [kilo|bag|box|basket] of {s:fruit} costs [only|more than|] {@:smallPrice} [|today|here|at the market|this week]
    [excuse me,|sorry,|hello,] [is this seat free|where is the station|do you speak {bare:language}|is this the way to the {bare:building}|when does the {bare:coach} leave|how much is this {bare:clothes}]?
    {S} {V:eat} [lunch|dinner|breakfast|supper] in {a:eatery} {T}
    the waiter brought [us|me|him|her|them] {a:dish} and [a glass of {bare:drink}|a cup of {bare:hotDrink}|some {bare:bakedBare}]
    {S} {past:leave} {bare:city} [early|late|by {bare:coach}|in the morning] and {past:arrive} [at night|in {bare:city} in the evening|{@:clock}|the next day]
    {S} {V:send} {a:postal} to {P} from {bare:city} {TT}
    {S} {V:take} [photos|many photos|pictures|a photo] of {the:scene} {T}
    {S} {V:cross} {the:crossed} [on foot|by bicycle|with {P}|carefully] {T}
    """

/// Scenes of plans, opinions, remarks and further daily life.
let talkFrames = """
    {S} {pres:think} that {@:opinionIs}
    {@:wasBad}, but {S} {past:like} it
    {@:wasGood}, and {S} {past:love} it
    in my opinion, {@:opinionIs}
    {P3} says that {@:opinionIs}
    {P3} thinks that {bare:hobby} is {@:hobbyAdj}
    {S} {pres:like} {bare:hobby}, but {P} {@:prefers} {bare:hobby}
    {S} {past:prefer} {bare:hobby} to {bare:hobby} [|in winter|when {he} {was} young|on Sundays]
    {S} often {pres:dream} that {he} {@:canFly}
    one day, {S} will {@:partOfPlan}
    {S} always {past:want} to {@:partOfPlan}
    {S} {pres:want} to {@:partOfPlan} [|one day|next year|before {he} {pres:get} old|with {P}]
    {S} {past:promise} to {@:promised}
    {P3} promised {P2} to {@:promised}
    {S} {past:learn} to {@:learnt} [|last summer|two years ago|from {P}|with {P}|at school|as a child]
    {S} can't {@:learnt} [|yet|very well|, but {he} will learn|anymore|like {P}]
    I taught {P} to {@:learnt} [|last summer|in {bare:city}|last year|when I was young]
    can {P3} {@:learnt}?
    {S} {past:hear} the {@:goodBad} news {@:newsOf} [|yesterday|this morning|on the radio|last night]
    {S} {has} some {@:goodBad} news {@:newsOf}
    my {@:pain} hurts [|again|today|when I walk|when it rains|since Monday|more than yesterday]
    if your {@:pain} hurts, you should [see a doctor|rest|stay in bed|call {name}|stay at home|sleep]
    {thes:crowd} {@:crowdDid} [|yesterday|all afternoon|together|on Sunday|in the morning]
    {S} {@:didQuick} {@:quick}
    {S} {past:look} at the {@:lookAt} [|and smiled|for a long time|in silence|and said nothing|with {P}]
    {S} {past:act} as if {@:asIf}
    {@:agree}, {@:remark}
    {S} {past:say} that {@:saidThat}
    {S} {past:ask} {P} whether {@:saidThat}
    {S:third} {past:become} a {bare:job} [|in {bare:city}|like {his} {bare:relative}|many years ago|because {he} {past:love} people]
    {P3} is a {bare:job} [|in {bare:city}|like {P2}|and works at night|and loves the work|in a small village]
    {S} {past:be} [born|married] in {bare:city} [|in {@:monthName}|in winter|many years ago|but never lived there]
    the {@:madeOf} [|and very old|, but it is cheap|, and it was expensive]
    {S} [{past:have}|{past:buy}|{past:sell}|{past:find}] [an old|a beautiful|a little|a new] {@:madeWith}
    at the party, {P3} and {P2} {@:partyThings} [|all night|until midnight|with the guests|in the garden]
    {S} {past:stay} at {the:party} until [midnight|the end|the music stopped|{P} left|the last train]
    {S} {E:plan} {a:trip} to [{bare:city}|the mountains|the sea|an island] [with {P}|] {TT}
    {S} {has} a [problem|big problem|question|difficult exam|strange dream|plan] and {pres:need} [help|good advice|more time|an answer|a friend]
    {S} {past:have} a [good|strange|clever|great|simple|wonderful] idea [on the train|in the bath|at breakfast|during the meeting|at night|while {he} {was} cooking]
    nobody [liked|understood|heard|expected|noticed] the {@:noticed} [|at first|except {P3}|but {P3}]
    {S} {E:bring} {a:tool} from the [garage|cellar|barn|garden] {T}
    {S} {G:slip} on the [ice|wet floor|stairs|wet stones] {T}
    {the:road} to the [village|lake|castle|harbour|station] is {@:roadAdj} [|in winter|today|because of the snow|and full of holes]
    {S} {past:keep} {the:keepsake} [in a drawer|under the bed|for many years|in an old box|until today]
    [neither|both] {name} [nor|and] {name} [likes|like] {bare:hobby}
    either {name} or {name} will [win the match|cook dinner|drive the car|feed the cat|call the doctor|buy the tickets] [|tonight|tomorrow|on Sunday]
    {S} {has} been waiting for {@:waited} [since Monday|for an hour|for two weeks|since noon|all day]
    {S} {has} known {name} [for many years|since childhood|for two years|since the wedding|for a long time]
    it takes [an hour|ten minutes|two hours|half a day] to [walk|drive|cycle|run] to the {@:far} [||from here|in winter]
    it is [too late|too early|too cold|too warm|too dark] to [swim|go out|call {name}|work in the garden|play {bare:ballGame}|walk home] [|now|today|tonight]
    it is [hard|easy|fun|dangerous|important] to [learn {bare:language}|play the {bare:instrument}|swim in the sea|say goodbye|tell the truth|climb a mountain|keep a secret|find good friends|sleep well|eat fruit|say sorry] [||for {P}|for everybody|, isn't it?]
    {S} would rather [read a book|stay at home|drink {bare:hotDrink}|go to {bare:city}|play {bare:ballGame}|sleep|eat {a:dish}|visit {P}] than [work|go to the party|clean the house|watch television|wait]
    as soon as {P3} [came home|arrived|left|called|woke up], {S} {@:afterDid}
    unless it [rains|snows], {S} will [walk to the lake|go sailing|play {bare:ballGame}|work in the garden|have lunch outside|go to the beach] [|tomorrow|on Sunday|this afternoon|with {P}]
    """

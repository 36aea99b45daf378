/// Scenes at school, at the office, with music, films and sport.
let workFrames = """
    {S} {V:study} {bare:subject} at [school|the university|home|the library] {TT}
    {S} {V:learn} {bare:language} with {P} {TT}
    {S} {V:teach} {bare:subject} at [a small school|the university|our school|a school in {bare:city}] {TT}
    {S} {H:speak} {bare:language} [well|at work|at home|very well|with {P}]
    {S:learner} {C:finish} {the:homework} [at home|in the library|before dinner|in class] {T}
    {S:learner} {G:forget} {his} [book|homework|pencil|notebook|pen] [at home|on the bus|in class] {T}
    {S} {E:pass} {the:homeworkTest} in {bare:subject} {T}
    {S:schoolRole} {C:explain} {the:homework} to the [class|children|students|new student] {T}
    {S:schoolRole} {C:tell} {the:childPlain} {a:tale} {T}
    {S:schoolRole} {E:give} {the:learner} {a:schoolGift} {T}
    the {@:schoolSubj} {past:ask} a question, but [nobody knew the answer|nobody answered|everybody was silent|only Lucas knew the answer|the teacher didn't hear it]
    {S:learner} {past:be} late for school because {@:lateReason}
    {bare:subject} is [easier|harder|more interesting|more difficult|more useful] than {bare:subject} [|for me|for most students|at our school|this year]
    the {bare:lesson} [begins|began|ends|ended] [early|late|{@:clock}] [today|on Mondays|again|as usual]
    {S} {V:write} {a:paperwork} for {the:boss} {T}
    {S} {V:send} {the:paperwork} to {the:boss} {T}
    {S} {E:finish} {the:paperwork} [before lunch|in the evening|at the office|on time] {T}
    {S} {E:cancel} {the:meeting} with {P} {T}
    {S} {V:work} [at home|in a hospital|in a bakery|at the library|in an office|on a farm|in a big hotel] {T}
    {S:officeRole} {C:read} {the:paperwork} [before the meeting|in {his} office|on the train|after lunch] {T}
    {S} {E:leave} the office [early|late|{@:clock}|before noon] {T}
    the {bare:meeting} [was|will be] [cancelled|short|boring|important|in the big room|on the third floor] [|again|as usual] [|because the manager {@:wassick}]
    {S} {has} a meeting with {the:boss} [{@:clock}|on Monday|tomorrow|this afternoon|in an hour|after lunch]
    {S} {past:be} late for work because {@:lateReason}
    {S} {pres:hope} that {the:boss} will [like|read|sign|accept] {the:paperwork}
    could you [send|show|read|give] me {the:paperwork}[|, please| before noon| by Friday| today]?
    the {bare:device} [in the office|on my desk|in the hall|at school] [is|was] [broken|new|too slow|too loud|very old] [|again|but it works|so we bought a new one]
    {S:third} {past:change} {his} job [because {he} {was} bored|and {past:move} to {bare:city}|last year|last summer|two years ago]
    {S} {V:play} the {bare:instrument} [at school|in the evening|at home|for {P}|in a small orchestra] {T}
    {S} {V:practise} the {bare:instrument} {@:length}
    {S} {V:sing} {a:music} [for {P}|in the bath|on the stage|at the party|in the choir] {T}
    {S:musician} {C:play} {a:music} [on the stage|for the guests|at the wedding|in the park] {T}
    {S:musician} {past:be} nervous before the [concert|show|first concert|big concert], but {he} {past:play} [well|beautifully|very well|without a mistake]
    {S} {V:listen to} {bare:listened} {@:home} {T}
    {S} {V:watch} {a:show} [at the cinema|with {P}|at home|on television] {T}
    {S} {E:buy} {@:count} tickets for the [concert|play|show|film|match|opera] {T}
    {the:film} was [longer|better|shorter|funnier|louder|more boring|more exciting] than [the book|the last one|I expected|the last one|we thought]
    the audience {@:audience} [|and the singer smiled|after the first song|because the pianist was wonderful|for ten minutes]
    {S} {E:paint} {a:pictureArt} of {the:scene} {T}
    {S} {V:draw} {a:drawn} [in {his} notebook|with a pencil|on a piece of paper|for {P}] {T}
    {S} {V:play} {bare:ballGame} with {P} {T}
    {S} {E:win} {the:sportEvent} against {P} {T}
    {S} {G:lose} {the:sportEvent} [by one point|against {P}|in the last minute|for the first time] {T}
    {S} {V:run} [five|ten|two|three] kilometres [in the park|along the river|before breakfast|on the beach] {T}
    {S} {V:swim} [in the lake|in the sea|in the river|in the pool] [with {P}|before breakfast|for an hour|] {T}
    {S:athlete} {C:train} [in the park|in the morning|with {his} coach|for the race|for the match] {T}
    {S:athlete} {G:hurt} {his} {bare:bodyPart} [during the race|before the match|in the last minute|on the stairs] {T}
    our team won the [match|game|first match|last game|tournament] [yesterday|on Sunday|again|by two points] [|and everybody was {@:goodMood}]
    our team lost the [match|game|first match|last game|tournament] [yesterday|on Sunday|again|by two points] [|and everybody was sad|and the coach was angry|because of the rain]
    {S} {pres:run} [faster|further] than {P} [|in the park|on the beach|uphill|in winter]
    {S} {pres:be} better at {bare:ballGame} than [at {bare:ballGame}|{P}|the others|most people]
    who [won|lost|watched|cancelled] the [match|race|game|tournament] [yesterday|last night|on Sunday|in {bare:city}|last week]?
    do you [play|like|often play] {bare:ballGame} [|with your friends|at school|at the weekend|in winter|after work]?
    the {bare:sportRole} {past:throw} the ball to [the captain|the coach|the goalkeeper|{name}] [|and ran|too late|in the last minute|without looking]
    {S} {V:dance} [with {P}|at the wedding|at the party|in the kitchen|in the rain] {T}
    {S} {past:learn} to play the {bare:instrument} when {he} {was} [a child|young|five|six|ten|at school]
    can you play the {bare:instrument}[| or the {bare:instrument}| for us| at the party]?
    {S} [{pres:like}|{past:like}] {bare:subject} but not {bare:subject}
    {S} {V:prepare} {the:meeting} with {P} {T}
    """

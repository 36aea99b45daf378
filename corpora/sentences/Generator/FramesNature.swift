/// Scenes with animals, garden, forest and sea.
let natureFrames = """
    {S:pet} {A:sleep} [on the sofa|in the basket|in the sun|under the table|by the fire|on the bed] {T}
    {S:cat} {A:chase} {a:prey} [in the garden|through the house|across the yard|in the attic] {T}
    {S:dog} {A:bark at} the [postman|cat|neighbour|moon|visitors|old man] {T}
    {S:dog} {A:run} [through the park|across the field|after the ball|along the beach|behind the bicycle] {T}
    {S} {V:feed} {the:petAny} [in the kitchen|before breakfast|in the garden|at home] {T}
    {S} {V:feed} {thes:farmAnimal} [in the barn|before sunrise|with {P}|on the farm] {T}
    {S} {V:walk} {his} dog [in the park|along the river|before breakfast|with {P}|in the rain] {T}
    {S:wildAnimal} {A:sleep} [under a tree|in the forest|in the high grass|behind the rocks|under the leaves] {T}
    {S} {G:see} {a:wildAnimal} [in the forest|near the lake|behind the barn|on the road|in the garden] {T}
    {S:songbird} {A:sing} [in the tree|on the roof|in the garden|before sunrise|outside the window] {T}
    {S:bird} {A:fly} [over the house|over the lake|from tree to tree|above the fields|to the south] {T}
    {the:bird} built a nest [in the tree|on the roof|under the roof|in the old oak|above the door] [|last week|in spring|in April|this year]
    {S:farmAnimal} {A:stand} [in the field|by the fence|under the tree|near the barn|in the rain] {T}
    {S:farmAnimal} {A:eat} [grass|apples|hay|carrots|leaves] [in the field|by the fence|behind the barn|from the bucket] {T}
    {S:farmerRole} {C:sell} {s:farmAnimal} [at the market|in autumn|to a neighbour|in the village] {T}
    {S} {V:plant} {a:plant} [in the garden|by the fence|near the house|with {P}|behind the house] {T}
    {S} {V:water} {thes:flower} [in the garden|on the balcony|before breakfast|by the window] {T}
    {S} {V:give} {P} {a:flower} [from the garden|before the concert|without a word|at the station] {T}
    {S} {V:pick} {s:fruitTree} [in the garden|with {P}|from the old tree|behind the house] {T}
    {S} {V:work} in the garden [with {P}|after lunch|before dinner|alone] {T}
    {thes:flower} in the garden {@:bloom} [in spring|in summer|in May|this year|every year|after the rain]
    the {bare:tree} [behind|in front of|near|next to] the {bare:house} is [very old|very tall|taller than the church|older than the village|dying|green again]
    under the {bare:tree} [sat|slept|stood|lay] a {@:petWord} [and a {@:petWord}||in the shade|in the sun]
    there are {n:wildAnimal} in [this forest|the mountains|these hills|the valley|the park]
    {S:seaman} {C:catch} [a big fish|many fish|a few fish|a crab|a lobster] [in the lake|near the island|in the morning|in the storm] {T}
    {S:seaman} {C:sail} [to the island|along the coast|around the island|across the bay|home] {T}
    {S:seaman} {C:tell} [us|me|them|the children] {a:tale} about [the sea|a whale|a storm|an island|a shark|the old ship] {T}
    {S} {G:see} {a:seaAnimal} [near the island|from the ship|in the bay|close to the beach] {T}
    {S:seaAnimal} {A:swim} [around the ship|near the island|along the coast|in the bay|in warm water] {T}
    {S} {V:walk} [along the beach|along the coast|to the lighthouse|to the harbour] with {P} {T}
    {S} {V:collect} [shells|stones|mushrooms|leaves|flowers|wood] [on the beach|in the forest|with {P}|for {P}] {T}
    the sea is [calm|rough|cold|warm|blue|grey] [today|tonight|this morning|in {@:monthName}|in winter] [|and the boats stay in the harbour|and the wind is strong|, but nobody swims]
    {the:boat} [sank|disappeared|was lost] [in a storm|near the island|in the fog|{@:yearsAgo}|last winter]
    {the:boat} was built [by my grandfather|in {bare:city}|by two brothers|for the king|for the captain|on the island] [|{@:yearsAgo}]
    when {S} {past:open} the door, {the:petAny} [ran outside|was asleep|looked up|came in|was hungry|hid under the table]
    {the:petAny} is afraid of [the dark|the storm|dogs|water|{the:loud}|strangers|loud music]
    {the:petAny} [wants|doesn't want|wanted|didn't want] to [play|eat|sleep|go outside|come inside|leave its basket] [|today|in the morning|in the rain|this evening]
    {S} [{pres:have}|{past:have}] {n:petAny} and {a:petAny}[| in {his} garden| at home]
    {S} {G:lose} {his} [cat|dog|rabbit|parrot] [in the forest|in the park|near the station|on the beach] {T}
    {S} {G:find} {a:petAny} [in the street|behind the house|under the bridge|in the park] {T}
    the [cow|horse|dog|goat] [looked after|played with|slept next to|stood beside] {@:animalYoung} [|yesterday|last night|in the barn|this spring]
    {the:wildAnimal} [hid|disappeared|waited|slept] behind {a:hideout} [because it was afraid|when it saw us|until the hunters were gone|and watched the road]
    {the:prey} [hid|slept|sat] [under the leaves|in the grass|behind the barn|on a branch] while {the:cat} [watched|waited|slept|looked the other way]
    {S} {H:love} [the smell of|] {@:smells}
    {S} {V:sit} under {a:tree} [with a book|with {P}|and {also:dream}|in the shade] {T}
    {s:insect} were everywhere [in the garden|in the kitchen|in the attic|on the roses] [|and {S} {was} afraid of them|last summer|last year]
    {S} {V:climb} [the mountain|the hill|the tower|the old oak] [with {P}|before sunrise|alone|in the snow] {T}
    {S} {E:build} a [boat|fire|snowman|small house|fence|bridge] [with {P}|on the beach|in the garden|by the lake|near the forest] {T}
    """

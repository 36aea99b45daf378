/// Irregular verbs: base, third person, past, participle, gerund.
let irregularVerbs = """
    be is was been being
    have has had had having
    go goes went gone going
    come comes came come coming
    read reads read read reading
    write writes wrote written writing
    eat eats ate eaten eating
    drink drinks drank drunk drinking
    buy buys bought bought buying
    sell sells sold sold selling
    make makes made made making
    take takes took taken taking
    give gives gave given giving
    find finds found found finding
    lose loses lost lost losing
    see sees saw seen seeing
    hear hears heard heard hearing
    sing sings sang sung singing
    swim swims swam swum swimming
    run runs ran run running
    ride rides rode ridden riding
    drive drives drove driven driving
    fly flies flew flown flying
    sleep sleeps slept slept sleeping
    wake wakes woke woken waking
    sit sits sat sat sitting
    stand stands stood stood standing
    speak speaks spoke spoken speaking
    tell tells told told telling
    say says said said saying
    teach teaches taught taught teaching
    think thinks thought thought thinking
    know knows knew known knowing
    forget forgets forgot forgotten forgetting
    leave leaves left left leaving
    meet meets met met meeting
    pay pays paid paid paying
    spend spends spent spent spending
    send sends sent sent sending
    build builds built built building
    break breaks broke broken breaking
    cut cuts cut cut cutting
    put puts put put putting
    get gets got got getting
    feed feeds fed fed feeding
    catch catches caught caught catching
    throw throws threw thrown throwing
    win wins won won winning
    fall falls fell fallen falling
    feel feels felt felt feeling
    hide hides hid hidden hiding
    draw draws drew drawn drawing
    wear wears wore worn wearing
    bring brings brought brought bringing
    become becomes became become becoming
    keep keeps kept kept keeping
    hurt hurts hurt hurt hurting
    lend lends lent lent lending
    sweep sweeps swept swept sweeping
    show shows showed shown showing
    set sets set set setting
    """

/// Regular verbs that double their last letter.
let doublingVerbs = "plan travel cancel prefer slip"

/// Irregular verbs: base, third person, past, participle, gerund.
let irregularVerbs = """
    be is was been being
    have has had had having
    do does did done doing
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
    understand understands understood understood understanding
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
    grow grows grew grown growing
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
    choose chooses chose chosen choosing
    become becomes became become becoming
    begin begins began begun beginning
    keep keeps kept kept keeping
    hold holds held held holding
    lie lies lay lain lying
    shine shines shone shone shining
    blow blows blew blown blowing
    rise rises rose risen rising
    hurt hurts hurt hurt hurting
    lend lends lent lent lending
    steal steals stole stolen stealing
    bite bites bit bitten biting
    dig digs dug dug digging
    sweep sweeps swept swept sweeping
    hang hangs hung hung hanging
    show shows showed shown showing
    let lets let let letting
    swing swings swung swung swinging
    shake shakes shook shaken shaking
    freeze freezes froze frozen freezing
    ring rings rang rung ringing
    set sets set set setting
    shut shuts shut shut shutting
    light lights lit lit lighting
    """

/// Regular verbs that double their last letter.
let doublingVerbs = """
    stop plan chat drop travel plug hug grab mop jog \
    knit chop pat skip cancel grin prefer slip
    """

/// Women's first names.
///
/// None of them is also an ordinary English word.
let femaleNames =
    "Anna, Maria, Lucy, Emma, Nora, Sarah, Clara, Julia, Helen, Alice, Laura, Sofia, Eva, Ruth, Irene"

/// Men's first names.
let maleNames =
    "Tom, Peter, David, Martin, Paul, Daniel, Lucas, Simon, Oscar, Victor, Henry, Leo, Adam, Felix, James"

/// Women of the subject's circle.
let femaleKin = "mother, sister, aunt, grandmother, cousin, neighbour"

/// Men of the subject's circle.
let maleKin = "father, brother, uncle, grandfather, friend, colleague"

/// Whom "she" stands for when a role is the subject.
let femaleRoles: Set = [
    "teacher", "doctor", "captain", "singer", "girl", "woman", "queen", "pianist", "journalist",
    "manager", "lawyer", "tourist", "librarian", "writer", "violinist", "swimmer", "nurse",
    "goalkeeper", "dentist",
]

/// Whom "he" stands for.
let maleRoles: Set = [
    "baker", "farmer", "boy", "man", "king", "waiter", "gardener", "fisherman", "sailor",
    "painter", "tailor", "postman", "guitarist", "drummer", "butcher", "runner", "coach",
    "student", "plumber", "engineer",
]

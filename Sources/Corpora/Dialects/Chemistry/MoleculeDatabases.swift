/// PubChem's compounds: `PC-Compounds` of its archive, or the `PropertyTable` of its web service.
enum PubChemRules: MoleculeRules {
    static let format = CorpusFormat.pubChem
    static let title = "PubChem (<PC-Compounds>)"
    static let records: Set<String> = ["PC-Compound"]
    static let identifiers: Set<String> = ["PC-CompoundType_id_cid"]
    static var property: (kind: String, value: String)? {
        ("PC-Urn_label", "PC-InfoData_value_sval")
    }

    static func recognizes(_ root: MarkupRoot) -> Bool {
        root.name == "PC-Compounds" || root.name == "PC-Compound"
    }
}

/// PubChem's tables of properties.
enum PubChemTableRules: MoleculeRules {
    static let format = CorpusFormat.pubChem
    static let title = "PubChem (<PropertyTable>)"
    static let records: Set<String> = ["Properties"]
    static let identifiers: Set<String> = ["CID"]
    static let smiles = ["SMILES", "IsomericSMILES", "CanonicalSMILES", "ConnectivitySMILES"]

    static func recognizes(_ root: MarkupRoot) -> Bool { root.name == "PropertyTable" }
}

/// DrugBank's drugs.
///
/// Drugs that are named inside another, as in its interactions, are not records.
enum DrugBankRules: MoleculeRules {
    static let format = CorpusFormat.drugBank
    static let title = "DrugBank (<drugbank>)"
    static let records: Set<String> = ["drug"]
    static let recordDepth: Int? = 2
    static let identifiers: Set<String> = ["drugbank-id"]
    static var property: (kind: String, value: String)? { ("kind", "value") }

    static func recognizes(_ root: MarkupRoot) -> Bool { root.name == "drugbank" }
}

/// The answers of ChEMBL's web service: molecules or activities.
enum ChEMBLRules: MoleculeRules {
    static let format = CorpusFormat.chembl
    static let title = "ChEMBL (<response>)"
    static let records: Set<String> = ["molecule", "activity"]
    static let identifiers: Set<String> = ["molecule_chembl_id"]
    static let smiles = ["canonical_smiles"]

    static func recognizes(_ root: MarkupRoot) -> Bool { root.name == "response" }
}

/// ChEBI's ontology in OWL.
enum ChEBIRules: MoleculeRules {
    static let format = CorpusFormat.chebi
    static let title = "ChEBI (<rdf:RDF> of an ontology)"
    static let records: Set<String> = ["Class"]
    static let addressAttribute: String? = "about"
    static let identifiers: Set<String> = ["id"]
    static let smiles = ["smiles", "SMILES", "smiles_string"]

    static func recognizes(_ root: MarkupRoot) -> Bool {
        root.name == "RDF"
            && root.attributes.contains {
                $0.value.lowercased().contains("chebi") || $0.value.contains("/owl#")
            }
    }
}

/// The answers of ChEBI's web service: complete entities, with or without their SOAP envelope.
enum ChEBIServiceRules: MoleculeRules {
    static let format = CorpusFormat.chebi
    static let title = "ChEBI (<getCompleteEntityResponse>)"
    static let records: Set<String> = ["return"]
    static let identifiers: Set<String> = ["chebiId"]
    static let smiles = ["smiles"]

    static func recognizes(_ root: MarkupRoot) -> Bool {
        root.name.hasPrefix("getCompleteEntity")
            || (root.name == "Envelope" && root.namespace?.contains("soap") == true)
    }
}

/// The Human Metabolome Database and its sisters.
enum HMDBRules: MoleculeRules {
    static let format = CorpusFormat.xml
    static let title = "HMDB (<hmdb>)"
    static let records: Set<String> = ["metabolite"]
    static let identifiers: Set<String> = ["accession"]
    static let smiles = ["smiles"]

    static func recognizes(_ root: MarkupRoot) -> Bool {
        ["hmdb", "foodb", "t3db", "metabolite"].contains(root.name)
    }
}

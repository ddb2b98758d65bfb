package dev.sdpmcp.simulator.wire;

/** The order in which the content of {@code input_data} is checked: the first stage with a problem gives the answer. */
public enum Stage {
    /** Keys that the module does not know. */
    EXTRA_KEYS,
    /** Mandatory values. */
    MANDATORY,
    /** References to other records, and values that cannot be parsed. */
    REFERENCES,
    /** JSON types. */
    TYPES,
    /** Fields that only the server sets. */
    READ_ONLY,
    /** Values that must be unique. */
    UNIQUE,
    /** Rules about the state of the record. */
    STATE
}

package dev.sdpmcp.simulator.model;

/** How values of a field compare. */
public enum Kind {
    /** Text, without regard to case. */
    TEXT,
    /** Numbers. */
    NUMBER,
    /** A visible number, which the API compares with JSON integers only. */
    SERIAL,
    /** Epoch milliseconds. */
    MOMENT,
    /** Yes or no. */
    BOOLEAN,
    /** The id of another record. */
    REFERENCE,
    /** An object, which only its members compare. */
    STRUCTURE
}

package dev.sdpmcp.simulator.model;

/** The five standard operations of a module. */
public enum Verb {
    /** GET the collection. */
    LIST,
    /** GET one. */
    GET,
    /** POST to the collection. */
    CREATE,
    /** PUT one. */
    UPDATE,
    /** DELETE one. */
    DELETE
}

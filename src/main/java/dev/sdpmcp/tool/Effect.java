package dev.sdpmcp.tool;

/** What a tool does to the help desk. */
public enum Effect {
    /** It changes nothing. */
    READ,
    /** It adds something. */
    WRITE,
    /** It may overwrite or end something. */
    DESTRUCTIVE
}

package dev.sdpmcp.audit.row;

/** What a row stands for. Nothing is ever changed in a row: what becomes known later is another row. */
public enum RowKind {
    /** A call that changed nothing, whole. */
    CALL,
    /** A call that is about to change something. */
    INTENT,
    /** How a call ended that had an {@link #INTENT}. */
    OUTCOME,
    /** The server that had the {@link #INTENT} is gone and left no {@link #OUTCOME}. */
    UNKNOWN,
    /** The end of the chain carried the seal of another key; this program's key seals from here on. */
    NEW_KEY,
    /** The end of the chain was not as this program had left it. */
    BREAK
}

package dev.sdpmcp.audit.chain;

/**
 * Place in the chain: the number of a row and its hash, which covers all rows before it.
 *
 * @param number 0 for the place before the first row
 */
record ChainHead(long number, String hash) {

    /** Before the first row. */
    static final ChainHead NONE = new ChainHead(0, RowColumns.NO_HASH);
}

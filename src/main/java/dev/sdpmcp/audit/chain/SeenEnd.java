package dev.sdpmcp.audit.chain;

/**
 * An end of the chain as a server saw it, committed.
 *
 * @param number of the last row; 0 if nothing was seen
 */
record SeenEnd(long number, String hash) {

    static final SeenEnd NOTHING = new SeenEnd(0, RowHash.NONE);

    static SeenEnd of(ChainState state) {
        return new SeenEnd(state.headNumber(), state.headHash());
    }

    boolean isNothing() {
        return number == 0;
    }
}

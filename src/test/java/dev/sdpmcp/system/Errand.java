package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a {@link Traveller} wants done, one call a step, through whatever sessions it gets. One thread at a time. */
interface Errand {

    /** What became of a call, as far as its caller can know. */
    enum Fate {
        /** Answered with a result. */
        DONE,
        /** Answered: nobody knows whether the change was made. */
        UNKNOWN,
        /** Not accepted, so that it may be sent again. */
        NOT_TAKEN,
        /** Accepted, and not answered as it should be. */
        LOST
    }

    /**
     * @param fate of the call
     * @param content of its result; missing without one
     */
    record Said(Fate fate, JsonNode content) {

        boolean is(Fate other) {
            return fate == other;
        }
    }

    /** Calls a tool in the session of now and waits for its answer. */
    interface Tools {
        Said call(String tool, ObjectNode arguments);
    }

    /** The first call in a new session. */
    Said begin(Tools tools);

    /** The next call. */
    Said step(Tools tools);
}

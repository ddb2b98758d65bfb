package dev.sdpmcp.transport;

/** Something to be written to a stream. */
sealed interface Outgoing {

    /** Characters that it takes in the backlog. */
    int size();

    /** An event with a name. */
    record Event(String name, String data) implements Outgoing {
        @Override
        public int size() {
            return data.length();
        }
    }

    /** A comment: keeps proxies from cutting the stream, and finds out whether the client is still there. */
    record KeepAlive() implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }
}

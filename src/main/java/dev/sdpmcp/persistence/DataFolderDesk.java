package dev.sdpmcp.persistence;

/**
 * Where a command of an operator is served by the server that holds the data folder. A bean that implements this is found by
 * {@link DataFolderWatch}; nothing else has to name it.
 */
public interface DataFolderDesk {

    /** The kind of request it serves, as in {@link DataFolderRequests}; no two desks have the same. */
    String kind();

    /**
     * Serves one request, on a thread of its own that is interrupted when the server stops. Called for one request at a time.
     *
     * @return what the asker is told
     */
    String answer(String request);
}

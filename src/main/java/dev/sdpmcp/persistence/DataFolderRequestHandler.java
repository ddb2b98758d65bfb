package dev.sdpmcp.persistence;

import java.util.Set;

/**
 * Serves requests of operators' commands inside the server that holds the data folder. A bean that implements this is
 * found by {@link DataFolderWatch}; nothing else has to name it.
 */
public interface DataFolderRequestHandler {

    /** The kinds of request it serves, as in {@link DataFolderRequests}; no two desks share one. */
    Set<String> kinds();

    /**
     * Serves one request, on a separate thread that is interrupted when the server stops. Called for one request of
     * each kind at a time.
     *
     * @param kind one of {@link #kinds()}
     * @return the answer for the command
     */
    String answer(String kind, String request);
}

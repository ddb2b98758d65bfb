package dev.sdpmcp.persistence;

import java.util.Set;

/** Handler of requests in the data folder, in the server that holds it. {@link DataFolderWatch} finds the beans. */
public interface DataFolderRequestHandler {

    /** The kinds of request that it serves; no two handlers share one. */
    Set<String> kinds();

    /**
     * Serves a request, on a separate thread that is interrupted when the server stops; one of each kind at a time.
     *
     * @param kind one of {@link #kinds()}
     * @return the answer for the command
     */
    String answer(String kind, String request);
}

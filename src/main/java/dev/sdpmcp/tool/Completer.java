package dev.sdpmcp.tool;

import java.util.List;
import java.util.Map;

/** Suggests values for one argument (2025-11-25, Completion). A CDI bean, thread-safe. */
public interface Completer {

    /**
     * @param typed what the user has typed so far, may be empty
     * @param others the arguments that are already filled in, by name
     * @return all that fit, best first; the engine cuts the list to what the protocol allows
     */
    List<String> complete(String typed, Map<String, String> others, CallContext context);
}

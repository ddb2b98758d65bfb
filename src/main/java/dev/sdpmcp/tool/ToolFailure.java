package dev.sdpmcp.tool;

/**
 * The tool could not do its work. Becomes a result with {@code isError}, never a JSON-RPC error (2025-11-25, Tools,
 * Error Handling).
 */
public class ToolFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param whatToDo what went wrong and what to try next, worded for a model; no secret, no stack trace */
    public ToolFailure(String whatToDo) {
        super(whatToDo);
    }

    public ToolFailure(String whatToDo, Throwable cause) {
        super(whatToDo, cause);
    }

    /** The text for the model. */
    public String whatToDo() {
        return String.valueOf(getMessage());
    }
}

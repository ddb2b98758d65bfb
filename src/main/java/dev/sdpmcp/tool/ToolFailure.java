package dev.sdpmcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * The tool could not do its work. Becomes a result with {@code isError}, never a JSON-RPC error (2025-11-25, Tools,
 * Error Handling).
 */
public class ToolFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object data;
    private @Nullable FailureCause failureCause;

    /** @param whatToDo what went wrong and what to try next, worded for a model; no secret, no stack trace */
    public ToolFailure(String whatToDo) {
        super(whatToDo);
        this.data = null;
    }

    public ToolFailure(String whatToDo, Throwable cause) {
        this(whatToDo, cause, null);
    }

    /**
     * @param data for programs: of the type that the tool returns, since some clients hold a failure against its schema
     *     too
     */
    public ToolFailure(String whatToDo, @Nullable Throwable cause, @Nullable Object data) {
        super(whatToDo, cause);
        this.data = data;
    }

    /** What becomes the structured content; null for none. */
    public @Nullable Object data() {
        return data;
    }

    /** States why the tool failed, where {@link #failureCause} would not know. */
    public ToolFailure because(FailureCause why) {
        this.failureCause = why;
        return this;
    }

    /** Why the tool failed: the cause given to {@link #because}, else that of a failure behind this one, else the arguments. */
    public FailureCause failureCause() {
        if (failureCause != null) {
            return failureCause;
        }
        return getCause() instanceof ToolFailure behind ? behind.failureCause() : FailureCause.ARGUMENTS;
    }

    /** Whether a change may have been made although the tool failed. */
    public boolean outcomeUnknown() {
        return false;
    }

    /** The text for the model. */
    public String whatToDo() {
        return String.valueOf(getMessage());
    }
}

package dev.sdpmcp.mcp;

/** What the argument to complete belongs to ({@code CompleteRequestParams.ref} in the schema). */
public sealed interface CompletionReference {

    /** {@code ref/prompt}. */
    record ToPrompt(String name) implements CompletionReference {}

    /**
     * {@code ref/resource}.
     *
     * @param uri a URI or, as a rule, a URI template, as it was listed
     */
    record ToResource(String uri) implements CompletionReference {}
}

package dev.sdpmcp.mcp;

/** The prompt or resource whose argument is completed ({@code CompleteRequestParams.ref} in the schema). */
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

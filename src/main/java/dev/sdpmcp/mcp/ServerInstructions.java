package dev.sdpmcp.mcp;

/**
 * The {@code instructions} of the {@code initialize} result. The room that declares the tools supplies them as a CDI bean, so that
 * {@code dispatch} need not know what the tools are for.
 *
 * @param text for the model: how to use the tools together; may be empty
 */
public record ServerInstructions(String text) {

    public static final ServerInstructions NONE = new ServerInstructions("");
}

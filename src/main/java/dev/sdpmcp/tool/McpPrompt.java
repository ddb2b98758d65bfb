package dev.sdpmcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a {@link Capability} bean a prompt.
 *
 * <p>The method takes a record of {@code String} components, or none, and optionally a {@link CallContext}; it returns
 * the messages as a {@code List<PromptMessage>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface McpPrompt {
    String name();

    String title();

    String description();

    /** The tool that its text is based on; the prompt is there for clients that are offered it. Empty: for all. */
    String tool() default "";
}

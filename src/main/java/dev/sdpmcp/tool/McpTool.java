package dev.sdpmcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a {@link Capability} bean a tool.
 *
 * <p>The method takes a record of arguments, or none, and optionally a {@link CallContext}, in either order. Each
 * component of the record carries a {@link Description} and, where it is bounded, Bean Validation constraints; a
 * component is required when it is {@code @NotNull}, {@code @NotBlank} or {@code @NotEmpty}; which types it may have,
 * {@link dev.sdpmcp.tool.shape.RecordShapes} says. For a {@code String} a JSON integer is taken as well, since models
 * like to send ids as numbers. A compact constructor may throw {@link InvalidArguments} when two arguments disagree. The method returns a record, which becomes
 * {@code structuredContent} and the same JSON as text, or a {@code String}, which becomes text only; a change returns a
 * {@link PlannedChange} of either, which is executed after the steps that may show or confirm it. To tell the model
 * that the work could not be done it throws {@link ToolFailure}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface McpTool {
    /** 1 to 64 characters of {@code [a-zA-Z0-9_-]}, unique in the program. */
    String name();

    /** For people. */
    String title();

    /** For the model: what it does, when to use it, what comes back. */
    String description();

    /** The group of tools that it is switched on and off with. */
    String toolset();

    /** The kind of record that it is about; empty for none, or if its argument {@code module} names it. */
    String entityType() default "";

    /** What it does to the help desk. */
    Effect effect() default Effect.WRITE;

    /** OAuth scopes of ServiceDesk Plus that it needs. */
    String[] scopes() default {};

    /** Repeating it with the same arguments changes nothing more. */
    boolean idempotent() default false;

    /** It reaches a system outside this program. */
    boolean openWorld() default true;
}

package dev.sdpmcp.tool;

import java.util.stream.Stream;

/** Declares tools: the annotated methods of beans are one source, descriptions of modules another. */
@FunctionalInterface
public interface ToolSource {

    /**
     * The tools of this source; called once, at the start.
     *
     * @throws IllegalStateException if a declaration is wrong; the message names it
     */
    Stream<ToolDeclaration> tools();
}

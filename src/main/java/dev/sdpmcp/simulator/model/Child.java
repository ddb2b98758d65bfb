package dev.sdpmcp.simulator.model;

/**
 * A collection below each record of a module, as notes below a request.
 *
 * @param path the segment after the parent's id
 * @param module singular name of the module in it
 * @param link the child's lookup field that points to the parent
 */
public record Child(String path, String module, String link) {}

package dev.sdpmcp.desk.module.engine;

/** How the API deletes a record of a module. */
public enum Deletion {
    /** It is not offered. */
    NONE,
    /** {@code DELETE /module/id}: it is gone. */
    PERMANENT,
    /** {@code DELETE /module/id/move_to_trash}: it can be restored. */
    TRASH
}

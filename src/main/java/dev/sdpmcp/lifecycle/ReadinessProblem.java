package dev.sdpmcp.lifecycle;

/**
 * A problem that an operator must fix before the server can become ready.
 *
 * @param place where to fix it
 * @param sentence the problem and its fix, without a secret
 */
public record ReadinessProblem(Place place, String sentence) {

    /** Where to fix it; the launcher has an exit code of the same name for each. */
    public enum Place {
        /** A setting is wrong, or is missing both in the configuration and in the database. */
        CONFIGURATION,
        /** The data folder. */
        DATA_FOLDER,
        /** The database, which may become available again without a fix. */
        DATABASE
    }
}

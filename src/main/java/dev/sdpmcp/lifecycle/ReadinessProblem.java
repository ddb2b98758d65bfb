package dev.sdpmcp.lifecycle;

/**
 * What an operator must mend before the server can become ready.
 *
 * @param place where to mend it
 * @param sentence what is wrong and what to do about it, without a secret
 */
public record ReadinessProblem(Place place, String sentence) {

    /** Where to mend it; the launcher has an exit code of the same name for each. */
    public enum Place {
        /** A setting is wrong, or one is missing that only the database could have told. */
        CONFIGURATION,
        /** The data folder. */
        DATA_FOLDER,
        /** The database, which may come back by itself. */
        DATABASE
    }
}

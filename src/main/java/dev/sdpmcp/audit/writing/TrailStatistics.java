package dev.sdpmcp.audit.writing;

/**
 * How the trail is doing.
 *
 * @param databaseAway whether rows go to the journal
 * @param broken whether this server knows of a break of the chain that nobody has accepted
 * @param waiting rows that wait for the writer
 * @param journalBytes of rows that wait for the database
 * @param written rows that are in the database, since the start
 * @param journaled rows that went to the journal first, since the start
 * @param lost rows that neither took, or that could not be read out of a file, since the start
 */
public record TrailStatistics(
        boolean databaseAway,
        boolean broken,
        int waiting,
        long journalBytes,
        long written,
        long journaled,
        long lost) {}

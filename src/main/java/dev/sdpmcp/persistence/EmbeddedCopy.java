package dev.sdpmcp.persistence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.util.zip.ZipInputStream;

/** Copy of the embedded database: its one file, by the database's own online backup. */
public final class EmbeddedCopy implements DatabaseCopy {

    public static final String KIND = "embedded";

    /** The one file of a copy. */
    public static final String FILE = "sdp-mcp.mv.db";

    private final Database database;
    private final Path file;

    EmbeddedCopy(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /** Where the database of a data folder is; need not exist. */
    public static Path file(Path dataDirectory) {
        return ConnectionPool.embeddedFile(dataDirectory).resolveSibling(FILE);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long bytes() {
        return file.toFile().length();
    }

    @Override
    public void writeTo(DatabaseCopy.Target target, Path scratch) throws IOException {
        Files.createFile(scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            backUpTo(scratch);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(scratch));
                    ZipInputStream zip = new ZipInputStream(in)) {
                if (zip.getNextEntry() == null) {
                    throw new IOException("the database wrote an empty copy");
                }
                target.add(FILE, zip::transferTo);
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private void backUpTo(Path zip) throws IOException {
        try {
            database.onConnection(connection -> {
                try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                    backup.setString(1, zip.toString());
                    return backup.execute();
                }
            });
        } catch (IllegalStateException refused) {
            throw new IOException(RefusalReason.inOneLine(RefusalReason.deepest(refused)), refused);
        }
    }
}

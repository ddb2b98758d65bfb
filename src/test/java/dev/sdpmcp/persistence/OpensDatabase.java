package dev.sdpmcp.persistence;

import java.nio.file.Path;

/** Another process that wants the embedded database of a folder. */
final class OpensDatabase {

    private OpensDatabase() {}

    public static void main(String[] arguments) {
        try (Database database = new Database(DatabaseKind.EMBEDDED.settings(Path.of(arguments[0])))) {
            database.open();
            System.out.println("opened");
        } catch (DatabaseRefused refused) {
            System.out.println(refused.getMessage());
        }
    }
}

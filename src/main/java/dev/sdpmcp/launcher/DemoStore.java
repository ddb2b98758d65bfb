package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The database and the other files of a demo, in a separate folder. The desk of a demo is new at each start, so they
 * are too: what was stored about tickets of an earlier desk is about others now. Stateless.
 */
final class DemoStore {

    private static final String FOLDER = "demo-desk";

    private DemoStore() {}

    /**
     * Empties the folder and overrides the settings of the server with it. PostgreSQL and the folder of backups are not
     * used, which may hold the data of another server.
     *
     * @param data folder of the installation, locked by this process
     * @throws StartRefused if the folder cannot be emptied or made
     */
    static void begin(Path data, Settings settings) throws StartRefused {
        Path store = data.resolve(FOLDER);
        try {
            Folders.delete(store);
        } catch (IOException kept) {
            throw ExitCode.DATA_FOLDER.refusal("the folder " + store + " of an earlier demo cannot be removed ("
                    + kept.getMessage() + "). Remove it, or set SDP_DATA_DIR to a separate folder.");
        }
        DataFolder.make(store);
        settings.override(ConfigurationKey.SDP_DATA_DIR, store.toString());
        settings.override(ConfigurationKey.SDP_DB_HOST, "");
        settings.override(ConfigurationKey.SDP_BACKUP_DIR, "");
    }
}

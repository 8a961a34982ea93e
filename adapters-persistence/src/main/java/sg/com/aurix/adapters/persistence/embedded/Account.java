package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The account of the operating system that PostgreSQL runs as, because it refuses to run as root.
 *
 * @param uid user id, unsigned
 * @param gid group id, unsigned
 * @param other whether it is another account than the server's own, which then is root's
 */
record Account(int uid, int gid, boolean other) {
    private static final int ROOT = 0;

    /** Conventionally {@code nobody}; it needs no entry in the list of users. */
    private static final int NOBODY = 65_534;

    /**
     * Chooses the account: our own, or, where that is root, the one that the cluster belongs to already (an ordinary user may
     * have made it before), else nobody.
     */
    static Account forCluster(DataFolder folder) throws IOException {
        Path cluster = folder.cluster();
        if (!CrashSafeFiles.knowsOwners(cluster)) {
            return new Account(NOBODY, NOBODY, false);
        }
        int ours = ourUid(folder);
        if (!Files.exists(cluster)) {
            return ours == ROOT ? new Account(NOBODY, NOBODY, true) : new Account(ours, ours, false);
        }
        int owner = (int) Files.getAttribute(cluster, "unix:uid");
        if (ours == ROOT) {
            return owner == ROOT
                    ? new Account(NOBODY, NOBODY, true)
                    : new Account(owner, (int) Files.getAttribute(cluster, "unix:gid"), true);
        }
        if (owner != ours) {
            throw new EmbeddedPostgresException(
                    "%s belongs to another user (uid %s). Start the server as that user or as root, or set AURIX_DATA_DIR to a folder of your own."
                            .formatted(cluster, Integer.toUnsignedString(owner)));
        }
        return new Account(ours, ours, false);
    }

    private static int ourUid(DataFolder folder) throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return (int) Files.getAttribute(self, "unix:uid");
        }
        Path ours = CrashSafeFiles.createPrivate(folder.root().resolve("owner.new"));
        int uid = (int) Files.getAttribute(ours, "unix:uid");
        Files.delete(ours);
        return uid;
    }

    /** Makes the account the owner of what we made for it. */
    void own(Path path) throws IOException {
        if (other) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        }
    }
}

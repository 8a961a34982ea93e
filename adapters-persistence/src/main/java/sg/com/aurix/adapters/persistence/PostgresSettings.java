package sg.com.aurix.adapters.persistence;

/**
 * Where PostgreSQL is and how many connections it is given.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with parameters of the driver behind a question mark if need be
 * @param poolSize the most connections at a time, 1 or greater; {@value #STANDARD_POOL_SIZE} suits a machine of few cores
 */
public record PostgresSettings(String url, String user, String password, int poolSize) {
    /** The size of the pool where nothing else is asked for. */
    public static final int STANDARD_POOL_SIZE = 16;

    private static final String PREFIX = "jdbc:postgresql:";

    public PostgresSettings {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the database's URL must begin with " + PREFIX);
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("the pool must have 1 or more connections");
        }
    }

    /** Settings with a pool of {@value #STANDARD_POOL_SIZE}. */
    public PostgresSettings(String url, String user, String password) {
        this(url, user, password, STANDARD_POOL_SIZE);
    }

    /** The address without its parameters, and no password (RS-19). */
    @Override
    public String toString() {
        return "PostgresSettings[url=" + url.split("\\?", 2)[0] + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
}

package sg.com.aurix.bootstrap.settings;

import sg.com.aurix.domain.InvalidValueException;

/**
 * Where the store is and how to log in.
 *
 * @param jdbcUrl a JDBC URL of PostgreSQL
 */
public record DatabaseSettings(String jdbcUrl, String user, String password) {
    /**
     * The JDBC URL of a database, which may also be written as PostgreSQL's own tools take it: {@code postgresql://host/database}.
     *
     * @throws InvalidValueException if it is neither
     */
    static String jdbcUrl(String written) {
        if (written.startsWith("jdbc:postgresql://")) {
            return written;
        }
        if (written.startsWith("postgresql://") && !written.contains("@")) {
            return "jdbc:" + written;
        }
        throw new InvalidValueException(
                "must be jdbc:postgresql://host:port/database, without user and password, which have variables of"
                        + " their own");
    }

    /** The place alone, without the password (RS-19). */
    @Override
    public String toString() {
        return "DatabaseSettings[***]";
    }
}

package sg.com.aurix.adapters.persistence;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.jdbc.config.DataJdbcConfiguration;
import io.micronaut.data.model.query.builder.sql.Dialect;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What Micronaut Data's repositories ask for by the name of their data source, made of the one pool there is. */
@Factory
final class MicronautDataFactory {
    private static final String NAME = "default";

    @Singleton
    @Named(NAME)
    DataSource dataSource(PostgresPool pool) {
        return pool.dataSource();
    }

    /** A type of our own, because a bean of the library's type would be made from properties named {@code datasources} only. */
    @Singleton
    @Named(NAME)
    static final class Configuration extends DataJdbcConfiguration {
        Configuration() {
            super(NAME);
            setDialect(Dialect.POSTGRES);
        }
    }
}

package sg.com.aurix.adapters.persistence;

import org.junit.jupiter.api.AfterAll;
import sg.com.aurix.application.contract.EveryContract;
import sg.com.aurix.application.contract.Store;

/** The PostgreSQL ports keep every contract; all tests share a database, as all partners do. */
class PostgresContractTest extends EveryContract {
    private static final TestStore STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    protected Store store() {
        return STORE;
    }
}

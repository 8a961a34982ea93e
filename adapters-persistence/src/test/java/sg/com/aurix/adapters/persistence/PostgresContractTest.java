package sg.com.aurix.adapters.persistence;

import org.junit.jupiter.api.AutoClose;
import sg.com.aurix.application.contract.EveryContract;
import sg.com.aurix.application.contract.Store;

/** The PostgreSQL ports keep every contract; all tests share a database, as all partners do. */
class PostgresContractTest extends EveryContract {
    @AutoClose
    private static final TestStore STORE = TestStore.open();

    @Override
    protected Store store() {
        return STORE;
    }
}

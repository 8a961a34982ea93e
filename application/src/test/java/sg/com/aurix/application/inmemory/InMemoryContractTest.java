package sg.com.aurix.application.inmemory;

import sg.com.aurix.application.contract.EveryContract;
import sg.com.aurix.application.contract.Store;

/** The in-memory ports keep every contract; each test has a store of its own. */
class InMemoryContractTest extends EveryContract {
    private final Store store = new InMemoryStore();

    @Override
    protected Store store() {
        return store;
    }
}

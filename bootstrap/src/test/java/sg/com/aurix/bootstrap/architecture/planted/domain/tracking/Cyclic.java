package sg.com.aurix.bootstrap.architecture.planted.domain.tracking;

import sg.com.aurix.bootstrap.architecture.planted.domain.lead.Clocked;

/** Knows the capability that knows it. */
public final class Cyclic {
    Class<?> cycle() {
        return Clocked.class;
    }
}

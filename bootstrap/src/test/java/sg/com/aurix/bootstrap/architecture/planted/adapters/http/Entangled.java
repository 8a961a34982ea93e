package sg.com.aurix.bootstrap.architecture.planted.adapters.http;

import sg.com.aurix.bootstrap.architecture.planted.adapters.persistence.Tangled;

/** An adapter that knows another. */
public final class Entangled {
    Class<?> other() {
        return Tangled.class;
    }
}

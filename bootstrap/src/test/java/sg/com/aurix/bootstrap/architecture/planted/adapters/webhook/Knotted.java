package sg.com.aurix.bootstrap.architecture.planted.adapters.webhook;

import sg.com.aurix.bootstrap.architecture.planted.adapters.http.Entangled;

/** An adapter that knows another. */
public final class Knotted {
    Class<?> other() {
        return Entangled.class;
    }
}

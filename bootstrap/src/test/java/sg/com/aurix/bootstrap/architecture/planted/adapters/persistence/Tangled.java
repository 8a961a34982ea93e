package sg.com.aurix.bootstrap.architecture.planted.adapters.persistence;

import sg.com.aurix.bootstrap.architecture.planted.adapters.webhook.Knotted;

/** An adapter that knows another. */
public final class Tangled {
    Class<?> other() {
        return Knotted.class;
    }
}

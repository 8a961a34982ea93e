package sg.com.aurix.bootstrap.architecture.planted.application.usecase;

import sg.com.aurix.bootstrap.architecture.planted.adapters.http.Entangled;

/** A public implementation that knows an adapter. */
public final class Exposed {
    Class<?> adapter() {
        return Entangled.class;
    }
}

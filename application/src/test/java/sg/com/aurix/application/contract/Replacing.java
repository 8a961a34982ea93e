package sg.com.aurix.application.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import sg.com.aurix.application.port.Ports;

/** Puts others in the place of some ports. */
public final class Replacing {
    private Replacing() {}

    /** These ports with each replacement in the place of the port, or ports, that it implements. */
    public static Ports in(Ports ports, Object... replacements) {
        RecordComponent[] components = Ports.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> Arrays.stream(replacements)
                        .filter(component.getType()::isInstance)
                        .findFirst()
                        .orElseGet(() -> value(ports, component)))
                .toArray();
        try {
            Constructor<Ports> constructor = Ports.class.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has a public constructor", e);
        }
    }

    private static Object value(Ports ports, RecordComponent component) {
        try {
            return component.getAccessor().invoke(ports);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has public accessors", e);
        }
    }
}

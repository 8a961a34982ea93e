package sg.com.aurix.bootstrap.verifiers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sg.com.aurix.bootstrap.system.Listener;

/**
 * What a verifier is asked about: what came over the wire, and the secrets by which the receiver checks it.
 *
 * @param secret as the partner API shows it
 * @param previousSecrets those that the receiver would take as well, where its library can do so
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent")
record Delivery(String secret, List<String> previousSecrets, Map<String, String> headers, byte[] body) {

    static Delivery of(Listener.Heard heard, String secret) {
        Map<String, String> headers = heard.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().getFirst()));
        return new Delivery(secret, List.of(), headers, heard.bytes());
    }

    String header(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new AssertionError("no header " + name + " in " + headers.keySet());
        }
        return value;
    }

    Delivery with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return new Delivery(secret, previousSecrets, changed, body);
    }

    Delivery withBody(byte[] changed) {
        return new Delivery(secret, previousSecrets, headers, changed);
    }

    Delivery checkedWith(String anotherSecret, String... previous) {
        return new Delivery(anotherSecret, List.of(previous), headers, body);
    }

    /** This with the lowest bit of one byte changed. */
    Delivery withByteChanged(int position) {
        byte[] changed = body.clone();
        changed[position] ^= 1;
        return withBody(changed);
    }
}

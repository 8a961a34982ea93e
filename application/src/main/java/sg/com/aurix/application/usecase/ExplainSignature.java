package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;

/** Tells a partner why a signature does or does not verify: what its listener received is held against what is or would be sent. */
public interface ExplainSignature {
    /**
     * Explains what a listener received.
     *
     * @param body the body exactly as it arrived
     * @param headers the headers as they arrived, names in any letter case; only the signature's five are looked at
     * @return none where the partner has no webhook, and so no secret
     */
    Optional<Explanation> explain(PartnerId partnerId, byte[] body, Map<String, String> headers);

    /**
     * What is to be said about a signature.
     *
     * @param valid whether there is a signature and each one that was given is right
     * @param signed the signature headers that we would have sent with this body, under the given id and timestamp
     * @param findings one for each header that carries a signature
     * @param hints what else was noticed, in plain sentences, the most telling first
     */
    record Explanation(boolean valid, Map<String, String> signed, List<Finding> findings, List<String> hints) {
        public Explanation {
            findings = List.copyOf(findings);
            hints = List.copyOf(hints);
        }

        /** Without what was or would be signed (RS-19). */
        @Override
        public String toString() {
            return "Explanation[valid=" + valid + ", " + findings + ", " + hints + "]";
        }
    }

    /**
     * What is to be said about one header.
     *
     * @param header its name in lower case
     * @param given its value as it arrived
     * @param problem what is wrong with it, in one plain sentence; none where it is right or was not given
     */
    record Finding(String header, Optional<String> given, boolean matches, Optional<String> problem) {
        /** Without what was given, where somebody may have pasted a secret (RS-19). */
        @Override
        public String toString() {
            return "Finding[" + header + ", matches=" + matches + ", " + problem + "]";
        }
    }
}

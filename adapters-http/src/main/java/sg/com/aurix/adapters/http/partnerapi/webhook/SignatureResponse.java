package sg.com.aurix.adapters.http.partnerapi.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.ExplainSignature;
import sg.com.aurix.application.usecase.ExplainSignature.Explanation;

/**
 * The explanation of a signature.
 *
 * @param signed the signature headers that we would have sent with the body
 */
@EdgeRecord
record SignatureResponse(
        boolean valid,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, String> signed,
        List<Finding> findings,
        List<String> hints) {
    static SignatureResponse of(Explanation explanation) {
        return new SignatureResponse(
                explanation.valid(),
                explanation.signed(),
                explanation.findings().stream().map(Finding::of).toList(),
                explanation.hints());
    }

    /** Without the headers: whoever has them can pass a body off as ours (RS-19). */
    @Override
    public String toString() {
        return "SignatureResponse[" + valid + "]";
    }

    /**
     * What is to be said about one header.
     *
     * @param given {@code null} where it was not given
     * @param problem {@code null} where it is right or was not given
     */
    @EdgeRecord
    record Finding(
            String header,
            @Nullable String given,
            boolean matches,
            @Nullable String problem) {
        static Finding of(ExplainSignature.Finding finding) {
            return new Finding(
                    finding.header(),
                    finding.given().orElse(null),
                    finding.matches(),
                    finding.problem().orElse(null));
        }

        /** Without the signature (RS-19). */
        @Override
        public String toString() {
            return "Finding[" + header + ", " + matches + "]";
        }
    }
}

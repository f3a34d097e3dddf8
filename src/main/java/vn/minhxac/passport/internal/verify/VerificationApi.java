package vn.minhxac.passport.internal.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.Sha256;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.PassportVerification;

/** Public calls about passports, contract §1. Answers about people are never cached. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "passports")
class VerificationApi {

    /** A code of the largest QR version, each character written as a JSON escape, still fits. */
    private static final int MAX_BODY = 32_768;
    private static final long MAX_PICTURE = 5L << 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A queue at a border is checked by one address. */
    private static final int CODES_A_MINUTE = 120;
    private static final int PICTURES_A_MINUTE = 20;
    private static final int TRUST_LISTS_A_MINUTE = 60;

    private final PassportVerification verification;
    private final TrustList trustList;
    private final RateLimiter limits;
    private final Clock clock;
    private final ObjectMapper json;
    private final String trustListTag;

    /** Request of {@code verify}: the text of the QR code. */
    record Code(@Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "HC1:…") String hc1) {
    }

    record TrustListAnswer(Instant issuedAt, List<TrustList.Item> items) {
    }

    VerificationApi(PassportVerification verification, TrustList trustList, RateLimiter limits, Clock clock, ObjectMapper json) {
        this.verification = verification;
        this.trustList = trustList;
        this.limits = limits;
        this.clock = clock;
        this.json = json;
        this.trustListTag = tag(trustList.items());
    }

    @Operation(summary = "Verify the text of a passport's QR code",
            requestBody = @RequestBody(required = true, content = @Content(mediaType = "application/json",
                    schema = @Schema(implementation = Code.class))))
    @PostMapping(path = "/passports/verify", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VerificationAnswer> verify(HttpServletRequest request) throws IOException {
        limits.take("verify-client", ClientAddress.of(request), CODES_A_MINUTE, MINUTE);
        return answer(verification.verify(hc1(body(request))));
    }

    @Operation(summary = "Verify the QR code in a picture (PNG or JPEG, up to 5 MB)")
    @PostMapping(path = "/passports/verify-picture", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<VerificationAnswer> verifyPicture(@RequestPart("picture") MultipartFile picture, HttpServletRequest request)
            throws IOException {
        limits.take("verify-picture-client", ClientAddress.of(request), PICTURES_A_MINUTE, MINUTE);
        if (picture.getSize() > MAX_PICTURE) {
            throw new BadInput(413, "tooLarge");
        }
        try (InputStream in = picture.getInputStream()) {
            return answer(verification.verifyPicture(in));
        }
    }

    @Operation(summary = "The document signer certificates that are believed: kid and DER in base64")
    @GetMapping("/trust-list")
    ResponseEntity<TrustListAnswer> trustList(HttpServletRequest request) {
        limits.take("trust-list-client", ClientAddress.of(request), TRUST_LISTS_A_MINUTE, MINUTE);
        return ResponseEntity.ok().eTag(trustListTag).cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(new TrustListAnswer(clock.instant().truncatedTo(ChronoUnit.SECONDS), trustList.items()));
    }

    private static ResponseEntity<VerificationAnswer> answer(CheckedPassport checked) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(VerificationAnswer.of(checked));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new BadInput(413, "tooLarge");
        }
        return body;
    }

    private String hc1(byte[] body) throws IOException {
        try {
            JsonNode parsed = json.readTree(new String(body, StandardCharsets.UTF_8));
            if (parsed == null || !parsed.isObject()) {
                throw new BadInput("unreadable");
            }
            if (!parsed.path("hc1").isTextual()) {
                throw new BadInput(400, "invalid", List.of(new FieldError("hc1", "NotBlank")));
            }
            return parsed.get("hc1").textValue();
        } catch (JsonProcessingException e) {
            throw new BadInput("unreadable");
        }
    }

    /** Weak: the same certificates, whenever the list was asked for. */
    private static String tag(List<TrustList.Item> items) {
        byte[] hash = Sha256.of(items.toString().getBytes(StandardCharsets.UTF_8));
        return "W/\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    }
}

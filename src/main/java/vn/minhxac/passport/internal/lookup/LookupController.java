package vn.minhxac.passport.internal.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.passport.PassportLookup;
import vn.minhxac.passport.PassportSheet;

/** Public look-up of the own passport (contract §1). Nothing of it may be kept by a cache. */
@RestController
@RequestMapping("/api/v1/passports")
class LookupController {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml;charset=UTF-8");

    private final PassportLookup lookup;
    private final Texts texts;

    LookupController(PassportLookup lookup, Texts texts) {
        this.lookup = lookup;
        this.texts = texts;
    }

    /** With the five fields: 202 and the id for the code that goes to the phone; with {@code id} and {@code otp}: the passport. */
    @PostMapping("/lookup")
    ResponseEntity<?> lookup(@RequestBody Call call, HttpServletRequest request) {
        if (call.otp() != null) {
            return confirm(new Confirmation(call.id(), call.otp()), request);
        }
        var query = new PassportLookup.Query(call.fullName(), date(call.dateOfBirth()), call.sex(), call.idNumber(),
                date(call.latestDoseDate()));
        UUID id = lookup.request(query, request.getRemoteAddr());
        return ResponseEntity.accepted().cacheControl(CacheControl.noStore()).body(new Asked(id, texts.get("passport.lookup.asked")));
    }

    @PostMapping("/lookup/confirm")
    ResponseEntity<?> confirm(@RequestBody Confirmation confirmation, HttpServletRequest request) {
        var found = lookup.confirm(uuid(confirmation.id()), confirmation.otp(), request.getRemoteAddr());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new Answer(found.hc1(), found.fields(), found.expiresAt(), found.token(), found.tokenExpiresAt()));
    }

    @GetMapping("/passport.svg")
    ResponseEntity<String> svg(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization,
                               @RequestParam(required = false) String token, HttpServletRequest request) {
        String svg = lookup.svg(secret(authorization, token), request.getRemoteAddr());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer").contentType(SVG).body(svg);
    }

    @GetMapping("/passport.pdf")
    ResponseEntity<byte[]> pdf(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization,
                               @RequestParam(required = false) String token, HttpServletRequest request) {
        byte[] pdf = lookup.pdf(secret(authorization, token), request.getRemoteAddr());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"ho-chieu-vac-xin.pdf\"")
                .contentType(MediaType.APPLICATION_PDF).body(pdf);
    }

    /** The header is for programs; the parameter for links and pictures, which cannot send one. */
    private static String secret(String authorization, String parameter) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7) ? authorization.substring(7).strip() : parameter;
    }

    private static LocalDate date(String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            // reported with the other fields
            return null;
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id == null ? "" : id);
        } catch (IllegalArgumentException e) {
            throw new BadInput("otp.wrong");
        }
    }

    record Call(String fullName, String dateOfBirth, String sex, String idNumber, String latestDoseDate, String id, String otp) {
    }

    record Confirmation(String id, String otp) {
    }

    record Asked(UUID id, String message) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(String hc1, PassportSheet fields, Instant expiresAt, String token, Instant tokenExpiresAt) {
    }
}

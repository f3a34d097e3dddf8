package vn.minhxac.portal.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.PassportVerification;

/** Verifies a passport: its text, or a picture of its QR code. The camera, where there is one, fills in the text. */
@Controller
class VerifyPage {

    private static final int CHECKS_A_MINUTE = 60;

    private static final long MAX_PICTURE = 12L << 20;
    /** What {@link PassportVerification#verifyPicture} says of a picture without a code: not a verdict on a passport. */
    private static final Set<String> NO_CODE = Set.of("NOT_A_PICTURE", "PICTURE_TOO_LARGE", "NO_QR_CODE");

    private final PassportVerification verification;
    private final PassportView view;
    private final RateLimiter limits;

    VerifyPage(PassportVerification verification, PassportView view, RateLimiter limits) {
        this.verification = verification;
        this.view = view;
        this.limits = limits;
    }

    /** @param look {@code valid}, {@code invalid} or {@code doubtful}: colour and sign of the verdict */
    record Verdict(String status, String look, CheckedPassport passport, String issued, String expires) {
    }

    @GetMapping("/verify")
    String ask() {
        return "portal/verify";
    }

    @PostMapping("/verify")
    String verify(@RequestParam(defaultValue = "") String hc1, @RequestParam(required = false) MultipartFile picture, Model model,
                  HttpServletRequest request, HttpServletResponse response) throws IOException {
        model.addAttribute("hc1", hc1);
        try {
            limits.take("verify-page", ClientAddress.of(request), CHECKS_A_MINUTE, Duration.ofMinutes(1));
        } catch (TooManyRequests wait) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(wait.retryAfter().toSeconds()));
            model.addAttribute("problem", "portal.tooMany");
            return "portal/verify";
        }
        boolean hasPicture = picture != null && !picture.isEmpty();
        Optional<CheckedPassport> answer = hasPicture ? check(picture) : Optional.of(hc1).filter(text -> !text.isBlank())
                .map(text -> verification.verify(text.strip()));
        if (answer.isEmpty()) {
            response.setStatus(400);
            model.addAttribute("problem", hasPicture ? "portal.verify.noQr" : "portal.verify.empty");
            return "portal/verify";
        }
        CheckedPassport checked = answer.get();
        model.addAttribute("verdict", new Verdict(checked.status().name(), look(checked), checked,
                view.day(checked.issuedAt()), view.day(checked.expiresAt())));
        model.addAttribute("rows", checked.fields() == null ? List.of() : view.rows(checked.fields()));
        return "portal/verify";
    }

    private Optional<CheckedPassport> check(MultipartFile picture) throws IOException {
        if (picture.getSize() > MAX_PICTURE) {
            return Optional.empty();
        }
        try (InputStream in = picture.getInputStream()) {
            CheckedPassport checked = verification.verifyPicture(in);
            return checked.reason() != null && NO_CODE.contains(checked.reason()) ? Optional.empty() : Optional.of(checked);
        }
    }

    private static String look(CheckedPassport checked) {
        return switch (checked.status()) {
            case VALID -> "valid";
            case EXPIRED, NOT_YET_VALID, UNKNOWN_SIGNER -> "doubtful";
            case REVOKED, BAD_SIGNATURE, MALFORMED -> "invalid";
        };
    }
}

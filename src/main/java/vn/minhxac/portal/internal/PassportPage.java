package vn.minhxac.portal.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.passport.PassportLookup;

/**
 * The citizen's passport in three steps: details, one-time code, passport. Plain forms, so it works without JavaScript; nothing
 * is kept in a session, and nothing personal or secret is in an address.
 */
@Controller
class PassportPage {

    private final PassportLookup passports;
    private final PassportView view;

    PassportPage(PassportLookup passports, PassportView view) {
        this.passports = passports;
        this.view = view;
    }

    @GetMapping("/passport")
    String ask(@ModelAttribute("form") PassportForm form, Model model) {
        model.addAttribute("errors", Map.of());
        return "portal/passport";
    }

    @PostMapping("/passport")
    String send(@ModelAttribute("form") PassportForm form, Model model, HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> errors = form.errors();
        if (errors.isEmpty()) {
            try {
                model.addAttribute("id", passports.request(form.query(), ClientAddress.of(request)));
                return "portal/passport-code";
            } catch (BadInput refused) {
                response.setStatus(refused.status());
                refused.errors().forEach(field -> errors.put(field.field(), "portal.passport.bad." + field.field()));
                model.addAttribute("problem", problem(refused));
            }
        } else {
            response.setStatus(400);
        }
        model.addAttribute("errors", errors);
        return "portal/passport";
    }

    @PostMapping("/passport/confirm")
    String confirm(@RequestParam UUID id, @RequestParam String otp, Model model, HttpServletRequest request,
                   HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            PassportLookup.Found found = passports.confirm(id, otp.replaceAll("\\s", ""), ClientAddress.of(request));
            model.addAttribute("found", found);
            model.addAttribute("rows", view.rows(found.fields()));
            model.addAttribute("expires", view.day(found.expiresAt()));
            model.addAttribute("qr", "data:image/svg+xml;base64," + Base64.getEncoder()
                    .encodeToString(passports.svg(found.token(), ClientAddress.of(request)).getBytes(StandardCharsets.UTF_8)));
            return "portal/passport-found";
        } catch (BadInput refused) {
            response.setStatus(refused.status());
            if (refused.status() == 404) {
                return "portal/passport-none";
            }
            model.addAttribute("id", id);
            model.addAttribute("problem", problem(refused));
            return "portal/passport-code";
        }
    }

    /** By POST, so that the token is in no address, history or log. */
    @PostMapping("/passport/file")
    ResponseEntity<byte[]> file(@RequestParam String token, HttpServletRequest request) {
        try {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("ho-chieu-vac-xin.pdf").build().toString())
                    .body(passports.pdf(token, ClientAddress.of(request)));
        } catch (BadInput tooOld) {
            return ResponseEntity.status(303).header(HttpHeaders.LOCATION, "/passport").build();
        }
    }

    /** Where "back" and "reload" lead after the passport was shown. */
    @GetMapping({"/passport/confirm", "/passport/file"})
    String again() {
        return "redirect:/passport";
    }

    private static String problem(BadInput refused) {
        return refused instanceof TooManyRequests && !refused.code().startsWith("otp") ? "portal.tooMany" : "error." + refused.code();
    }
}

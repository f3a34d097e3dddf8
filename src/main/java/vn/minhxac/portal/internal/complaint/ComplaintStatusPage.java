package vn.minhxac.portal.internal.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.complaint.ComplaintTracking;

/**
 * Following a complaint by its tracking code, adding to it, withdrawing it, asking once for another look. What changes something
 * goes in two steps: the content, then the one-time code that was sent to the phone of the complaint.
 */
@Controller
class ComplaintStatusPage {

    private static final String ACT = "portal/complaint-act";

    private final ComplaintTracking tracking;
    private final StatusPage status;
    private final Receipt receipt;
    private final Papers papers;
    private final Wizard wizard;

    ComplaintStatusPage(ComplaintTracking tracking, StatusPage status, Receipt receipt, Papers papers, Wizard wizard) {
        this.tracking = tracking;
        this.status = status;
        this.receipt = receipt;
        this.papers = papers;
        this.wizard = wizard;
    }

    /** What a citizen can do with a complaint. */
    enum Act {
        SUPPLEMENT, WITHDRAW, REOPEN;

        static Act of(String name) {
            for (Act act : values()) {
                if (act.name().equalsIgnoreCase(name)) {
                    return act;
                }
            }
            throw BadInput.notFound();
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @GetMapping("/complaint/status")
    String ask(Model model, HttpServletResponse response) {
        StatusPage.closed(response);
        model.addAttribute("typed", "");
        model.addAttribute("errors", Map.of());
        return "portal/complaint-status";
    }

    @PostMapping("/complaint/status")
    String status(@RequestParam(defaultValue = "") String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        return status.show(code.strip(), null, model, request, response);
    }

    /** The address in the messages and in the API's answer. */
    @GetMapping("/complaint/{code}")
    String opened(@PathVariable String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        return status.show(code, null, model, request, response);
    }

    /**
     * @param go empty: show the form; {@code add}, {@code removeN}: uploads without JavaScript; {@code code}: send the one-time code;
     *           {@code do}: do it
     */
    @PostMapping("/complaint/act")
    String act(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String go,
               @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String otp, Model model,
               HttpServletRequest request, HttpServletResponse response) {
        StatusPage.closed(response);
        String client = ClientAddress.of(request);
        ComplaintForm form = ComplaintForm.of(request::getParameter);
        boolean codeStep = go.equals("do");
        Map<String, String> errors = new LinkedHashMap<>();
        try {
            Act what = Act.of(act);
            // Says at once when the code is unknown or the complaint has come to an end meanwhile.
            ComplaintTracking.View view = tracking.view(code, client);
            model.addAttribute("act", what.key());
            model.addAttribute("view", view);
            if (go.matches("remove[0-4]")) {
                form = form.with("papers[" + go.charAt(6) + "].id", "");
            } else if (go.equals("add") || go.equals("code")) {
                form = added(form, request, client, go.equals("add"));
            }
            if (go.equals("code")) {
                if (what != Act.WITHDRAW && text.isBlank()) {
                    errors.put("text", wizard.words(act + ".text", "paper.text"));
                } else {
                    tracking.sendCode(code, client);
                    codeStep = true;
                }
            } else if (go.equals("do")) {
                return done(what, code, text, form, otp.replaceAll("\\s", ""), client, model, request, response);
            }
        } catch (BadInput refused) {
            WizardPage.retryAfter(refused, response);
            response.setStatus(refused.status());
            if (refused.status() == 404 || refused.status() == 409) {
                return status.show(code, refused.status() == 409 ? "complaint.page.act.late" : null, model, request, response);
            }
            codeStep = codeStep && refused.errors().isEmpty();
            errors.putAll(errors(refused, codeStep));
        }
        if (!errors.isEmpty() && response.getStatus() == HttpServletResponse.SC_OK) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        model.addAttribute("errors", errors);
        model.addAttribute("form", form);
        model.addAttribute("code", code);
        model.addAttribute("text", text);
        model.addAttribute("codeStep", codeStep);
        model.addAttribute("kinds", Papers.kinds());
        model.addAttribute("kind", request.getParameter("kind"));
        return ACT;
    }

    @GetMapping("/complaint/act")
    String again() {
        return "redirect:/complaint/status";
    }

    /** What is wrong, by the field of this page. */
    private Map<String, String> errors(BadInput refused, boolean codeStep) {
        Map<String, String> errors = new LinkedHashMap<>();
        refused.errors().forEach(error -> errors.put(error.field().equals("reason") ? "text" : error.field().startsWith("attach") ? "papers" : error.field(),
                wizard.words(error.field(), error.code())));
        if (errors.isEmpty()) {
            boolean often = refused instanceof TooManyRequests && !refused.code().startsWith("otp");
            boolean upload = refused.code().startsWith("attachment") || refused.code().startsWith("paper") || refused.code().equals("upload");
            errors.put(codeStep ? "otp" : upload ? "papers" : "", wizard.words("", often ? "tooManyRequests" : refused.code()));
        }
        return errors;
    }

    private String done(Act act, String code, String text, ComplaintForm form, String otp, String client, Model model,
                        HttpServletRequest request, HttpServletResponse response) {
        switch (act) {
            case SUPPLEMENT -> tracking.supplement(code, text, form.papers().stream().map(paper -> form.value(paper + ".id")).toList(), otp, client);
            case WITHDRAW -> tracking.withdraw(code, otp, client);
            case REOPEN -> {
                return receipt.show(tracking.reopen(code, text, otp, client), false, model);
            }
        }
        return status.show(code, "complaint.page.act." + act.key() + ".done", model, request, response);
    }

    private ComplaintForm added(ComplaintForm form, HttpServletRequest request, String client, boolean asked) {
        MultipartFile file = WizardPage.file(request);
        if (file == null || file.isEmpty()) {
            if (asked) {
                throw new BadInput("paper.none");
            }
            return form;
        }
        try {
            return papers.add(form, file, request.getParameter("kind"), client);
        } catch (IOException broken) {
            throw new BadInput("upload");
        }
    }
}

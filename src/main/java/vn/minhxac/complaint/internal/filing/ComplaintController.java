package vn.minhxac.complaint.internal.filing;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import vn.minhxac.citizen.Vaccines;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintTracking;

/** Complaints of citizens by API (contract §1). Nothing of it may be kept by a cache. */
@RestController
@RequestMapping("/api/v1/complaints")
@Tag(name = "complaints")
class ComplaintController {

    private final ComplaintFiling filing;
    private final ComplaintTracking tracking;

    ComplaintController(ComplaintFiling filing, ComplaintTracking tracking) {
        this.filing = filing;
        this.tracking = tracking;
    }

    record Confirmation(String otp) {
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    record Supplement(String text, List<String> attachments, String otp) {
        @Override
        public String toString() {
            return "Supplement";
        }
    }

    record Reopening(String reason, String otp) {
        @Override
        public String toString() {
            return "Reopening";
        }
    }

    /** @param statusUrl page that shows where the complaint stands; whoever has it may look */
    record Recorded(String code, Instant recordedAt, Instant dueAt, String statusUrl) {
    }

    @PostMapping
    @Operation(summary = "Files a complaint; a one-time code goes to its phone. No clock runs before it is confirmed")
    ResponseEntity<ComplaintFiling.Filed> file(@RequestBody ComplaintFiling.Request complaint, HttpServletRequest request) {
        return uncached(ResponseEntity.accepted()).body(filing.file(complaint, "API", ClientAddress.of(request)));
    }

    @PostMapping("/{code}/confirm")
    @Operation(summary = "Records the complaint: from now on its 48 hours count")
    ResponseEntity<Recorded> confirm(@PathVariable String code, @RequestBody Confirmation confirmation, HttpServletRequest request) {
        return created(filing.confirm(code, confirmation.otp(), ClientAddress.of(request)));
    }

    @PostMapping("/{code}/code")
    @Operation(summary = "Sends a one-time code: again to confirm it, or for a supplement, a withdrawal, a reopening")
    ResponseEntity<Void> sendCode(@PathVariable String code, HttpServletRequest request) {
        tracking.sendCode(code, ClientAddress.of(request));
        return uncached(ResponseEntity.accepted()).build();
    }

    @GetMapping("/{code}")
    @Operation(summary = "Where the complaint stands, without personal data")
    ResponseEntity<ComplaintTracking.View> view(@PathVariable String code, HttpServletRequest request) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer")
                .body(tracking.view(code, ClientAddress.of(request)));
    }

    @PostMapping("/{code}/supplements")
    @Operation(summary = "Adds to an open complaint. Without otp: checks it, stores nothing and sends a one-time code; with it: takes it")
    ResponseEntity<Map<String, Object>> supplement(@PathVariable String code, @RequestBody Supplement supplement, HttpServletRequest request) {
        String client = ClientAddress.of(request);
        boolean taken = supplement.otp() != null;
        tracking.supplement(code, supplement.text(), supplement.attachments(), supplement.otp(), client);
        return uncached(ResponseEntity.accepted()).body(Map.of("taken", taken));
    }

    @PostMapping("/{code}/withdraw")
    @Operation(summary = "Withdraws an open complaint")
    ResponseEntity<ComplaintTracking.View> withdraw(@PathVariable String code, @RequestBody Confirmation confirmation, HttpServletRequest request) {
        String client = ClientAddress.of(request);
        tracking.withdraw(code, confirmation.otp(), client);
        return view(code, request);
    }

    @PostMapping("/{code}/reopen")
    @Operation(summary = "Asks once for another look at the answer: a new complaint with a clock of its own")
    ResponseEntity<Recorded> reopen(@PathVariable String code, @RequestBody Reopening reopening, HttpServletRequest request) {
        return created(tracking.reopen(code, reopening.reason(), reopening.otp(), ClientAddress.of(request)));
    }

    @GetMapping("/vaccines")
    @Operation(summary = "The vaccines a complaint may name")
    List<Vaccines.Vaccine> vaccines() {
        return filing.vaccines();
    }

    @PostMapping("/assisted")
    @Operation(summary = "A health officer files for a citizen who is present: recorded at once")
    ResponseEntity<Recorded> assisted(@RequestBody ComplaintFiling.Request complaint) {
        return created(filing.fileAssisted(complaint));
    }

    private static ResponseEntity<Recorded> created(ComplaintFiling.Recorded recorded) {
        URI status = ServletUriComponentsBuilder.fromCurrentContextPath().path("/complaint/{code}").build(recorded.code());
        return ResponseEntity.created(status).cacheControl(CacheControl.noStore())
                .body(new Recorded(recorded.code(), recorded.recordedAt(), recorded.dueAt(), status.toString()));
    }

    private static ResponseEntity.BodyBuilder uncached(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.noStore());
    }
}

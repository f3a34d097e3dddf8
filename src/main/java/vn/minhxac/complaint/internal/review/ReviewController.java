package vn.minhxac.complaint.internal.review;

import java.util.Map;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the forms of complaint handling show and keep; the tasks themselves are completed with codes alone. */
@RestController
@RequestMapping("/api/v1/complaint-reviews/{id}")
class ReviewController {

    private final ReviewPage page;
    private final Decisions decisions;
    private final Triage triage;

    ReviewController(ReviewPage page, Decisions decisions, Triage triage) {
        this.page = page;
        this.decisions = decisions;
        this.triage = triage;
    }

    record Note(String note) {
    }

    record Proposals(List<Rejections.Proposed> items) {
    }

    @GetMapping
    ResponseEntity<ReviewView> view(@PathVariable UUID id, @RequestParam(required = false) Long record,
                                    @RequestParam(defaultValue = "false") boolean newRecord) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page.view(id, record, newRecord));
    }

    /** Refusals that follow from what is read on the certificate; in a body, since it is personal data. */
    @PostMapping("/certificate")
    Proposals certificate(@PathVariable UUID id, @RequestParam(required = false) Long record, @RequestBody Rejections.Certificate certificate) {
        return new Proposals(page.compare(id, record, certificate));
    }

    @PutMapping("/decision")
    Map<String, Boolean> decide(@PathVariable UUID id, @RequestBody Decisions.Input decision) {
        decisions.save(id, decision);
        return Map.of("saved", true);
    }

    @PutMapping("/place")
    Map<String, Boolean> place(@PathVariable UUID id, @RequestBody Triage.Place place) {
        triage.place(id, place);
        return Map.of("saved", true);
    }

    @PutMapping("/police-note")
    Map<String, Boolean> policeNote(@PathVariable UUID id, @RequestBody Note note) {
        decisions.policeNote(id, note.note());
        return Map.of("saved", true);
    }
}

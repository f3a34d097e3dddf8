package vn.minhxac.cleaning.internal.batch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Conflicts;

/** The rows behind the forms of data cleaning; people's data never enter the engine. */
@RestController
@RequestMapping("/api/v1/cleaning/batches")
@Tag(name = "cleaning")
class GridController {

    private static final int MOST_DECISIONS = 500;

    private final GridPage page;
    private final Decisions decisions;
    private final Undoing undoing;
    private final Sampling sampling;
    private final BatchDesk desk;

    GridController(GridPage page, Decisions decisions, Undoing undoing, Sampling sampling, BatchDesk desk) {
        this.page = page;
        this.decisions = decisions;
        this.undoing = undoing;
        this.sampling = sampling;
        this.desk = desk;
    }

    /** @param communeCode null: the officer's own */
    record Request(String communeCode) {

        Request {
            PlainText.check(communeCode);
        }
    }

    @GetMapping
    @Operation(summary = "Batches that are not done and that the officer may see")
    List<BatchDesk.Line> batches() {
        return desk.batches();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Lists the wrong records of a commune now: 409 while a list is in review, 422 where there are none")
    Map<String, UUID> open(@RequestBody(required = false) Request request) {
        return Map.of("id", desk.request(request == null ? null : request.communeCode()));
    }

    @GetMapping("/{id}")
    ResponseEntity<BatchView> head(@PathVariable UUID id) {
        return noStore(page.head(id));
    }

    @PostMapping("/{id}/index")
    @Operation(summary = "Lines of the rows that match; in a body, since a search is personal data")
    ResponseEntity<GridQuery.Index> index(@PathVariable UUID id, @RequestBody(required = false) RowFilter filter) {
        return noStore(page.index(id, filter == null ? RowFilter.none() : filter));
    }

    @GetMapping("/{id}/rows")
    ResponseEntity<List<RowView>> rows(@PathVariable UUID id, @RequestParam Set<Integer> lines) {
        return noStore(page.rows(id, lines));
    }

    @PostMapping("/{id}/decisions")
    @Operation(summary = "Decides rows (at most 500); each line is answered, and what may not be changes nothing")
    List<DecisionResult> decide(@PathVariable UUID id, @RequestBody List<DecisionInput> inputs) {
        if (inputs.size() > MOST_DECISIONS || inputs.contains(null)) {
            throw new BadInput("cleaning.tooManyRows");
        }
        // Key presses that were sent together are still taken back one by one.
        return Conflicts.again(() -> decisions.decide(id, inputs, null));
    }

    @PostMapping("/{id}/undo")
    Undoing.Undone undo(@PathVariable UUID id) {
        return Conflicts.again(() -> undoing.undo(id));
    }

    @PostMapping("/{id}/samples")
    ResponseEntity<Sampling.Sample> sample(@PathVariable UUID id, @RequestBody(required = false) RowFilter filter) {
        return noStore(sampling.draw(id, filter == null ? RowFilter.none() : filter));
    }

    @PostMapping("/{id}/samples/{sampleId}/accept")
    Sampling.Accepted accept(@PathVariable UUID id, @PathVariable UUID sampleId) {
        return Conflicts.again(() -> sampling.accept(id, sampleId));
    }

    private static <T> ResponseEntity<T> noStore(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}

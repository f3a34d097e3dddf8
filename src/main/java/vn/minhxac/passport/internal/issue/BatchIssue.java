package vn.minhxac.passport.internal.issue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportBatches;
import vn.minhxac.passport.PassportMaker;
import vn.minhxac.passport.SelfCheck;

@Service
class BatchIssue implements PassportBatches {

    private static final Logger LOG = LoggerFactory.getLogger(BatchIssue.class);

    private final BatchTable batches;
    private final PassportTable passports;
    private final PassportMaker maker;
    private final SelfCheck selfCheck;
    private final Audit audit;
    private final IssueSettings settings;
    private final Clock clock;

    BatchIssue(BatchTable batches, PassportTable passports, PassportMaker maker, SelfCheck selfCheck,
               Audit audit, IssueSettings settings, Clock clock) {
        this.batches = batches;
        this.passports = passports;
        this.maker = maker;
        this.selfCheck = selfCheck;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Opened open(UUID batchId) {
        BatchTable.Batch batch = find(batchId);
        if (!batch.status().equals("OPENING")) {
            throw new IllegalStateException("Đợt cấp đã được lập trước đó: kiểm tra trạng thái trong bảng passport_batch trước khi chạy lại bước này");
        }
        int people = batches.gather(batchId, batch.signingListId(), settings.chunkSize());
        boolean needsRelease = people > settings.releaseLimit();
        if (people == 0) {
            batches.finished(batchId, "DONE", clock.instant());
        } else {
            batches.opened(batchId, people, needsRelease ? "WAITING_FOR_RELEASE" : "ISSUING");
        }
        audit.record("passport.batchOpened", "passport_batch", batchId.toString(),
                Map.of("signingList", batch.signingListId().toString(), "people", people, "needsRelease", needsRelease));
        return new Opened(people, needsRelease);
    }

    @Override
    @Transactional
    public boolean issueChunk(UUID batchId, int chunk) {
        BatchTable.Batch batch = find(batchId);
        if (!batch.status().equals("ISSUING")) {
            throw new IllegalStateException("Đợt cấp chưa được duyệt phát hành hoặc đã dừng; không cấp hộ chiếu nào. "
                    + "Hoàn thành hai bước duyệt và xác nhận trong Tasklist trước.");
        }
        Chunk work = make(batches.candidates(batchId, chunk));
        int issued = work.ready.isEmpty() ? 0 : passports.store(batchId, batch.provinceCode(), work.ready);
        batches.outcome(batchId, "HAS_PASSPORT", work.hasPassport);
        batches.outcome(batchId, "NOT_ELIGIBLE", work.notEligible);
        batches.outcome(batchId, "FAILED_SELF_CHECK", work.failed);
        batches.issued(batchId, issued);
        boolean left = batches.hasChunkAfter(batchId, chunk);
        if (!left) {
            batches.finished(batchId, "DONE", clock.instant());
        }
        audit.record("passport.issued", "passport_batch", batchId.toString(), Map.of("chunk", chunk, "issued", issued,
                "hasPassport", work.hasPassport.size() + work.ready.size() - issued, "notEligible", work.notEligible.size(),
                "failedSelfCheck", work.failed.size()));
        return left;
    }

    @Override
    @Transactional
    public void stop(UUID batchId) {
        find(batchId);
        batches.finished(batchId, "STOPPED", clock.instant());
        audit.record("passport.batchStopped", "passport_batch", batchId.toString(), Map.of());
    }

    private Chunk make(List<Candidate> people) {
        Chunk chunk = new Chunk();
        Instant now = clock.instant();
        int unfit = 0;
        for (Candidate person : people) {
            if (person.hasPassport()) {
                chunk.hasPassport.add(person.memberId());
            } else if (person.facts() == null) {
                chunk.notEligible.add(person.memberId());
            } else {
                try {
                    IssuedCode code = maker.make(person.facts(), now);
                    if (selfCheck.passes(person.facts(), code)) {
                        chunk.ready.add(new PassportTable.Row(person, code));
                    } else {
                        chunk.failed.add(person.memberId());
                    }
                } catch (IllegalArgumentException e) {
                    // the facts cannot be written as a certificate: this person's alone
                    LOG.error("passport of record {} cannot be made: {}", person.memberId(), e.getMessage());
                    chunk.failed.add(person.memberId());
                    unfit++;
                }
            }
        }
        if (chunk.failed.size() > unfit) {
            LOG.error("{} of {} passport codes failed the self-check", chunk.failed.size() - unfit, people.size());
            if (chunk.ready.isEmpty()) {
                throw new IllegalStateException("Toàn bộ mã QR vừa tạo không qua bước tự kiểm tra; chưa phát hành mã nào. "
                        + "Kiểm tra chứng thư ký hộ chiếu và danh sách tin cậy, rồi cho chạy lại bước này.");
            }
        }
        return chunk;
    }

    private BatchTable.Batch find(UUID batchId) {
        return batches.lock(batchId).orElseThrow(() -> new IllegalStateException("Không có đợt cấp hộ chiếu này: " + batchId));
    }

    /** What becomes of the people of a chunk, by the ids of their records. */
    private static final class Chunk {
        private final List<PassportTable.Row> ready = new ArrayList<>();
        private final List<Long> hasPassport = new ArrayList<>();
        private final List<Long> notEligible = new ArrayList<>();
        private final List<Long> failed = new ArrayList<>();
    }
}

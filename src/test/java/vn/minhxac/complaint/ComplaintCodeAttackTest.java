package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.TooManyRequests;

/** One-time codes and tracking codes in hostile hands: guessed, used again, used for another complaint, used by many at once. */
class ComplaintCodeAttackTest extends ComplaintScene {

    private static final String WRONG = "wrong!";

    @Test
    void fiveWrongCodesAndTheRightOneIsNoLongerTaken() {
        ComplaintFiling.Filed filed = filing.file(wrongDose(), "API", "192.0.2.1");
        String right = otp(filed.code());
        for (String wrong : new String[] {"", null, WRONG, right + " ", "\u0000" + right}) {
            assertRefused(400, "otp.wrong", () -> filing.confirm(filed.code(), wrong, "192.0.2.2"));
        }
        assertRefused(429, "otp.tooManyTries", () -> filing.confirm(filed.code(), right, "192.0.2.3"));
        assertThat(count("complaint where recorded_at is not null")).isZero();
        assertThat(instances()).isZero();
    }

    @Test
    void aCodeRecordsOneComplaintOnceAndNoOther() {
        ComplaintFiling.Filed first = filing.file(wrongDose(), "API", "192.0.2.1");
        ComplaintFiling.Filed other = filing.file(of(wrongDose(), "Trần Văn Bình", "019190000999", "0987654321"), "API", "192.0.2.1");
        String code = otp(first.code());
        assertRefused(400, "otp.wrong", () -> filing.confirm(other.code(), code, "192.0.2.1"));
        filing.confirm(first.code(), code, "192.0.2.1");
        assertRefused(409, "complaint.recorded", () -> filing.confirm(first.code(), code, "192.0.2.1"));
        assertRefused(400, "otp.wrong", () -> tracking.withdraw(first.code(), code, "192.0.2.1"));
        assertThat(instances()).isEqualTo(1);
        assertThat(count("complaint where recorded_at is not null")).isEqualTo(1);
    }

    @Test
    void aCodeThatIsTooOldRecordsNothing() {
        ComplaintFiling.Filed filed = filing.file(wrongDose(), "API", "192.0.2.1");
        String code = otp(filed.code());
        clock.advance(Duration.ofMinutes(6));
        assertRefused(400, "otp.wrong", () -> filing.confirm(filed.code(), code, "192.0.2.1"));
        filing.sendAgain(filed.code(), "192.0.2.1");
        // the old one is not taken for the new one
        if (!code.equals(otp(filed.code()))) {
            assertRefused(400, "otp.wrong", () -> filing.confirm(filed.code(), code, "192.0.2.1"));
        }
        filing.confirm(filed.code(), otp(filed.code()), "192.0.2.1");
        assertThat(instances()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void manyWhoConfirmAtTheSameTimeRecordOnce() throws Exception {
        ComplaintFiling.Filed filed = filing.file(wrongDose(), "API", "192.0.2.1");
        String code = otp(filed.code());
        List<Object> outcomes = atOnce(8, n -> filing.confirm(filed.code(), code, "192.0.2." + n));
        assertThat(outcomes).filteredOn(ComplaintFiling.Recorded.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> !(outcome instanceof ComplaintFiling.Recorded)).allMatch(BadInput.class::isInstance);
        assertThat(instances()).isEqualTo(1);
        assertThat(count("outbox where dedup_key like 'complaint:%:RECORDED:%' and channel = 'SMS'")).isEqualTo(1);
        assertThat(steps(id(filed.code()))).containsExactly("RECORDED");
    }

    /** More at once than there are connections: no one holds his while he waits for another. */
    @Test
    @Timeout(120)
    void aCrowdThatConfirmsDoesNotStandStill() throws Exception {
        int crowd = 80;
        List<String> codes = new ArrayList<>();
        List<String> otps = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            codes.add(filing.file(of(wrongDose(), "Lê Thị Hòa", "0191900%05d".formatted(i), "09123%05d".formatted(i)), "API", "192.0.3." + i).code());
            otps.add(otp(codes.get(i)));
        }
        long began = System.nanoTime();
        List<Object> outcomes = atOnce(crowd, n -> filing.confirm(codes.get(n), otps.get(n), "192.0.2." + n));
        assertThat(outcomes).allMatch(ComplaintFiling.Recorded.class::isInstance);
        // A pool whose connections wait for one another gives up after half a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    @Timeout(60)
    void aComplaintIsWithdrawnOnceAndReopenedOnce() throws Exception {
        citizen();
        ComplaintFiling.Recorded withdrawn = routed(wrongDose());
        tracking.sendCode(withdrawn.code(), "192.0.2.1");
        String code = otp(withdrawn.code());
        List<Object> outcomes = atOnce(4, n -> {
            tracking.withdraw(withdrawn.code(), code, "192.0.2." + n);
            return "done";
        });
        assertThat(outcomes).filteredOn("done"::equals).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> !"done".equals(outcome)).allMatch(BadInput.class::isInstance);
        assertThat(steps(withdrawn.id())).filteredOn("WITHDRAWN"::equals).hasSize(1);
        assertRefused(409, "complaint.notReopenable", () -> tracking.reopen(withdrawn.code(), "Chưa đúng", code, "192.0.2.1"));

        ComplaintFiling.Recorded answered = routed(wrongDose());
        complete(assignee(answered.id()), answered.id(),
                new java.util.HashMap<>(Map.of("outcome", "REJECTED", "reasonCode", "R01")));
        assertThat(status(answered.id())).isEqualTo("REJECTED");
        tracking.sendCode(answered.code(), "192.0.2.1");
        String again = otp(answered.code());
        List<Object> reopened = atOnce(4, n -> tracking.reopen(answered.code(), "Xin xem lại", again, "192.0.2." + n));
        assertThat(reopened).filteredOn(ComplaintFiling.Recorded.class::isInstance).hasSize(1);
        assertThat(reopened).filteredOn(outcome -> !(outcome instanceof ComplaintFiling.Recorded)).allMatch(BadInput.class::isInstance);
        assertThat(count("complaint where reopens is not null")).isEqualTo(1);
        assertRefused(409, "complaint.closed", () -> tracking.supplement(answered.code(), "Thêm", List.of(), again, "192.0.2.1"));
        assertThat(count("complaint_supplement")).isZero();
    }

    /** An upload that is none: nothing is stored, and nothing goes to a phone that may be anybody's. */
    @Test
    void aComplaintThatCannotBeStoredSendsNothing() {
        ComplaintFiling.Request good = wrongDose();
        ComplaintFiling.Request request = new ComplaintFiling.Request(good.fullName(), good.sex(), good.dateOfBirth(), good.idType(), good.idNumber(),
                good.phone(), good.email(), good.type(), good.description(), good.place(), good.doses(), List.of(UUID.randomUUID().toString()), null);
        assertRefused(400, "complaint.invalid", () -> filing.file(request, "API", "192.0.2.1"));
        for (String table : List.of("complaint", "outbox", "one_time_code")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    @Test
    void whoGuessesTrackingCodesIsStoppedAndLearnsNothing() {
        ComplaintFiling.Filed filed = filing.file(wrongDose(), "API", "192.0.2.1");
        List<String> guesses = List.of("0000-0000-0000-0000", "' or 1=1 --", "../../etc", "\u0000", filed.code().substring(1), filed.code() + "0");
        for (int i = 0; i < 60; i++) {
            String guess = guesses.get(i % guesses.size());
            assertRefused(404, "complaint.unknown", () -> tracking.view(guess, "203.0.113.1"));
        }
        assertThatThrownBy(() -> tracking.view(guesses.get(0), "203.0.113.1")).isInstanceOf(TooManyRequests.class);
        // Others are not kept from theirs, even behind the same address.
        assertThat(tracking.view(filed.code(), "203.0.113.1").code()).isEqualTo(filed.code());
        assertRefused(404, "complaint.unknown", () -> tracking.view(guesses.get(0), "203.0.113.2"));
        clock.advance(Duration.ofMinutes(61));
        assertRefused(404, "complaint.unknown", () -> tracking.view(guesses.get(0), "203.0.113.1"));
    }

    @Test
    void thePartsOfAComplaintHaveNoCodeThatOpensThem() {
        citizen();
        ComplaintFiling.Recorded whole = routed(request(ComplaintType.WRONG_DOSE_INFO, null, dose(1, "2021-09-05", "PFIZER", "19001"),
                dose(2, "2021-10-05", "PFIZER", "19002")));
        List<String> parts = jdbc.sql("select code from complaint where parent_id = :id").param("id", whole.id()).query(String.class).list();
        assertThat(parts).hasSize(2).allSatisfy(code -> {
            assertRefused(404, "complaint.unknown", () -> tracking.view(code, "192.0.2.1"));
            assertRefused(404, "complaint.unknown", () -> tracking.sendCode(code, "192.0.2.1"));
            assertRefused(404, "complaint.unknown", () -> tracking.withdraw(code, WRONG, "192.0.2.1"));
        });
    }

    private static void assertRefused(int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BadInput.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(status);
        });
    }

    private interface Nth {
        Object call(int n) throws Exception;
    }

    /** What each of them returned or threw, all having begun at the same moment. */
    private static List<Object> atOnce(int many, Nth what) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(many);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Object>> running = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int n = i;
            running.add(pool.submit((Callable<Object>) () -> {
                start.await();
                try {
                    return what.call(n);
                } catch (RuntimeException e) {
                    return e;
                }
            }));
        }
        start.countDown();
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> one : running) {
            outcomes.add(one.get());
        }
        pool.shutdown();
        return outcomes;
    }

    private UUID id(String code) {
        return jdbc.sql("select id from complaint where code = :code").param("code", code).query(UUID.class).single();
    }

    private String assignee(UUID complaint) {
        return task(complaint).getAssignee();
    }

    private long instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("complaintHandling").count();
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}

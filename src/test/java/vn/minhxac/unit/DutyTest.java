package vn.minhxac.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;

/** Who is given the next complaint. */
class DutyTest extends IntegrationTest {

    private static final LocalDate TODAY = LocalDate.of(2022, 5, 4);

    @Autowired
    Duty duty;
    @Autowired
    PlatformTransactionManager transactions;

    private final Map<String, Integer> open = new HashMap<>();

    @BeforeEach
    void threeAtTheStation() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        officer("station3", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        open.clear();
    }

    private Optional<String> next(String not) {
        clock.advance(Duration.ofMinutes(1));
        return duty.next(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, not, ids -> open);
    }

    private String given() {
        String officer = next(null).orElseThrow();
        open.merge(officer, 1, Integer::sum);
        return officer;
    }

    @Test
    void hundredComplaintsAreSharedOutEvenlyWhateverEachHadBefore() {
        open.putAll(Map.of("station1", 30, "station2", 5));
        for (int i = 0; i < 100; i++) {
            given();
        }
        assertThat(open).as("135 in all").isEqualTo(Map.of("station1", 45, "station2", 45, "station3", 45));
    }

    @Test
    void ofEquallyLoadedOnesTheOneWhoWaitedLongestIsNext() {
        assertThat(List.of(given(), given(), given())).containsExactly("station1", "station2", "station3");
        open.clear();
        assertThat(List.of(next(null).orElseThrow(), next(null).orElseThrow(), next(null).orElseThrow(), next(null).orElseThrow()))
                .containsExactly("station1", "station2", "station3", "station1");
    }

    @Test
    void whoIsAbsentTodayIsPassedOverAndWhoComesBackIsNot() {
        as("station1", () -> {
            duty.enterAbsence("station1", TODAY, TODAY.plusDays(1), null);
            return null;
        });
        assertThat(drawn(20)).containsExactlyInAnyOrder("station2", "station3");
        assertThat(duty.absentToday("station1")).hasValueSatisfying(a -> assertThat(a.substitute()).isNull());
        assertThat(duty.absentToday("station2")).isEmpty();
        // 05/05 is the last day; at 17:30 UTC the 6th has begun in Viet Nam
        clock.set(Instant.parse("2022-05-05T16:30:00Z"));
        assertThat(drawn(20)).doesNotContain("station1");
        clock.set(Instant.parse("2022-05-05T17:30:00Z"));
        assertThat(drawn(20)).contains("station1");
    }

    @Test
    void aSubstituteStandsInUnlessAbsentOrGone() {
        // station3 then goes to another station, so that only as a substitute this one can be chosen
        as("station1", () -> {
            duty.enterAbsence("station1", TODAY, TODAY, "station3");
            return null;
        });
        jdbc.sql("update officer set active = false where user_id = 'station2'").update();
        jdbc.sql("update officer set unit_code = '05434' where user_id = 'station3'").update();
        assertThat(next(null)).contains("station3");
        assertThat(next("station3")).as("must not be chosen, as a substitute neither").isEmpty();

        as("province1", () -> {
            duty.enterAbsence("station3", TODAY, TODAY, null);
            return null;
        });
        assertThat(next(null)).as("the substitute is absent too").isEmpty();
        jdbc.sql("delete from officer_absence where user_id = 'station3'").update();
        jdbc.sql("update officer set active = false where user_id = 'station3'").update();
        assertThat(next(null)).as("the substitute has left").isEmpty();
    }

    @Test
    void anOfficerWhoMustNotBeChosenIsNot() {
        assertThat(IntStream.range(0, 12).mapToObj(i -> next("station2").orElseThrow()).distinct())
                .containsExactlyInAnyOrder("station1", "station3");
    }

    @Test
    void nobodyThereIsNobody() {
        assertThat(duty.next(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05434", null, ids -> Map.of())).isEmpty();
        assertThat(duty.served(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05434")).isFalse();
        assertThat(duty.served(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE)).isTrue();
        assertThat(duty.of(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE)).extracting(Officer::userId)
                .containsExactly("station1", "station2", "station3");
    }

    @Test
    void nodesAtTheSameMomentChooseDifferentOfficersAndNeverWait() {
        Set<String> chosen = ConcurrentHashMap.newKeySet();
        inOneTransactionEach(2, chosen);
        assertThat(chosen).hasSize(2);
        inOneTransactionEach(3, chosen);
        assertThat(chosen).hasSize(3);
        inOneTransactionEach(6, chosen);
        assertThat(chosen).as("three more than there are officers").hasSize(3);
    }

    /** One transaction on a connection of its own chooses, and stays open while the next one does. */
    private void inOneTransactionEach(int transactionsLeft, Set<String> chosen) {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            chosen.add(duty.next(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, null, ids -> Map.of()).orElseThrow());
            if (transactionsLeft > 1) {
                assertThat(CompletableFuture.runAsync(() -> inOneTransactionEach(transactionsLeft - 1, chosen)))
                        .as("would have to wait").succeedsWithin(Duration.ofSeconds(20));
            }
        });
    }

    @Test
    void aRushIsSharedOutTooThoughNobodySeesWhatTheOthersAreGiving() {
        Map<String, AtomicInteger> given = new ConcurrentHashMap<>();
        var own = new TransactionTemplate(transactions);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 8).mapToObj(n -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                String officer = own.execute(tx -> duty.next(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, null, ids -> given.entrySet()
                        .stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().get()))).orElseThrow());
                given.computeIfAbsent(officer, o -> new AtomicInteger()).incrementAndGet();
            }
        }, threads)).toList();
        nodes.forEach(CompletableFuture::join);
        threads.shutdown();
        assertThat(given.values()).extracting(AtomicInteger::get).hasSize(3).allSatisfy(n -> assertThat(n).isBetween(145, 175));
    }

    private Set<String> drawn(int times) {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < times; i++) {
            next(null).ifPresent(drawn::add);
        }
        return drawn;
    }
}

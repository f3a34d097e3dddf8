package vn.minhxac.verification.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.Identities.Verdict;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.common.Uuid8;
import vn.minhxac.registry.PopulationRegistryGateway;
import vn.minhxac.registry.PopulationRegistryGateway.Answer;
import vn.minhxac.registry.PopulationRegistryGateway.Person;
import vn.minhxac.registry.PopulationRegistryGateway.Result;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Step 2: one chunk of people, one request, one answer. The registry is asked before anything is written. */
@Service
public class ChunkComparison {

    private final ListRepository lists;
    private final ComparisonRepository comparisons;
    private final Identities identities;
    private final PopulationRegistryGateway registry;
    private final Clock clock;

    ChunkComparison(ListRepository lists, ComparisonRepository comparisons, Identities identities, PopulationRegistryGateway registry, Clock clock) {
        this.lists = lists;
        this.comparisons = comparisons;
        this.identities = identities;
        this.registry = registry;
        this.clock = clock;
    }

    @Transactional
    public void run(UUID listId, int chunk) {
        List<Identity> asked = identities.find(lists.pending(listId, chunk)).stream()
                .filter(person -> person.status() == IdentityStatus.SENT).toList();
        if (asked.isEmpty()) {
            return;
        }
        UUID requestId = requestId(listId, chunk, asked);
        List<Answer> answers = registry.compare(requestId, asked.stream().map(ChunkComparison::person).toList());

        VerificationList list = lists.lock(listId);
        Instant now = clock.instant();
        List<Identity> present = identities.lock(asked.stream().map(Identity::id).toList());
        // Whoever another node or a newer list has taken in the meantime is theirs.
        Set<Long> ours = new HashSet<>(lists.pending(listId, chunk));
        Map<Long, byte[]> askedAs = new HashMap<>();
        asked.forEach(person -> askedAs.put(person.id(), person.contentHash()));

        List<Answer> valid = answers.stream().filter(answer -> ours.contains(Long.valueOf(answer.ref()))).toList();
        Set<Long> settled = new HashSet<>(identities.settle(valid.stream().map(answer -> verdict(answer, askedAs)).toList(), now));
        comparisons.add(listId, requestId, valid.stream().filter(answer -> settled.contains(Long.valueOf(answer.ref()))).toList(), askedAs, now);
        lists.outcomeFromStatus(listId, settled);
        askAgain(list, present.stream().filter(person -> ours.contains(person.id()) && !settled.contains(person.id())
                && person.status() == IdentityStatus.SENT).map(Identity::id).toList());
    }

    /** Their data changed while the answer was under way: that answer is about somebody else. */
    private void askAgain(VerificationList list, List<Long> changed) {
        if (!changed.isEmpty()) {
            lists.chunks(list.id(), list.chunks() + lists.assignChunks(list.id(), changed, list.chunks() + 1, PopulationRegistryGateway.MAX_ITEMS));
        }
    }

    private static Verdict verdict(Answer answer, Map<Long, byte[]> askedAs) {
        long id = Long.parseLong(answer.ref());
        return new Verdict(id, askedAs.get(id), status(answer.result()));
    }

    private static IdentityStatus status(Result result) {
        return switch (result) {
            case MATCH -> IdentityStatus.MATCHED;
            case NO_MATCH -> IdentityStatus.MISMATCHED;
            case UNVERIFIABLE -> IdentityStatus.UNVERIFIABLE;
        };
    }

    private static Person person(Identity person) {
        return new Person(Long.toString(person.id()), person.fullName(), person.sex(), person.dateOfBirth(), person.idNumber());
    }

    /** Named after what is asked: a repeated job asks the same request, changed data make another one. */
    static UUID requestId(UUID listId, int chunk, List<Identity> people) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((listId + "/" + chunk).getBytes(StandardCharsets.UTF_8));
            for (Identity person : people) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(person.id()).array());
                digest.update(person.contentHash());
            }
            return Uuid8.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

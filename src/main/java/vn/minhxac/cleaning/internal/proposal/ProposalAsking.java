package vn.minhxac.cleaning.internal.proposal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.common.Uuid8;
import vn.minhxac.registry.PopulationRegistryGateway;
import vn.minhxac.registry.PopulationRegistryGateway.Answer;
import vn.minhxac.registry.PopulationRegistryGateway.Person;
import vn.minhxac.registry.PopulationRegistryGateway.Result;

/** One chunk of candidates, one request, one answer. */
@Service
public class ProposalAsking {

    private final ProposalRepository proposals;
    private final Identities identities;
    private final PopulationRegistryGateway registry;
    private final Audit audit;
    private final Clock clock;

    ProposalAsking(ProposalRepository proposals, Identities identities, PopulationRegistryGateway registry, Audit audit, Clock clock) {
        this.proposals = proposals;
        this.identities = identities;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return whether the run has more to ask */
    @Transactional
    public boolean run(UUID run) {
        List<StoredProposal> next = proposals.next(run, PopulationRegistryGateway.MAX_ITEMS);
        Map<Long, Identity> people = identities.find(next.stream().map(StoredProposal::citizenId).distinct().toList()).stream()
                .collect(Collectors.toMap(Identity::id, Function.identity()));
        List<StoredProposal> asked = next.stream().filter(proposal -> isOf(proposal, people.get(proposal.citizenId()))).toList();
        if (!asked.isEmpty()) {
            ask(run, asked);
        }
        // Whoever was corrected meanwhile is somebody else: what was derived is void. After the registry has answered, for it locks rows.
        proposals.withdraw(run, next.stream().filter(proposal -> !isOf(proposal, people.get(proposal.citizenId())))
                .map(StoredProposal::citizenId).toList());
        return !proposals.next(run, 1).isEmpty();
    }

    private void ask(UUID run, List<StoredProposal> asked) {
        UUID request = requestId(run, asked);
        List<Answer> answers = registry.compare(request, asked.stream().map(proposal -> new Person(Long.toString(proposal.id()),
                proposal.fullName(), proposal.sex(), proposal.dateOfBirth(), proposal.idNumber())).toList());
        proposals.answered(request, answers, clock.instant());
        audit.record("cleaning.proposalsAsked", "cleaning_run", run.toString(), Map.of("asked", asked.size(),
                "confirmed", answers.stream().filter(answer -> answer.result() == Result.MATCH).count()));
    }

    static boolean isOf(StoredProposal proposal, Identity person) {
        return ProposalDerivation.isToCorrect(person) && Arrays.equals(proposal.contentHash(), person.contentHash());
    }

    /** Named after what is asked: a repeated job asks the same request. */
    static UUID requestId(UUID run, List<StoredProposal> asked) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(run.toString().getBytes(StandardCharsets.UTF_8));
            for (StoredProposal proposal : asked) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(proposal.id()).array());
                digest.update(String.join("\u001f", proposal.fullName(), proposal.sex(), proposal.dateOfBirth().toString(), proposal.idNumber())
                        .getBytes(StandardCharsets.UTF_8));
            }
            return Uuid8.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

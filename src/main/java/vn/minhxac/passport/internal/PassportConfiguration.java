package vn.minhxac.passport.internal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.passport.PassportMaker;
import vn.minhxac.passport.SelfCheck;
import vn.minhxac.passport.internal.check.IndependentChecker;
import vn.minhxac.passport.internal.check.IndependentSelfCheck;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.PassportSigningProperties;
import vn.minhxac.passport.internal.dcc.SignerInForce;
import vn.minhxac.passport.internal.verify.TrustList;

/** Puts makers and checkers together; neither knows the other. */
@Configuration
@EnableConfigurationProperties(PassportSigningProperties.class)
class PassportConfiguration {

    @Bean
    SignerInForce signerInForce(PassportSigningProperties properties) {
        return new SignerInForce(properties);
    }

    @Bean
    PassportMaker passportMaker(SignerInForce signer, PassportSigningProperties properties) {
        return new DccMaker(signer, properties.compression(), properties.uvciIssuer());
    }

    @Bean
    TrustList trustList(SignerInForce signer, PassportSigningProperties properties) {
        return new TrustList(signer.find().map(found -> found.certificate()), properties.trustedCertificates());
    }

    @Bean
    IndependentChecker passportChecker(TrustList trustList) {
        return new IndependentChecker(trustList::store);
    }

    @Bean
    SelfCheck selfCheck(IndependentChecker checker, PassportSigningProperties properties) {
        return new IndependentSelfCheck(checker, properties.selfCheck());
    }
}

package vn.minhxac.webapps.internal;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.DispatcherType;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import vn.minhxac.unit.Officers;

/** Who may call what. Every path that is not named public needs a signed-in officer; finer rights are the modules' own. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfig {

    /** Our pages have no inline script or style, and load nothing from elsewhere. */
    private static final String CSP = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";
    /** Swagger UI styles its elements inline. */
    private static final String SWAGGER_CSP = CSP + "; style-src 'self' 'unsafe-inline'";

    /** Public calls of the API; the modules limit their rate. */
    private static final String[] PUBLIC_GET = {"/api/v1/trust-list", "/api/v1/trust-list.jws", "/api/v1/revocations",
            "/api/v1/revocations.jws", "/api/v1/passports/passport.svg", "/api/v1/passports/passport.pdf", "/api/v1/units",
            "/api/v1/complaints/*"};
    private static final String[] PUBLIC_POST = {"/api/v1/passports/verify", "/api/v1/passports/verify-picture",
            "/api/v1/passports/lookup", "/api/v1/passports/lookup/confirm", "/api/v1/attachments", "/api/v1/complaints",
            "/api/v1/complaints/*/confirm", "/api/v1/complaints/*/code", "/api/v1/complaints/*/supplements",
            "/api/v1/complaints/*/withdraw", "/api/v1/complaints/*/reopen"};
    /** Pages and what they are made of. */
    private static final String[] PUBLIC_PAGES = {"/", "/complaint", "/complaint/**", "/passport/**", "/verify/**", "/login", "/error/**", "/css/**", "/js/**",
            "/img/**", "/fonts/**", "/vendor/**", "/webjars/**", "/favicon.ico"};

    private static final RequestMatcher EVERYTHING = request -> true;
    private static final RequestMatcher NOTHING = request -> false;

    private final CsrfTokenRepository tokens = Csrf.repository();
    private final Officers officers;

    SecurityConfig(Officers officers) {
        this.officers = officers;
    }

    /**
     * Paths below are whole paths. Spring's default would match them within the servlet that serves them, and so never those of
     * Camunda's own servlets ({@code /engine-rest/*}, {@code /camunda/api/*}): they would fall to the last chain.
     */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean wholePaths() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    @Bean
    @Order(1)
    SecurityFilterChain operationsSecurity(HttpSecurity http, ProblemAnswers problems) throws Exception {
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(calls -> calls
                        .requestMatchers("/actuator/health/**", "/actuator/health").permitAll()
                        .anyRequest().hasRole("ADMIN"))
                .csrf(this::unlessBasic)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .addFilterBefore(new PasswordFirst(officers, problems, NOTHING, EVERYTHING), AuthorizationFilter.class)
                .build();
    }

    /** Training only: scripted outages, the clock, the caught mail. For whoever sits at this machine. */
    @Bean
    @Order(2)
    @Profile("training")
    SecurityFilterChain trainingSecurity(HttpSecurity http, ProblemAnswers problems) throws Exception {
        RequestMatcher here = new OrRequestMatcher(new IpAddressMatcher("127.0.0.0/8"), new IpAddressMatcher("::1"));
        return http.securityMatcher("/training/**")
                .authorizeHttpRequests(calls -> calls.requestMatchers(here).permitAll().anyRequest().denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CSP)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain apiSecurity(HttpSecurity http, ProblemAnswers problems, IdentityService identities) throws Exception {
        return http.securityMatcher("/api/**", "/engine-rest/**")
                .authorizeHttpRequests(calls -> calls
                        .requestMatchers(HttpMethod.GET, PUBLIC_GET).permitAll()
                        .requestMatchers(HttpMethod.POST, PUBLIC_POST).permitAll()
                        .anyRequest().authenticated())
                .csrf(this::unlessBasic)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .addFilterBefore(new PasswordFirst(officers, problems, NOTHING, EVERYTHING), AuthorizationFilter.class)
                .addFilterAfter(new EngineIdentity(identities), AuthorizationFilter.class)
                .build();
    }

    /** Camunda's web applications: our login before them, their own protection against forged requests behind it. */
    @Bean
    @Order(4)
    SecurityFilterChain camundaSecurity(HttpSecurity http, ProblemAnswers problems) throws Exception {
        RequestMatcher calls = withDefaults().matcher("/camunda/api/**");
        return http.securityMatcher("/camunda/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .exceptionHandling(refusals -> refusals
                        .defaultAuthenticationEntryPointFor(problems, calls)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), EVERYTHING))
                .addFilterBefore(new PasswordFirst(officers, problems, NOTHING, calls), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pageSecurity(HttpSecurity http, StartPage start, ProblemAnswers problems) throws Exception {
        RequestMatcher swagger = withDefaults().matcher("/swagger-ui/**");
        RequestMatcher beforeChange = new OrRequestMatcher(Stream.concat(Stream.of(PUBLIC_PAGES), Stream.of(PasswordFirst.PAGE, "/logout"))
                .map(path -> (RequestMatcher) withDefaults().matcher(path)).toList());
        return http
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR).permitAll()
                        .requestMatchers(PUBLIC_PAGES).permitAll()
                        .requestMatchers("/staff/**", PasswordFirst.PAGE, "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                        .authenticated()
                        .anyRequest().access((who, request) -> new AuthorizationDecision(start.isNowhere(request.getRequest()))))
                .formLogin(login -> login.loginPage("/login").successHandler(start)
                        .failureHandler((request, response, why) -> response.sendRedirect(request.getContextPath()
                                + (why instanceof LockedException ? "/login?locked" : "/login?error"))))
                .logout(logout -> logout.logoutSuccessUrl("/").deleteCookies("JSESSIONID"))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                // The public forms act for nobody who is signed in: a page kept open for long still works.
                .csrf(csrf -> unlessBasic(csrf.ignoringRequestMatchers("/complaint", "/complaint/**", "/passport/**", "/verify/**")))
                .headers(headers -> headers
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(self), microphone=(), geolocation=()"))
                        .addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy",
                                swagger.matches(request) ? SWAGGER_CSP : CSP)))
                .exceptionHandling(refusals -> refusals
                        .authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login"))
                        .accessDeniedHandler(problems.forPages()))
                .addFilterBefore(new PasswordFirst(officers, problems, beforeChange, NOTHING), AuthorizationFilter.class)
                .build();
    }

    /** A call that carries its password itself cannot be forged by another site; a session can. */
    private void unlessBasic(CsrfConfigurer<HttpSecurity> csrf) {
        csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new Csrf.Handler())
                .ignoringRequestMatchers(request -> {
                    String credentials = request.getHeader("Authorization");
                    return credentials != null && credentials.regionMatches(true, 0, "Basic ", 0, 6);
                })
                .ignoringRequestMatchers(PUBLIC_POST);
    }
}

using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Tests.Iam;

/// <summary>What policies say, by IAM's reference of their elements and of the evaluation logic.</summary>
public sealed class PolicyEvaluationTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:jobs";

    private static readonly Principal Ann = new(PrincipalKind.User, "123456789012", "arn:aws:iam::123456789012:user/ann", "AIDAANN");

    private static readonly Principal Worker = new(
        PrincipalKind.Session,
        "123456789012",
        "arn:aws:sts::123456789012:assumed-role/worker/one",
        "AROAWORKER:one"
    )
    {
        Role = "arn:aws:iam::123456789012:role/worker",
    };

    [Theory]
    [InlineData("\"*\"", true)]
    [InlineData("\"sqs:*\"", true)]
    [InlineData("\"SQS:sendmessage\"", true)]
    [InlineData("\"sqs:Send*\"", true)]
    [InlineData("\"sqs:SendMessag?\"", true)]
    [InlineData("[\"sns:Publish\", \"sqs:SendMessage\"]", true)]
    [InlineData("\"sqs:SendMessage?\"", false)]
    [InlineData("\"sns:*\"", false)]
    public void An_action_may_have_wildcards_and_any_letters(string action, bool allows) =>
        Assert.Equal(allows, Allows($$"""{"Effect":"Allow","Action":{{action}},"Resource":"*"}"""));

    [Theory]
    [InlineData("\"NotAction\":\"sns:*\"", true)]
    [InlineData("\"NotAction\":[\"sns:*\",\"sqs:Send*\"]", false)]
    public void NotAction_is_all_others(string element, bool allows) =>
        Assert.Equal(allows, Allows($$"""{"Effect":"Allow",{{element}},"Resource":"*"}"""));

    [Theory]
    [InlineData("\"Resource\":\"arn:aws:sqs:*:123456789012:jobs\"", true)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:job?\"", true)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:JOBS\"", false)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:\"", false)]
    [InlineData("\"NotResource\":\"arn:aws:sqs:eu-west-1:123456789012:other\"", true)]
    [InlineData("\"NotResource\":\"arn:aws:sqs:*\"", false)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:jobs\"", true)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/queue}\"", true)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/star}\"", false)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/none}\"", false)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/none, 'jobs'}\"", true)]
    [InlineData("\"Resource\":\"arn:aws:sqs:eu-west-1:123456789012:job${?}\"", false)]
    public void A_resource_may_have_wildcards_and_variables(string element, bool allows) =>
        Assert.Equal(allows, Allows($$"""{"Effect":"Allow","Action":"*",{{element}}}"""));

    [Fact]
    public void A_policy_of_the_first_version_has_no_variables()
    {
        const string Statement = """{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:jobs"}""";
        Assert.True(Decide(Ann, new([Policy(Statement)])).IsAllowed);
        Assert.False(Decide(Ann, new([AccessPolicy.Of($$"""{"Version":"2008-10-17","Statement":{{Statement}}}""")])).IsAllowed);
    }

    [Theory]
    [InlineData("StringEquals", "k:text", "\"Red\"", true)]
    [InlineData("StringEquals", "K:TEXT", "\"Red\"", true)]
    [InlineData("StringEquals", "k:text", "[\"Blue\",\"Red\"]", true)]
    [InlineData("StringEquals", "k:text", "\"red\"", false)]
    [InlineData("StringEquals", "k:text", "\"R*\"", false)]
    [InlineData("StringEquals", "k:none", "\"Red\"", false)]
    [InlineData("StringEqualsIfExists", "k:none", "\"Red\"", true)]
    [InlineData("StringEqualsIfExists", "k:text", "\"Blue\"", false)]
    [InlineData("StringNotEquals", "k:text", "[\"Blue\",\"Red\"]", false)]
    [InlineData("StringNotEquals", "k:text", "[\"Blue\",\"red\"]", true)]
    [InlineData("StringNotEquals", "k:none", "\"Red\"", true)]
    [InlineData("StringEqualsIgnoreCase", "k:text", "\"RED\"", true)]
    [InlineData("StringNotEqualsIgnoreCase", "k:text", "\"RED\"", false)]
    [InlineData("StringLike", "k:text", "\"R?d\"", true)]
    [InlineData("StringNotLike", "k:text", "\"R*\"", false)]
    [InlineData("StringEquals", "k:text", "\"${k:same}\"", true)]
    [InlineData("NumericEquals", "k:number", "\"10.0\"", true)]
    [InlineData("NumericEquals", "k:number", "10", true)]
    [InlineData("NumericNotEquals", "k:number", "10", false)]
    [InlineData("NumericLessThan", "k:number", "10", false)]
    [InlineData("NumericLessThanEquals", "k:number", "10", true)]
    [InlineData("NumericGreaterThan", "k:number", "9.5", true)]
    [InlineData("NumericGreaterThanEquals", "k:number", "11", false)]
    [InlineData("NumericEquals", "k:text", "10", false)]
    [InlineData("DateEquals", "k:date", "\"2026-01-01T00:00:00Z\"", true)]
    [InlineData("DateEquals", "k:date", "\"1767225600\"", true)]
    [InlineData("DateLessThan", "k:date", "\"2026-01-02\"", true)]
    [InlineData("DateGreaterThan", "k:date", "\"2026-01-01T00:00:00Z\"", false)]
    [InlineData("DateGreaterThanEquals", "k:date", "\"2026-01-01T01:00:00+01:00\"", true)]
    [InlineData("Bool", "k:yes", "true", true)]
    [InlineData("Bool", "k:yes", "\"TRUE\"", true)]
    [InlineData("Bool", "k:yes", "false", false)]
    [InlineData("BoolIfExists", "k:none", "false", true)]
    [InlineData("BinaryEquals", "k:binary", "\"QmluYXJ5\"", true)]
    [InlineData("BinaryEquals", "k:binary", "\"QmluYXJ4\"", false)]
    [InlineData("IpAddress", "k:ip", "\"203.0.113.0/24\"", true)]
    [InlineData("IpAddress", "k:ip", "\"203.0.113.9/24\"", true)]
    [InlineData("IpAddress", "k:ip", "\"203.0.113.7\"", true)]
    [InlineData("IpAddress", "k:ip", "\"203.0.113.8/31\"", false)]
    [InlineData("NotIpAddress", "k:ip", "[\"10.0.0.0/8\",\"203.0.112.0/23\"]", false)]
    [InlineData("IpAddress", "k:ip", "\"2001:db8::/32\"", false)]
    [InlineData("IpAddress", "k:ip6", "\"2001:DB8:1234::/48\"", true)]
    [InlineData("ArnEquals", "k:arn", "\"arn:aws:sns:*:123456789012:top*\"", true)]
    [InlineData("ArnLike", "k:arn", "\"arn:aws:sns:*:topic\"", false)]
    [InlineData("ArnLike", "k:arn", "\"arn:aws:sns:eu-west-1:${aws:PrincipalAccount}:topic\"", true)]
    [InlineData("ArnNotLike", "k:arn", "\"arn:aws:sqs:*:*:*\"", true)]
    [InlineData("Null", "k:none", "\"true\"", true)]
    [InlineData("Null", "k:text", "\"true\"", false)]
    [InlineData("Null", "k:text", "false", true)]
    [InlineData("ForAllValues:StringEquals", "k:many", "[\"a\",\"b\",\"c\"]", true)]
    [InlineData("ForAllValues:StringEquals", "k:many", "[\"a\"]", false)]
    [InlineData("ForAllValues:StringEquals", "k:none", "\"a\"", true)]
    [InlineData("ForAnyValue:StringEquals", "k:many", "\"b\"", true)]
    [InlineData("ForAnyValue:StringEquals", "k:many", "\"c\"", false)]
    [InlineData("ForAnyValue:StringEquals", "k:none", "\"a\"", false)]
    [InlineData("ForAllValues:StringNotEquals", "k:many", "\"a\"", false)]
    [InlineData("ForAnyValue:StringNotEquals", "k:many", "\"a\"", true)]
    [InlineData("ForAnyValue:StringLike", "k:many", "\"?\"", true)]
    [InlineData("StringLooksLike", "k:text", "\"Red\"", false)]
    public void A_condition_compares_by_its_operator(string name, string key, string values, bool allows) =>
        Assert.Equal(
            allows,
            Allows($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{name}}":{"{{key}}":{{values}} } } }""")
        );

    [Fact]
    public void All_conditions_of_a_statement_have_to_hold()
    {
        Assert.True(
            Allows(
                """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:text":"Red","k:same":"Red"},"Bool":{"k:yes":"true"}}}"""
            )
        );
        Assert.False(
            Allows(
                """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:text":"Red","k:same":"Blue"},"Bool":{"k:yes":"true"}}}"""
            )
        );
        Assert.False(
            Allows(
                """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:text":"Red"},"Bool":{"k:yes":"false"}}}"""
            )
        );
    }

    [Theory]
    [InlineData("\"Principal\":\"*\"", true)]
    [InlineData("\"Principal\":{\"AWS\":\"*\"}", true)]
    [InlineData("\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/ann\"}", true)]
    [InlineData("\"Principal\":{\"AWS\":[\"AIDAANN\"]}", true)]
    [InlineData("\"Principal\":{\"AWS\":\"123456789012\"}", false)]
    [InlineData("\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}", false)]
    [InlineData("\"Principal\":{\"Service\":\"sns.amazonaws.com\"}", false)]
    [InlineData("\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}", true)]
    [InlineData("\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::123456789012:user/ann\"}", false)]
    public void A_resource_policy_that_names_a_user_suffices_within_the_account(string principal, bool allows) =>
        Assert.Equal(
            allows,
            Decide(Ann, OwnPolicies.None, Resource($$"""{"Effect":"Allow",{{principal}},"Action":"*","Resource":"*"}""")).IsAllowed
        );

    [Fact]
    public void An_account_that_is_named_says_by_its_own_policies_who_of_it()
    {
        var resource = Resource("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"*","Resource":"*"}""");
        Assert.Equal(
            Says(Ann, "because no identity-based policy allows the sqs:SendMessage action"),
            Explain(Ann, OwnPolicies.None, resource)
        );
        Assert.True(Decide(Ann, new([Everything]), resource).IsAllowed);
    }

    [Fact]
    public void Another_accounts_resource_needs_both_policies()
    {
        var resource = Resource(
            """{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""",
            account: "999999999999"
        );
        Assert.True(Decide(Ann, new([Everything]), resource).IsAllowed);
        Assert.Equal(
            Says(Ann, "because no identity-based policy allows the sqs:SendMessage action"),
            Explain(Ann, OwnPolicies.None, resource)
        );
        Assert.Equal(
            Says(Ann, "because no resource-based policy allows the sqs:SendMessage action"),
            Explain(Ann, new([Everything]), new("999999999999", null))
        );
    }

    [Fact]
    public void A_deny_outweighs_every_allow_and_is_named()
    {
        var deny = Policy("""{"Effect":"Deny","Action":"sqs:*","Resource":"*"}""");
        Assert.Equal(Says(Ann, "with an explicit deny in an identity-based policy"), Explain(Ann, new([Everything, deny])));
        Assert.Equal(Says(Ann, "with an explicit deny in a permissions boundary"), Explain(Ann, new([Everything], deny)));
        Assert.Equal(
            Says(Worker, "with an explicit deny in a session policy"),
            Explain(Worker, new([Everything], null, [Everything, deny]))
        );
        Assert.Equal(
            Says(Ann, "with an explicit deny in a resource-based policy"),
            Explain(Ann, new([Everything]), Resource("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"""))
        );
    }

    [Fact]
    public void A_boundary_and_session_policies_only_narrow()
    {
        var other = Policy("""{"Effect":"Allow","Action":"sns:*","Resource":"*"}""");
        Assert.True(Decide(Worker, new([Everything], Everything, [Everything])).IsAllowed);
        Assert.Equal(
            Says(Worker, "because no identity-based policy allows the sqs:SendMessage action"),
            Explain(Worker, new([], Everything, [Everything]))
        );
        Assert.Equal(
            Says(Worker, "because no permissions boundary allows the sqs:SendMessage action"),
            Explain(Worker, new([Everything], other, [Everything]))
        );
        Assert.Equal(
            Says(Worker, "because no session policy allows the sqs:SendMessage action"),
            Explain(Worker, new([Everything], null, [other]))
        );
    }

    [Fact]
    public void A_role_that_a_resource_names_is_narrowed_by_its_session_and_a_session_that_it_names_is_not()
    {
        var none = Policy("""{"Effect":"Allow","Action":"sns:*","Resource":"*"}""");
        var role = Resource(
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"},"Action":"*","Resource":"*"}"""
        );
        var session = Resource(
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::123456789012:assumed-role/worker/one"},"Action":"*","Resource":"*"}"""
        );
        Assert.True(Decide(Worker, OwnPolicies.None, role).IsAllowed);
        Assert.False(Decide(Worker, new([], null, [none]), role).IsAllowed);
        Assert.False(Decide(Worker, new([], none), role).IsAllowed);
        Assert.True(Decide(Worker, new([], none, [none]), session).IsAllowed);
    }

    [Fact]
    public void A_trust_policy_has_to_let_in_whoever_it_is()
    {
        Assert.Equal(
            Says(Ann, "because no role trust policy allows the sqs:SendMessage action"),
            Explain(
                Ann,
                new([Everything]),
                new(
                    "123456789012",
                    Policy("""{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"*"}"""),
                    IsTrust: true
                )
            )
        );
        Assert.True(
            Decide(
                Ann,
                OwnPolicies.None,
                new(
                    "123456789012",
                    Policy("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:user/ann"},"Action":"*"}"""),
                    IsTrust: true
                )
            ).IsAllowed
        );
    }

    [Fact]
    public void A_service_needs_a_resource_policy_that_names_it()
    {
        var sns = Principal.Service("sns.amazonaws.com", "123456789012");
        Assert.True(
            Decide(
                sns,
                OwnPolicies.None,
                Resource("""{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"*","Resource":"*"}""")
            ).IsAllowed
        );
        Assert.False(
            Decide(
                sns,
                OwnPolicies.None,
                Resource("""{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"*","Resource":"*"}""")
            ).IsAllowed
        );
        Assert.False(Decide(sns, OwnPolicies.None, new("123456789012", null)).IsAllowed);
    }

    [Theory]
    [InlineData("nonsense", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2012-10-17"}""", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "The policy must contain a valid version string")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""", "Policy statement must contain actions.")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"SendMessage","Resource":"*"}}""",
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    )]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*"}}""", "Policy statement must contain resources.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"jobs"}}""", "Resource jobs must be in ARN format or \"*\".")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""",
        "Policy document should not specify a principal."
    )]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLooksLike":{"a:b":"c"}}}}""",
        "Syntax errors in policy."
    )]
    [InlineData(
        """{"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"}]}""",
        "Statement IDs (SID) in a single policy must be unique."
    )]
    public void A_policy_that_IAM_does_not_take_is_refused_in_its_words(string policy, string message) =>
        Assert.Equal(
            ("MalformedPolicyDocument", message),
            PolicyGrammar.Check(policy, PolicyKind.Own) is { } error ? (error.Code, error.Message) : default
        );

    private static AccessPolicy Everything => Policy("""{"Effect":"Allow","Action":"*","Resource":"*"}""");

    private static AccessPolicy Policy(string statement) => AccessPolicy.Of($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");

    private static ResourcePolicies Resource(string statement, string account = "123456789012") => new(account, Policy(statement));

    private static bool Allows(string statement) => Decide(Ann, new([Policy(statement)])).IsAllowed;

    private static Decision Decide(Principal who, OwnPolicies own, ResourcePolicies? resource = null) =>
        Decision.Of(Request(who), own, resource);

    private static string Explain(Principal who, OwnPolicies own, ResourcePolicies? resource = null) =>
        Decide(who, own, resource).Explain(Request(who));

    private static string Says(Principal who, string why) =>
        $"User: {who.Name} is not authorized to perform: sqs:SendMessage on resource: {Queue} {why}";

    private static AccessRequest Request(Principal who) =>
        new(
            who,
            "sqs:SendMessage",
            Queue,
            new RequestKeys()
                .Set("aws:PrincipalAccount", "123456789012")
                .Set("aws:PrincipalTag/queue", "jobs")
                .Set("aws:PrincipalTag/star", "*")
                .Set("k:text", "Red")
                .Set("k:same", "Red")
                .Set("k:number", "10")
                .Set("k:date", "2026-01-01T00:00:00Z")
                .Set("k:yes", "true")
                .Set("k:binary", "QmluYXJ5")
                .Set("k:ip", "203.0.113.7")
                .Set("k:ip6", "2001:db8:1234::1")
                .Set("k:arn", "arn:aws:sns:eu-west-1:123456789012:topic")
                .SetAll("k:many", ["a", "b"])
        );
}

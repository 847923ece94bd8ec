using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// --enforce-iam for services that deliver for themselves: the policy of the queue, topic or function has to let them.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
/// </summary>
internal static class DeliveryAccess
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["sqs"] = "sqs:SendMessage",
        ["sns"] = "sns:Publish",
        ["lambda"] = "lambda:InvokeFunction",
    };

    /// <summary>Null: it may deliver, or nobody asks.</summary>
    /// <param name="service">as sns.amazonaws.com</param>
    /// <param name="source">ARN of the topic, rule or bucket; its account, where the ARN does not say it, is
    /// <paramref name="account"/></param>
    public static AwsError? Refuse(Host host, string service, string source, string account, string target)
    {
        if (host.Access is null || target.Split(':', 4) is not [_, _, var kind, _] || !Actions.TryGetValue(kind, out var action))
            return null;
        var keys = GlobalKeys
            .OfTime(host.Time.GetUtcNow())
            .Set("aws:SourceArn", source)
            .Set("aws:SourceAccount", account)
            .Set("aws:PrincipalIsAWSService", "true")
            .Set("aws:PrincipalServiceName", service)
            .Set("aws:SecureTransport", "true");
        var asked = new AccessRequest(Principal.Service(service, account), action, target, keys);
        var decision = Decision.Of(asked, OwnPolicies.None, ResourcePolicyOf.Arn(host, target));
        return decision.IsAllowed ? null : new("AccessDenied", decision.Explain(asked), StatusCodes.Status403Forbidden);
    }
}

using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record PutDataProtectionPolicyRequest(string? ResourceArn, string? DataProtectionPolicy);

internal static class PutDataProtectionPolicy
{
    public static readonly Operation<SnsState, PutDataProtectionPolicyRequest, Nothing> Definition = TopicOperation
        .OnResource(
            "PutDataProtectionPolicy",
            SnsJson.Default.PutDataProtectionPolicyRequest,
            CoreJson.Default.Nothing,
            r => r.ResourceArn,
            Handle
        )
        .Lacking("the policy is kept, messages are not screened");

    private static Result<Nothing> Handle(Topic topic, PutDataProtectionPolicyRequest request, Context context)
    {
        var policy = request.DataProtectionPolicy ?? "";
        if (DataProtection.Check(policy) is { } error)
            return error;
        topic.Row = topic.Row with { DataProtectionPolicy = policy.Length == 0 ? null : policy };
        topic.State.Put(context.Changes, topic);
        return Nothing.Instance;
    }
}

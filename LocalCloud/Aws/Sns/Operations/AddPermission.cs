using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record AddPermissionRequest(string? TopicArn, string? Label, List<string>? AWSAccountId, List<string>? ActionName);

internal static class AddPermission
{
    public static readonly Operation<SnsState, AddPermissionRequest, Nothing> Definition = TopicOperation
        .OnTopic("AddPermission", SnsJson.Default.AddPermissionRequest, CoreJson.Default.Nothing, r => r.TopicArn, Handle)
        .Lacking("policies are kept, not enforced");

    private static Result<Nothing> Handle(Topic topic, AddPermissionRequest request, Context context)
    {
        if (request.Label is not { Length: > 0 } label)
            return SnsErrors.Invalid("Label Reason: no value for required parameter");
        if (request.AWSAccountId is not { Count: > 0 } accounts)
            return SnsErrors.Invalid("AWSAccountId Reason: no value for required parameter");
        if (request.ActionName is not { Count: > 0 } actions)
            return SnsErrors.Invalid("ActionName Reason: no value for required parameter");
        if (actions.Exists(a => a != "*" && !TopicPolicy.Actions.Contains(a)))
            return SnsErrors.Invalid("Policy statement action out of service scope!");
        var policy = TopicPolicy.Of(topic);
        if (policy.Has(label))
            return SnsErrors.Invalid("Statement already exists");
        var action = PolicyDocument.OneOrMany(actions.Select(a => $"SNS:{a}"));
        policy.Add(PolicyDocument.Permission(label, PolicyDocument.Accounts(accounts), action, topic.Arn));
        TopicPolicy.Save(topic, policy, context.Changes);
        return Nothing.Instance;
    }
}

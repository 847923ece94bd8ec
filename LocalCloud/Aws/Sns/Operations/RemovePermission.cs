using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record RemovePermissionRequest(string? TopicArn, string? Label);

internal static class RemovePermission
{
    public static readonly Operation<SnsState, RemovePermissionRequest, Nothing> Definition = TopicOperation.OnTopic(
        "RemovePermission",
        SnsJson.Default.RemovePermissionRequest,
        CoreJson.Default.Nothing,
        r => r.TopicArn,
        Handle
    );

    private static Result<Nothing> Handle(Topic topic, RemovePermissionRequest request, Context context)
    {
        if (request.Label is not { Length: > 0 } label)
            return SnsErrors.Invalid("Label Reason: no value for required parameter");
        var policy = TopicPolicy.Of(topic);
        if (!policy.Remove(label))
            return SnsErrors.NotFound("No such statement");
        TopicPolicy.Save(topic, policy, context.Changes);
        return Nothing.Instance;
    }
}

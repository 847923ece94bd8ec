namespace LocalCloud.Aws.Sqs;

internal sealed record RemovePermissionRequest(string? QueueUrl, string? Label);

internal static class RemovePermission
{
    public static readonly Operation<SqsState, RemovePermissionRequest, Nothing> Definition = Operation<SqsState>.Define(
        "RemovePermission",
        SqsJson.Wire.RemovePermissionRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, RemovePermissionRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.Label is not { Length: > 0 } label)
            return SqsErrors.Missing("Label");
        var policy = QueuePolicy.Of(queue);
        if (!policy.Remove(label))
            return SqsErrors.InvalidParameter("Label", label, "can't find label on existing policy.");
        QueuePolicy.Save(queue, policy, context);
        return Nothing.Instance;
    }
}

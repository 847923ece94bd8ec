namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record DeleteResourcePolicyRequest(string? ResourceArn, string? ExpectedRevisionId);

/// <summary>Where there is no policy, that is a success without a revision. docs: API_DeleteResourcePolicy</summary>
internal static class DeleteResourcePolicy
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DeleteResourcePolicy",
        DynamoDbJson.Default.DeleteResourcePolicyRequest,
        DynamoDbJson.Default.RevisionResponse,
        Handle,
        Must.Member<DeleteResourcePolicyRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283),
        Must.Member<DeleteResourcePolicyRequest>("expectedRevisionId", r => r.ExpectedRevisionId).Length(1, 255)
    );

    private static Result<RevisionResponse> Handle(DynamoDbState state, DeleteResourcePolicyRequest request, Context context)
    {
        if (!PolicyHolder.Of(state, request.ResourceArn!).Ok(out var holder, out var error))
            return error;
        if (holder.FaultOf(request.ExpectedRevisionId) is { } other)
            return other;
        var revision = holder.Policy?.RevisionId;
        if (revision is not null)
            holder.Set(context.Changes, null);
        return new RevisionResponse(revision);
    }
}

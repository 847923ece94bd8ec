using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

/// <param name="ConfirmRemoveSelfResourceAccess">Of no effect: LocalCloud's policies take the caller nothing away.</param>
internal sealed record PutResourcePolicyRequest(
    string? ResourceArn,
    string? Policy,
    string? ExpectedRevisionId,
    bool? ConfirmRemoveSelfResourceAccess
);

internal sealed record RevisionResponse(string? RevisionId);

internal static class PutResourcePolicy
{
    public static readonly Operation Definition = Operation<DynamoDbState>
        .Define(
            "PutResourcePolicy",
            DynamoDbJson.Default.PutResourcePolicyRequest,
            DynamoDbJson.Default.RevisionResponse,
            Handle,
            Must.Member<PutResourcePolicyRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283),
            Must.Member<PutResourcePolicyRequest>("policy", r => r.Policy).Required(),
            Must.Member<PutResourcePolicyRequest>("expectedRevisionId", r => r.ExpectedRevisionId).Length(1, 255)
        )
        .Lacking("asked with --enforce-iam only");

    private static Result<RevisionResponse> Handle(DynamoDbState state, PutResourcePolicyRequest request, Context context)
    {
        if (!PolicyHolder.Of(state, request.ResourceArn!).Ok(out var holder, out var error))
            return error;
        if (ResourcePolicy.Fault(request.Policy!) is { } fault)
            return DynamoDbErrors.Validation(fault);
        if (holder.FaultOf(request.ExpectedRevisionId) is { } other)
            return other;
        var policy = ResourcePolicy.After(holder.Policy, request.Policy!, context.Now);
        holder.Set(context.Changes, policy);
        return new RevisionResponse(policy.RevisionId);
    }
}

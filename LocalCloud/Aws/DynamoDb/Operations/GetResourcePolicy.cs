namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record GetResourcePolicyRequest(string? ResourceArn);

internal sealed record GetResourcePolicyResponse(string Policy, string RevisionId);

internal static class GetResourcePolicy
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "GetResourcePolicy",
        DynamoDbJson.Default.GetResourcePolicyRequest,
        DynamoDbJson.Default.GetResourcePolicyResponse,
        Handle,
        Must.Member<GetResourcePolicyRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283)
    );

    private static Result<GetResourcePolicyResponse> Handle(DynamoDbState state, GetResourcePolicyRequest request, Context context)
    {
        if (!PolicyHolder.Of(state, request.ResourceArn!).Ok(out var holder, out var error))
            return error;
        return holder.Policy is { } policy
            ? new GetResourcePolicyResponse(policy.Policy, policy.RevisionId)
            : new AwsError(
                "PolicyNotFoundException",
                $"Resource-based policy not found for the provided ResourceArn: {request.ResourceArn}"
            );
    }
}

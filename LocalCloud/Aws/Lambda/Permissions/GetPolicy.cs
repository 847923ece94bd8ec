using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Permissions;

internal sealed record PolicyResponse
{
    public string? Policy { get; init; }
    public string? RevisionId { get; init; }
}

internal static class GetPolicy
{
    public static readonly AwsError None = LambdaErrors.NotFound("The resource you requested does not exist.");

    public static readonly Operation<LambdaState, FunctionRequest, PolicyResponse> Definition = Operation<LambdaState>
        .Define(
            "GetPolicy",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.PolicyResponse,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/policy?Qualifier={Qualifier}");

    private static Result<PolicyResponse> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        return found.Function.Policies.GetValueOrDefault(found.Qualifier ?? "") is { } policy
            ? new PolicyResponse { Policy = policy.Text(), RevisionId = policy.RevisionId }
            : None;
    }
}

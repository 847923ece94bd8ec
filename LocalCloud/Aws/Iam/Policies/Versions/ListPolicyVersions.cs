namespace LocalCloud.Aws.Iam.Policies.Versions;

internal sealed record ListPolicyVersionsRequest(string? PolicyArn, string? Marker, int? MaxItems);

internal sealed record ListPolicyVersionsResponse(List<PolicyVersionShape> Versions, bool IsTruncated);

internal static class ListPolicyVersions
{
    public static readonly Operation<IamState, ListPolicyVersionsRequest, ListPolicyVersionsResponse> Definition = IamService.Define(
        "ListPolicyVersions",
        IamJson.Default.ListPolicyVersionsRequest,
        IamJson.Default.ListPolicyVersionsResponse,
        Handle,
        Kinds.Policy.Named<ListPolicyVersionsRequest>(r => r.PolicyArn)
    );

    private static Result<ListPolicyVersionsResponse> Handle(IamState state, ListPolicyVersionsRequest request, Context context) =>
        state.Policy(request.PolicyArn!).Ok(out var policy, out var error)
            ? new ListPolicyVersionsResponse(
                [.. Enumerable.Reverse(PolicyVersions.Of(policy)).Select(v => PolicyVersionShape.Of(policy, v, withDocument: false))],
                false
            )
            : error;
}

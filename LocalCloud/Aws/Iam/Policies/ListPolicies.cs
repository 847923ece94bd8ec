namespace LocalCloud.Aws.Iam.Policies;

internal sealed record ListPoliciesRequest(
    string? Scope,
    bool? OnlyAttached,
    string? PathPrefix,
    string? PolicyUsageFilter,
    string? Marker,
    int? MaxItems
);

internal sealed record ListPoliciesResponse(List<PolicyShape> Policies, bool IsTruncated, string? Marker = null);

internal static class ListPolicies
{
    public static readonly Operation<IamState, ListPoliciesRequest, ListPoliciesResponse> Definition = IamService
        .Define(
            "ListPolicies",
            IamJson.Default.ListPoliciesRequest,
            IamJson.Default.ListPoliciesResponse,
            Handle,
            Must.Member<ListPoliciesRequest>("maxItems", r => r.MaxItems).Range(1, 1000),
            Must.Member<ListPoliciesRequest>("scope", r => r.Scope).Enum("All", "AWS", "Local")
        )
        .Lacking("of AWS's own policies those alone whose content is known");

    private static Result<ListPoliciesResponse> Handle(IamState state, ListPoliciesRequest request, Context context) =>
        IamState
            .Pages.ByOffset(
                (request.Scope is "Local" ? [] : ManagedPolicies.All.Select(p => ManagedPolicies.Shape(state, p)))
                    .Concat(request.Scope is "AWS" ? [] : state.Policies.Values.Select(p => PolicyShape.Of(state, p)))
                    .Where(p =>
                        p.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)
                        && (request.OnlyAttached != true || p.AttachmentCount > 0)
                    ),
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out var error)
            ? new ListPoliciesResponse(page.Items, page.NextToken is not null, page.NextToken)
            : error;
}

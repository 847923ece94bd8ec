namespace LocalCloud.Aws.Iam.Account;

internal sealed record ListAliasesRequest(string? Marker, int? MaxItems);

internal sealed record ListAliasesResponse(List<string> AccountAliases, bool IsTruncated);

internal static class ListAccountAliases
{
    public static readonly Operation<IamState, ListAliasesRequest, ListAliasesResponse> Definition = IamService.Define(
        "ListAccountAliases",
        IamJson.Default.ListAliasesRequest,
        IamJson.Default.ListAliasesResponse,
        Handle
    );

    private static Result<ListAliasesResponse> Handle(IamState state, ListAliasesRequest request, Context context) =>
        new ListAliasesResponse(state.Alias is { } alias ? [alias] : [], false);
}

using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal sealed record ListAliasesRequest
{
    public string? FunctionName { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record ListAliasesResponse
{
    public string? NextMarker { get; init; }
    public List<AliasConfiguration>? Aliases { get; init; }
}

internal static class ListAliases
{
    public static readonly Operation<LambdaState, ListAliasesRequest, ListAliasesResponse> Definition = Operation<LambdaState>
        .Define(
            "ListAliases",
            LambdaJson.Default.ListAliasesRequest,
            LambdaJson.Default.ListAliasesResponse,
            Handle,
            FunctionName.Member<ListAliasesRequest>(r => r.FunctionName),
            CreateAlias.VersionOf<ListAliasesRequest>(r => r.FunctionVersion),
            Lists.MaxItems<ListAliasesRequest>(r => r.MaxItems)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/aliases?FunctionVersion={FunctionVersion}&Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListAliasesResponse> Handle(LambdaState state, ListAliasesRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var all = function.Aliases.Values.Where(a =>
            request.FunctionVersion is not { } version
            || a.FunctionVersion == version
            || a.RoutingConfig?.AdditionalVersionWeights?.ContainsKey(version) == true
        );
        return Lists.Pages.ByItem(all, a => a.Name!, request.Marker, request.MaxItems).Ok(out var page, out error)
            ? new ListAliasesResponse { Aliases = page.Items, NextMarker = page.NextToken }
            : error;
    }
}

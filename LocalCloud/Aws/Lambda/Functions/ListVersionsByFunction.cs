namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record ListVersionsRequest
{
    public string? FunctionName { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record ListVersionsResponse
{
    public string? NextMarker { get; init; }
    public List<FunctionConfiguration>? Versions { get; init; }
}

internal static class ListVersionsByFunction
{
    public static readonly Operation<LambdaState, ListVersionsRequest, ListVersionsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListVersionsByFunction",
            LambdaJson.Default.ListVersionsRequest,
            LambdaJson.Default.ListVersionsResponse,
            Handle,
            FunctionName.Namespaced<ListVersionsRequest>(r => r.FunctionName),
            Lists.MaxItems<ListVersionsRequest>(r => r.MaxItems)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/versions?Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListVersionsResponse> Handle(LambdaState state, ListVersionsRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var all = function.AllVersions.Select(v => v.Configuration with { FunctionArn = function.QualifiedArn(v.Number) });
        return Lists.Pages.ByItem(all, c => c.Version!, request.Marker, request.MaxItems).Ok(out var page, out error)
            ? new ListVersionsResponse { Versions = [.. page.Items.Select(c => c.Listed())], NextMarker = page.NextToken }
            : error;
    }
}

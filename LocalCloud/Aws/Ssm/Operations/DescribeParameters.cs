namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record ParametersFilter(string Key, List<string> Values);

internal sealed record DescribeParametersRequest(
    List<ParametersFilter>? Filters,
    List<ParameterStringFilter>? ParameterFilters,
    int? MaxResults,
    string? NextToken,
    bool? Shared
);

internal sealed record DescribeParametersResponse(List<ParameterMetadata> Parameters, string? NextToken);

internal static class DescribeParameters
{
    public static readonly Operation<SsmState, DescribeParametersRequest, DescribeParametersResponse> Definition = Operation<SsmState>
        .Define(
            "DescribeParameters",
            SsmJson.Default.DescribeParametersRequest,
            SsmJson.Default.DescribeParametersResponse,
            Handle,
            Must.Each<DescribeParametersRequest, ParametersFilter>(
                "filters",
                r => r.Filters,
                Must.Member<ParametersFilter>("key", f => f.Key).Required().Enum("Name", "Type", "KeyId"),
                Must.Member<ParametersFilter>("values", f => f.Values).Required().Length(1, 50),
                Must.Each<ParametersFilter, string>("values", f => f.Values)
            ),
            Must.Each<DescribeParametersRequest, ParameterStringFilter>(
                "parameterFilters",
                r => r.ParameterFilters,
                ParameterStringFilter.Constraints
            ),
            Must.Member<DescribeParametersRequest>("maxResults", r => r.MaxResults).Range(1, 50)
        )
        .Lacking("Shared");

    private static Result<DescribeParametersResponse> Handle(SsmState state, DescribeParametersRequest request, Context context)
    {
        if (request.Shared == true)
            return AwsError.NotSupported("DescribeParameters", "Shared");
        if (request.Filters is { Count: > 0 } && request.ParameterFilters is { Count: > 0 })
            return Errors.Invalid("You can use either Filters or ParameterFilters in a single request.");
        var filters = request.ParameterFilters
            ?? request.Filters?.ConvertAll(f => new ParameterStringFilter(f.Key, f.Key == "Name" ? "BeginsWith" : "Equals", f.Values));
        if (Operations.Filters.Check(filters) is { } invalid)
            return invalid;
        var found = state.All.Where(p => Operations.Filters.Match(p, filters)).Select(p => ParameterMetadata.Of(state, p));
        return Errors.Pages.ByOffset(found, request.NextToken, request.MaxResults ?? 10).Ok(out var page, out var error)
            ? new DescribeParametersResponse(page.Items, page.NextToken)
            : error;
    }
}

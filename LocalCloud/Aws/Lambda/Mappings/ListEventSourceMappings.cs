using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Mappings;

internal sealed record ListMappingsRequest
{
    public string? EventSourceArn { get; init; }
    public string? FunctionName { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record ListMappingsResponse
{
    public string? NextMarker { get; init; }
    public List<MappingConfiguration>? EventSourceMappings { get; init; }
}

internal static class ListEventSourceMappings
{
    public static readonly Operation<LambdaState, ListMappingsRequest, ListMappingsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListEventSourceMappings",
            LambdaJson.Default.ListMappingsRequest,
            LambdaJson.Default.ListMappingsResponse,
            Handle,
            Must.Member<ListMappingsRequest>("eventSourceArn", r => r.EventSourceArn)
                .Pattern(Permissions.Patterns.AnyArn, Permissions.Patterns.AnyArnShown),
            Lists.MaxItems<ListMappingsRequest>(r => r.MaxItems)
        )
        .Http(
            "GET /2015-03-31/event-source-mappings?EventSourceArn={EventSourceArn}&FunctionName={FunctionName}"
                + "&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListMappingsResponse> Handle(LambdaState state, ListMappingsRequest request, Context context)
    {
        var arn = (string?)null;
        if (request.FunctionName is { Length: > 0 } name)
        {
            if (!state.Find(name, out var parsed).Ok(out var function, out var error))
                return error;
            arn = function.QualifiedArn(parsed.Qualifier);
        }
        var all = state.Mappings.Values.Where(m =>
            (arn is null || m.FunctionArn == arn) && (request.EventSourceArn is null || m.EventSourceArn == request.EventSourceArn)
        );
        return Lists.Pages.ByItem(all, m => m.UUID, request.Marker, request.MaxItems).Ok(out var page, out var invalid)
            ? new ListMappingsResponse { EventSourceMappings = [.. page.Items.Select(m => m.Shown(state))], NextMarker = page.NextToken }
            : invalid;
    }
}

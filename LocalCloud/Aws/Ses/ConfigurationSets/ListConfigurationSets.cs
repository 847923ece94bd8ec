namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal sealed record ListConfigurationSetsRequest(int? PageSize, string? NextToken);

internal sealed record ListConfigurationSetsResponse(List<string> ConfigurationSets, string? NextToken);

internal static class ListConfigurationSets
{
    private static readonly PageForm Pages = new(1000, SendEmail.Bad("The NextToken is not valid."));

    public static readonly Operation Definition = Operation<SesState>
        .Define<ListConfigurationSetsRequest, ListConfigurationSetsResponse>(
            "ListConfigurationSets",
            SesJson.Default.ListConfigurationSetsRequest,
            SesJson.Default.ListConfigurationSetsResponse,
            Handle
        )
        .Http("GET /v2/email/configuration-sets?PageSize={PageSize}&NextToken={NextToken}");

    public static Result<ListConfigurationSetsResponse> Handle(SesState state, ListConfigurationSetsRequest request, Context context)
    {
        if (request.PageSize is < 1 or > 1000)
            return SendEmail.Bad($"Invalid page size {request.PageSize}: it has to be between 1 and 1000.");
        return Pages.ByKey(state.ConfigurationSets.Keys, name => name, request.NextToken, request.PageSize).Ok(out var page, out var error)
            ? new ListConfigurationSetsResponse(page.Items, page.NextToken)
            : error;
    }
}

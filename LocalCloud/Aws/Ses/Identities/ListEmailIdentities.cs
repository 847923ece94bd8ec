namespace LocalCloud.Aws.Ses.Identities;

internal sealed record ListEmailIdentitiesRequest(int? PageSize, string? NextToken);

internal sealed record ListEmailIdentitiesResponse(List<IdentityInfo> EmailIdentities, string? NextToken);

internal sealed record IdentityInfo(string IdentityName, string IdentityType, bool SendingEnabled, string VerificationStatus);

internal static class ListEmailIdentities
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<ListEmailIdentitiesRequest, ListEmailIdentitiesResponse>(
            "ListEmailIdentities",
            SesJson.Default.ListEmailIdentitiesRequest,
            SesJson.Default.ListEmailIdentitiesResponse,
            Handle
        )
        .Http("GET /v2/email/identities?PageSize={PageSize}&NextToken={NextToken}");

    private static Result<ListEmailIdentitiesResponse> Handle(SesState state, ListEmailIdentitiesRequest request, Context context)
    {
        var size = request.PageSize ?? 1000;
        if (size is < 1 or > 1000)
            return SendEmail.Bad($"Invalid page size {size}: it has to be between 1 and 1000.");
        // The token is the last name of the page before
        var rest = state
            .Identities.Where(name => StringComparer.OrdinalIgnoreCase.Compare(name, request.NextToken ?? "") > 0)
            .Take(size + 1)
            .ToList();
        var page = rest.Take(size).ToList();
        return new ListEmailIdentitiesResponse(
            [.. page.Select(name => new IdentityInfo(name, Identity.TypeOf(name), true, "SUCCESS"))],
            rest.Count > size ? page[^1] : null
        );
    }
}

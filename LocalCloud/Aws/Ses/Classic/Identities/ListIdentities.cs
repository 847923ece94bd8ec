namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record ListIdentitiesRequest(string? IdentityType, string? NextToken, int? MaxItems);

internal sealed record ListIdentitiesAnswer(List<string> Identities, string? NextToken);

internal static class ListIdentities
{
    private static readonly PageForm Pages = new(1000, Ses.SendEmail.Bad("The NextToken is not valid."));

    public static readonly Operation Definition = Operation<SesState>.Define<ListIdentitiesRequest, ListIdentitiesAnswer>(
        "ListIdentities",
        EmailJson.Default.ListIdentitiesRequest,
        EmailJson.Default.ListIdentitiesAnswer,
        Handle,
        Must.Member<ListIdentitiesRequest>("identityType", r => r.IdentityType).Enum("EmailAddress", "Domain")
    );

    private static Result<ListIdentitiesAnswer> Handle(SesState state, ListIdentitiesRequest request, Context context)
    {
        // docs: API_ListIdentities, "Possible values are 1-1000 inclusive"
        if (request.MaxItems is < 1 or > 1000)
            return EmailErrors.Of(Ses.SendEmail.Bad($"MaxItems has to be between 1 and 1000, not {request.MaxItems}."));
        var wanted = state.Identities.Where(name =>
            request.IdentityType is null || IsAddress(name) == (request.IdentityType == "EmailAddress")
        );
        return Pages
            .ByOffset(wanted, request.NextToken, request.MaxItems)
            .Map(page => new ListIdentitiesAnswer(page.Items, page.NextToken));
    }

    public static bool IsAddress(string name) => name.Contains('@', StringComparison.Ordinal);
}

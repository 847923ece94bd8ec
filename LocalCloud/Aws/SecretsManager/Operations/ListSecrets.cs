namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record ListSecretsRequest(
    bool? IncludePlannedDeletion,
    int? MaxResults,
    string? NextToken,
    List<SecretFilter>? Filters,
    string? SortOrder,
    string? SortBy
);

internal sealed record ListSecretsResponse(List<SecretShape> SecretList, string? NextToken);

/// <summary>Values match at the beginning of a word, all of them must; a leading ! turns one around (docs: ListSecrets).</summary>
internal sealed record SecretFilter(string? Key, List<string>? Values)
{
    public static bool Match(Secret secret, List<SecretFilter>? filters) => (filters ?? []).TrueForAll(f => f.Match(secret));

    private bool Match(Secret secret) =>
        (Values ?? []).TrueForAll(value =>
            value.StartsWith('!') ? !Texts(secret).Any(t => Begins(t, value[1..])) : Texts(secret).Any(t => Begins(t, value))
        );

    private IEnumerable<string> Texts(Secret secret) =>
        Key switch
        {
            "name" => [secret.Name],
            "description" => [.. (secret.Description ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), secret.Description ?? ""],
            "owning-service" => [secret.OwningService ?? ""],
            "tag-key" => secret.Tags.Keys,
            "tag-value" => secret.Tags.Values,
            "all" => [secret.Name, secret.Description ?? "", .. secret.Tags.Keys, .. secret.Tags.Values],
            _ => [],
        };

    private bool Begins(string text, string value) =>
        text.StartsWith(value, Key is "name" or "tag-key" or "tag-value" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}

internal static class ListSecrets
{
    public static readonly Operation<SecretsState, ListSecretsRequest, ListSecretsResponse> Definition = Operation<SecretsState>.Define(
        "ListSecrets",
        SecretsJson.Default.ListSecretsRequest,
        SecretsJson.Default.ListSecretsResponse,
        Handle,
        Must.Member<ListSecretsRequest>("maxResults", r => r.MaxResults).Range(1, 100),
        Must.Member<ListSecretsRequest>("filters", r => r.Filters).Length(0, 10),
        Must.Each<ListSecretsRequest, SecretFilter>(
            "filters",
            r => r.Filters,
            Must.Member<SecretFilter>("key", f => f.Key)
                .Enum("description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all")
        ),
        Must.Member<ListSecretsRequest>("sortOrder", r => r.SortOrder).Enum("asc", "desc"),
        Must.Member<ListSecretsRequest>("sortBy", r => r.SortBy).Enum("created-date", "last-accessed-date", "last-changed-date", "name")
    );

    private static Result<ListSecretsResponse> Handle(SecretsState state, ListSecretsRequest request, Context context)
    {
        var found = state
            .All.Where(s => (request.IncludePlannedDeletion == true || s.Deleted is null) && SecretFilter.Match(s, request.Filters))
            .ToList();
        Comparison<Secret> order = request.SortBy switch
        {
            "name" => (a, b) => string.CompareOrdinal(a.Name, b.Name),
            "last-accessed-date" => (a, b) => Nullable.Compare(a.Accessed, b.Accessed),
            "last-changed-date" => (a, b) => a.Changed.CompareTo(b.Changed),
            _ => (a, b) => a.Created.CompareTo(b.Created),
        };
        var sorted = found.Order(Comparer<Secret>.Create(order));
        // Without an order the newest comes first.
        var shapes = (request.SortOrder == "asc" ? sorted : sorted.Reverse()).Select(s =>
            SecretShape.Of(s) with
            {
                SecretVersionsToStages = s.Stages,
            }
        );
        return Errors.Pages.ByOffset(shapes, request.NextToken, request.MaxResults).Ok(out var page, out var error)
            ? new ListSecretsResponse(page.Items, page.NextToken)
            : error;
    }
}

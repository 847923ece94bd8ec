using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record ListPartnerEventSourceAccountsRequest(string? EventSourceName, string? NextToken, int? Limit);

internal sealed record ListPartnerEventSourceAccountsResponse(
    List<PartnerEventSourceAccount> PartnerEventSourceAccounts,
    string? NextToken
);

internal sealed record PartnerEventSourceAccount(
    string Account,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreationTime,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset ExpirationTime,
    string State
);

internal static class ListPartnerEventSourceAccounts
{
    public static readonly Operation<
        EventsState,
        ListPartnerEventSourceAccountsRequest,
        ListPartnerEventSourceAccountsResponse
    > Definition = Operation<EventsState>.DefineAsync(
        "ListPartnerEventSourceAccounts",
        EventsJson.Default.ListPartnerEventSourceAccountsRequest,
        EventsJson.Default.ListPartnerEventSourceAccountsResponse,
        HandleAsync,
        PartnerRules.SourceName<ListPartnerEventSourceAccountsRequest>(r => r.EventSourceName, "eventSourceName").Required(),
        Names.NextToken<ListPartnerEventSourceAccountsRequest>(r => r.NextToken),
        Names.Limit<ListPartnerEventSourceAccountsRequest>(r => r.Limit)
    );

    private static ValueTask<Result<ListPartnerEventSourceAccountsResponse>> HandleAsync(
        EventsState state,
        ListPartnerEventSourceAccountsRequest request,
        Context context
    ) => ValueTask.FromResult(List(state, request, context));

    private static Result<ListPartnerEventSourceAccountsResponse> List(
        EventsState state,
        ListPartnerEventSourceAccountsRequest request,
        Context context
    )
    {
        if (context.Host.Read(state, s => s.PartnerSources.GetValueOrDefault(request.EventSourceName!)) is not { } row)
            return PartnerRules.NotFound(request.EventSourceName!);
        if (
            !Names
                .Pages.ByKey(row.Accounts.Order(StringComparer.Ordinal), a => a, request.NextToken, request.Limit)
                .Ok(out var page, out var error)
        )
            return error;
        var accounts = new List<PartnerEventSourceAccount>();
        foreach (var account in page.Items)
        {
            if (context.Host.Read(PartnerRules.Customer(state, account), s => s.EventSources.GetValueOrDefault(row.Name)) is { } source)
                accounts.Add(new(account, source.Created, source.Expires, source.State(context.Now)));
        }
        return new ListPartnerEventSourceAccountsResponse(accounts, page.NextToken);
    }
}

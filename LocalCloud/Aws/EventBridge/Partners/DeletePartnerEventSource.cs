namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record DeletePartnerEventSourceRequest(string? Name, string? Account);

internal static class DeletePartnerEventSource
{
    public static readonly Operation<EventsState, DeletePartnerEventSourceRequest, Nothing> Definition = Operation<EventsState>.DefineAsync(
        "DeletePartnerEventSource",
        EventsJson.Default.DeletePartnerEventSourceRequest,
        CoreJson.Default.Nothing,
        HandleAsync,
        PartnerRules.SourceName<DeletePartnerEventSourceRequest>(r => r.Name).Required(),
        Must.Member<DeletePartnerEventSourceRequest>("account", r => r.Account).Required().Length(12, 12)
    );

    // the customer goes on seeing it, as deleted
    private static async ValueTask<Result<Nothing>> HandleAsync(EventsState state, DeletePartnerEventSourceRequest request, Context context)
    {
        if (
            context.Host.Read(state, s =>
                s.PartnerSources.GetValueOrDefault(request.Name!)?.Accounts.Contains(request.Account!) is not true
            )
        )
            return Nothing.Instance;
        var withdrawn = await context
            .Host.ChangeAsync(PartnerRules.Customer(state, request.Account!), (customer, changes) =>
            {
                if (customer.EventSources.GetValueOrDefault(request.Name!) is { } row)
                    customer.EventSources.Put(changes, row with { Gone = true });
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (withdrawn.Error is { } error)
            return error;
        return await context
            .Host.ChangeAsync(state, (s, changes) =>
            {
                var accounts = s.PartnerSources.GetValueOrDefault(request.Name!)?.Accounts.Where(a => a != request.Account).ToList() ?? [];
                if (accounts.Count == 0)
                    s.PartnerSources.Delete(changes, request.Name!);
                else
                    s.PartnerSources.Put(changes, new PartnerSourceRow(request.Name!, accounts));
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
    }
}

using System.Text.Json.Serialization;
using LocalCloud.Aws.EventBridge.Operations;

namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record PutPartnerEventsRequest(List<PutPartnerEventsEntry>? Entries);

internal sealed record PutPartnerEventsEntry
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? Time { get; init; }
    public string? Source { get; init; }
    public List<string>? Resources { get; init; }
    public string? DetailType { get; init; }
    public string? Detail { get; init; }
}

/// <summary>An event of a partner goes to the bus of each account that has activated its source.</summary>
internal static class PutPartnerEvents
{
    public static readonly Operation<EventsState, PutPartnerEventsRequest, PutEventsResponse> Definition =
        Operation<EventsState>.DefineAsync(
            "PutPartnerEvents",
            EventsJson.Default.PutPartnerEventsRequest,
            EventsJson.Default.PutEventsResponse,
            HandleAsync,
            Must.Member<PutPartnerEventsRequest>("entries", r => r.Entries).Required().Length(1, 20),
            Must.Each<PutPartnerEventsRequest, PutPartnerEventsEntry>(
                "entries",
                r => r.Entries,
                PartnerRules.SourceName<PutPartnerEventsEntry>(e => e.Source, "source")
            )
        );

    private static async ValueTask<Result<PutEventsResponse>> HandleAsync(
        EventsState state,
        PutPartnerEventsRequest request,
        Context context
    )
    {
        var results = new List<PutEventsResult>();
        foreach (var entry in request.Entries!)
        {
            var result = Read(entry, state, context, out var detail, out var accounts);
            results.Add(result);
            foreach (var account in accounts)
            {
                var put = await PutAsync(entry, result.EventId!, detail, PartnerRules.Customer(state, account), context)
                    .ConfigureAwait(false);
                if (put.Error is { } error)
                    return error;
            }
        }
        return new PutEventsResponse(results.Count(r => r.ErrorCode is not null), results);
    }

    private static PutEventsResult Read(
        PutPartnerEventsEntry entry,
        EventsState state,
        Context context,
        out byte[] detail,
        out IReadOnlyList<string> accounts
    )
    {
        (detail, accounts) = ([], []);
        if (string.IsNullOrEmpty(entry.Source))
            return PutEvents.Missing("Source");
        if (string.IsNullOrEmpty(entry.DetailType))
            return PutEvents.Missing("DetailType");
        if (string.IsNullOrEmpty(entry.Detail))
            return PutEvents.Missing("Detail");
        if (EventJson.Minify(entry.Detail) is not { } json)
            return new(null, "MalformedDetail", "Detail is malformed.");
        if (context.Host.Read(state, s => s.PartnerSources.GetValueOrDefault(entry.Source)) is not { } source)
            return new(null, "NotAuthorizedForSourceException", "Not authorized for the source.");
        (detail, accounts) = (json, source.Accounts);
        return new(Guid.NewGuid().ToString(), null, null);
    }

    private static ValueTask<Result<Nothing>> PutAsync(
        PutPartnerEventsEntry entry,
        string id,
        byte[] detail,
        EventsState customer,
        Context context
    ) => context.Host.ChangeAsync(customer, (state, changes) =>
        {
            if (state.EventSources.GetValueOrDefault(entry.Source!)?.State(context.Now) == EventSourceRow.Active)
            {
                var time = entry.Time ?? context.Now;
                var json = EventJson.Envelope(id, entry.Source!, entry.DetailType!, state.Scope, time, entry.Resources, detail);
                Ingest.Take(
                    state,
                    changes,
                    entry.Source!,
                    new IncomingEvent(id, entry.Source!, entry.DetailType!, time, json, context.Now)
                    {
                        TraceParent = context.TraceParent,
                        TraceHeader = context.XRayTraceHeader,
                    }
                );
            }
            return (Result<Nothing>)Nothing.Instance;
        });
}

using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using LocalCloud.Aws.EventBridge.Endpoints;

namespace LocalCloud.Aws.EventBridge.Operations;

/// <param name="EndpointId">Of a global endpoint: its buses get the events, whatever the entries name.</param>
internal sealed record PutEventsRequest(List<PutEventsEntry>? Entries, string? EndpointId);

internal sealed record PutEventsEntry
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? Time { get; init; }
    public string? Source { get; init; }
    public List<string>? Resources { get; init; }
    public string? DetailType { get; init; }
    public string? Detail { get; init; }
    public string? EventBusName { get; init; }
    public string? TraceHeader { get; init; }

    /// <summary>As AWS shows an entry in its validation errors.</summary>
    public override string ToString() =>
        $"PutEventsRequestEntry(time={Shown(Time?.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture))}, "
        + $"source={Shown(Source)}, "
        + $"resources={(Resources is null ? "null" : $"[{string.Join(", ", Resources)}]")}, detailType={Shown(DetailType)}, "
        + $"detail={Shown(Detail)}, "
        + $"eventBusName={Shown(EventBusName)}, traceHeader={Shown(TraceHeader)}, kmsKeyIdentifier=null, internalMetadata=null)";

    private static string Shown(string? text) => text ?? "null";
}

internal sealed record PutEventsResponse(int FailedEntryCount, List<PutEventsResult> Entries);

internal sealed record PutEventsResult(string? EventId, string? ErrorCode, string? ErrorMessage);

/// <summary>Each entry stands for itself: what is wrong with one is said in its result, and the others are taken.</summary>
internal static class PutEvents
{
    // 256 KB until January 2026, since then 1 MB for all entries of a request
    private const int MaxSize = 1024 * 1024;

    public static readonly Operation<EventsState, PutEventsRequest, PutEventsResponse> Definition = Operation<EventsState>.DefineAsync(
        "PutEvents",
        EventsJson.Default.PutEventsRequest,
        EventsJson.Default.PutEventsResponse,
        HandleAsync,
        Must.Member<PutEventsRequest>("entries", r => r.Entries).Required().Length(1, 10),
        Must.Each<PutEventsRequest, PutEventsEntry>(
            "entries",
            r => r.Entries,
            Names.OwnBusNameOrArn<PutEventsEntry>(e => e.EventBusName),
            Must.Member<PutEventsEntry>("traceHeader", e => e.TraceHeader).Length(1, 500)
        ),
        Must.Member<PutEventsRequest>("endpointId", r => r.EndpointId).Length(1, 50)
    );

    private static async ValueTask<Result<PutEventsResponse>> HandleAsync(EventsState state, PutEventsRequest request, Context context)
    {
        string?[]? buses = null;
        if (request.EndpointId is { } endpoint)
        {
            buses = context.Host.Read(state, s => s.Endpoints.Values.FirstOrDefault(r => r.Id == endpoint)?.Buses().ToArray());
            if (buses is null)
                return EndpointRules.NotFound(endpoint);
        }
        if (request.Entries!.Sum(Size) > MaxSize)
            return Errors.Invalid("Total size of the entries in the request is over the limit.");

        var results = new PutEventsResult[request.Entries!.Count];
        var events = new List<(string Bus, Scope To, IncomingEvent Event)>();
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Read(request.Entries[i], state, context, out var incoming);
            if (incoming is not null)
                foreach (var bus in buses ?? [request.Entries[i].EventBusName])
                    events.Add((Names.BusOf(bus, state.Scope, out var to), to, incoming));
        }
        // an ARN may name a bus of another account or region: each state has its own gate and its own commit
        foreach (var group in events.GroupBy(e => e.To))
        {
            var target = (EventsState)state.Service.State(group.Key);
            var stored = await context
                .Host.ChangeAsync(target, (s, changes) =>
                {
                    foreach (var (bus, _, incoming) in group)
                        Ingest.Take(s, changes, bus, incoming);
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
            if (stored.Error is { } error)
                return error;
        }
        return new PutEventsResponse(results.Count(r => r.ErrorCode is not null), [.. results]);
    }

    private static PutEventsResult Read(PutEventsEntry entry, EventsState state, Context context, out IncomingEvent? incoming)
    {
        incoming = null;
        if (string.IsNullOrEmpty(entry.Source))
            return Missing("Source");
        if (string.IsNullOrEmpty(entry.DetailType))
            return Missing("DetailType");
        if (string.IsNullOrEmpty(entry.Detail))
            return Missing("Detail");
        if (entry.DetailType.Length > 128)
            return new(null, "InvalidArgument", "Parameter DetailType is not valid. Reason: DetailType should not exceed 128 characters.");
        if (entry.Source.StartsWith("aws.", StringComparison.Ordinal))
            return new(null, "NotAuthorizedForSourceException", "Not authorized for the source.");
        if (EventJson.Minify(entry.Detail) is not { } detail)
            return new(null, "MalformedDetail", "Detail is malformed.");
        var id = Guid.NewGuid().ToString();
        var time = entry.Time ?? context.Now;
        var json = EventJson.Envelope(id, entry.Source, entry.DetailType, state.Scope, time, entry.Resources, detail);
        incoming = new IncomingEvent(id, entry.Source, entry.DetailType, time, json, context.Now)
        {
            TraceParent = context.TraceParent ?? System.Diagnostics.Activity.Current?.Id,
            TraceHeader = entry.TraceHeader ?? context.XRayTraceHeader,
        };
        return new(id, null, null);
    }

    public static PutEventsResult Missing(string parameter) =>
        new(null, "InvalidArgument", $"Parameter {parameter} is not valid. Reason: {parameter} is a required argument.");

    /// <summary>As docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html counts it.</summary>
    internal static int Size(PutEventsEntry entry) =>
        (entry.Time is null ? 0 : 14)
        + Bytes(entry.Source)
        + Bytes(entry.DetailType)
        + Bytes(entry.Detail)
        + (entry.Resources?.Sum(Bytes) ?? 0);

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}

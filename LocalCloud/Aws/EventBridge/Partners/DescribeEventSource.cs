using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record DescribeEventSourceRequest(string? Name);

internal sealed record EventSource
{
    public required string Arn { get; init; }
    public required string CreatedBy { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset ExpirationTime { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }

    public static EventSource Of(EventsState state, EventSourceRow row) =>
        new()
        {
            Arn = PartnerRules.Arn(state, row.Name),
            CreatedBy = row.CreatedBy,
            CreationTime = row.Created,
            ExpirationTime = row.Expires,
            Name = row.Name,
            State = row.State(state.Time.GetUtcNow()),
        };
}

internal static class DescribeEventSource
{
    public static readonly Operation<EventsState, DescribeEventSourceRequest, EventSource> Definition = Operation<EventsState>.Define(
        "DescribeEventSource",
        EventsJson.Default.DescribeEventSourceRequest,
        EventsJson.Default.EventSource,
        Handle,
        PartnerRules.SourceName<DescribeEventSourceRequest>(r => r.Name).Required()
    );

    private static Result<EventSource> Handle(EventsState state, DescribeEventSourceRequest request, Context context) =>
        state.EventSources.GetValueOrDefault(request.Name!) is { } row ? EventSource.Of(state, row) : PartnerRules.NotFound(request.Name!);
}

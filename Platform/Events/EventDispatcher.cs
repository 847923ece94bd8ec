using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Data;
using Platform.Queue.Consuming;
using ServiceDefaults;

namespace Platform.Events;

/// <summary>
/// An event, from the event queue or straight from the bus → every handler of its type, each once per event. An event that nobody handles
/// is kept as an <see cref="Data.Entities.UnroutedEvent"/>.
/// </summary>
internal sealed partial class EventDispatcher(
    IServiceScopeFactory scopes,
    IEnumerable<EventRoute> routes,
    TimeProvider time,
    ILogger<EventDispatcher> logger
) : IMessageDispatcher
{
    private readonly ILookup<(string Source, string DetailType), EventRoute> _routes = routes.ToLookup(route =>
        (route.Source, route.DetailType)
    );

    public async Task DispatchAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        // The trace is inside the body: unlike a job's, an event's message is written by EventBridge, which adds no attributes.
        var busEvent = MessageBody.Read(message.Body, PlatformJson.Default.BusEvent, "an event");
        var detail = MessageBody.Read(busEvent.Open, "an event");
        var metadata = detail.Metadata;
        using var processing = new MessageProcessing(
            Telemetry.Events,
            $"process {busEvent.DetailType}",
            message,
            metadata.Traceparent,
            metadata.Tracestate,
            metadata.RequestId,
            time
        );
        processing.Identify(
            Telemetry.Attributes.EventType,
            busEvent.DetailType,
            Telemetry.Attributes.EventId,
            metadata.EventId,
            detail.Data
        );
        await processing.RunAsync(async () =>
        {
            var handlers = _routes[(busEvent.Source, busEvent.DetailType)].ToArray();
            if (handlers.Length == 0)
            {
                await KeepAsync(busEvent, metadata, cancellationToken);
            }

            foreach (var handler in handlers)
            {
                await RunAsync(handler, detail, cancellationToken);
            }
        });
    }

    private async Task RunAsync(EventRoute route, EventDetail detail, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var first = await db.OnceAsync(
            route.Handler,
            detail.Metadata.EventId,
            time,
            async token =>
            {
                await route.Run(scope.ServiceProvider, detail, token);
                await db.SaveChangesAsync(token);
            },
            cancellationToken
        );
        if (first)
        {
            LogHandled(route.Handler, detail.Metadata.EventId);
        }
        else
        {
            LogDuplicate(route.Handler);
        }
    }

    private async Task KeepAsync(BusEvent busEvent, EventMetadata metadata, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var detail = busEvent.Detail.GetRawText();
        var (now, key) = (time.GetUtcNow(), StoredText.Key(metadata.EventId));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO unrouted_events (event_id, source, detail_type, detail, received_at)
            VALUES ({key}, {busEvent.Source}, {busEvent.DetailType}, {detail}::json, {now}) ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        LogUnrouted(busEvent.DetailType, busEvent.Source);
    }

    [LoggerMessage(LogLevel.Information, "{Handler} has handled event {EventId}")]
    private partial void LogHandled(string handler, string eventId);

    [LoggerMessage(LogLevel.Information, "{Handler} has already handled this event")]
    private partial void LogDuplicate(string handler);

    [LoggerMessage(LogLevel.Warning, "No handler for {DetailType} of {Source}: kept in unrouted_events")]
    private partial void LogUnrouted(string detailType, string source);
}

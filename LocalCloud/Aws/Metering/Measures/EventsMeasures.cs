using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Operations;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>Each begun 64 KB of a custom event is an event (docs: eventbridge/pricing); one that was refused is none.</summary>
internal static class EventsMeasures
{
    public static readonly MeasureOf[] All = [new("events", "PutEvents", PutEvents)];

    private static void PutEvents(MeteredCall call)
    {
        var entries = ((PutEventsRequest)call.Request).Entries ?? [];
        var results = (call.Answer as PutEventsResponse)?.Entries;
        if (entries.Count == 1)
            call.Add(Bus(entries[0]), null, Billed(0));
        else
            foreach (var bus in Enumerable.Range(0, entries.Count).GroupBy(i => Bus(entries[i])))
                call.Add(bus.Key, null, new("events", bus.Sum(i => Billed(i).Count)));

        Units Billed(int i) =>
            new(
                "events",
                results is null || results[i].EventId is null ? 0 : Units.Chunks(EventBridge.Operations.PutEvents.Size(entries[i]))
            );
    }

    private static string Bus(PutEventsEntry entry) => entry.EventBusName ?? EventsState.DefaultBus;
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>
/// Puts events: those that were written, and those that were there already, as new ones with an id and a time of their own.
/// </summary>
internal static class PutAgain
{
    public static async ValueTask<Outcome> PutAsync(
        ConsoleRequest page,
        string bus,
        string source,
        string type,
        string detail,
        IReadOnlyList<string> resources
    )
    {
        var entry = new JsonObject
        {
            ["EventBusName"] = bus,
            ["Source"] = source,
            ["DetailType"] = type,
            ["Detail"] = detail,
            ["Resources"] = new JsonArray([.. resources.Select(r => (JsonNode?)r)]),
        };
        var result = await page.CallAsync("events", "PutEvents", new() { ["Entries"] = new JsonArray(entry) }).ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
            return Outcome.Refused(error);
        // What is wrong with an entry is told in an answer that is none.
        var put = answer.GetProperty("Entries")[0];
        return answer.GetProperty("FailedEntryCount").GetInt32() > 0
            ? Outcome.Refused($"{put.GetProperty("ErrorCode").GetString()}: {put.GetProperty("ErrorMessage").GetString()}")
            : Put(page, bus, put.GetProperty("EventId").GetString()!);
    }

    public static ValueTask<Outcome> OfHistoryAsync(ConsoleRequest page, string bus, string id) =>
        AgainAsync(
            page,
            bus,
            page.Host.Read(page.State<EventsState>("events"), s =>
                s.Buses.GetValueOrDefault(bus)?.History.Traces.FirstOrDefault(t => t.Event.Id == id)?.Event.Json
            ),
            $"Event {id} of {bus} is not known any more: the history has the last 200."
        );

    public static ValueTask<Outcome> OfArchiveAsync(ConsoleRequest page, string archive, string number)
    {
        var (bus, json) = page.Host.Read(page.State<EventsState>("events"), s =>
            s.Archives.GetValueOrDefault(archive) is { } found
                ? (found.Row.Bus, found.Events.FirstOrDefault(e => e.Key.ToString(CultureInfo.InvariantCulture) == number).Value?.Event)
                : ("", null)
        );
        return AgainAsync(page, bus, json, $"Archive {archive} does not have this event any more.");
    }

    private static async ValueTask<Outcome> AgainAsync(ConsoleRequest page, string bus, byte[]? json, string gone)
    {
        if (json is null)
            return Outcome.Refused(gone);
        using var document = JsonDocument.Parse(json, EventJson.Reading);
        var envelope = document.RootElement;
        var (source, type, detail) = (
            envelope.GetProperty("source").GetString()!,
            envelope.GetProperty("detail-type").GetString()!,
            envelope.GetProperty("detail").GetRawText()
        );
        string[] resources = [.. envelope.GetProperty("resources").EnumerateArray().Select(r => r.GetString()!)];
        return source.StartsWith("aws.", StringComparison.Ordinal)
            ? await AsServiceAsync(page, bus, source, type, detail, resources).ConfigureAwait(false)
            : await PutAsync(page, bus, source, type, detail, resources).ConfigureAwait(false);
    }

    // PutEvents is not for what AWS's own services tell, and partners; it comes as from these.
    private static async ValueTask<Outcome> AsServiceAsync(
        ConsoleRequest page,
        string bus,
        string source,
        string type,
        string detail,
        string[] resources
    )
    {
        var (id, now) = (Guid.NewGuid().ToString(), page.Host.Time.GetUtcNow());
        var json = EventJson.Envelope(id, source, type, page.Scope, now, resources, Encoding.UTF8.GetBytes(detail));
        var result = await page
            .Host.ChangeAsync(page.State<EventsState>("events"), Result<Nothing> (state, changes) =>
            {
                Ingest.Take(state, changes, bus, new IncomingEvent(id, source, type, now, json, now));
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        return result.Error is { } error ? Outcome.Refused(error) : Put(page, bus, id);
    }

    private static Outcome Put(ConsoleRequest page, string bus, string id) =>
        page.Host.Read(page.State<EventsState>("events"), s =>
            s.Buses.GetValueOrDefault(bus)?.History.Traces.FirstOrDefault(t => t.Event.Id == id)?.Matched.Count
        ) switch
        {
            null => Outcome.Done($"Event {id} was put into {bus}."),
            0 => Outcome.Done($"Event {id} was put into {bus}: no rule matched it. Its page says why.", id),
            1 => Outcome.Done($"Event {id} was put into {bus}: one rule matched it.", id),
            var matched => Outcome.Done($"Event {id} was put into {bus}: {matched} rules matched it.", id),
        };
}

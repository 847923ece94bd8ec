using System.Text;
using System.Text.Json;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>An event to put and a pattern to test, filled in with what works: the last event, or an example.</summary>
internal static class EventForms
{
    private const string ExampleDetail = """
        {
          "orderId": "1234",
          "amount": 1999
        }
        """;

    /// <param name="bus">null: any</param>
    public static Html Put(ConsoleRequest page, EventsState state, EventBus? bus)
    {
        var last = (bus is null ? state.Buses.Values.ToArray() : [bus])
            .SelectMany(b => b.History.Traces.Take(1).Select(t => (Bus: b, t.Event)))
            .OrderByDescending(e => e.Event.Received)
            .FirstOrDefault();
        using var document = last.Event is { } known ? JsonDocument.Parse(known.Json, EventJson.Reading) : null;
        var envelope = document?.RootElement;
        return Forms.Folded(
            page,
            "Put an event",
            "put",
            "Put the event",
            Field.Select(
                "bus",
                "Bus",
                state.Buses.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal)),
                bus?.Name ?? last.Bus?.Name ?? EventsState.DefaultBus
            ),
            new Field(
                "source",
                "Source",
                last.Event is { } e && !e.Source.StartsWith("aws.", StringComparison.Ordinal) ? e.Source : "shop",
                "Whoever tells; not aws.…, which is AWS's own"
            )
            {
                IsRequired = true,
            },
            new Field("type", "Detail type", last.Event?.DetailType ?? "order.paid", "What happened") { IsRequired = true },
            Field.Area(
                "detail",
                "Detail",
                envelope is { } json ? Widgets.Indented(json.GetProperty("detail").GetRawText()) : ExampleDetail,
                "A JSON object"
            ) with
            {
                IsRequired = true,
            },
            Field.Area(
                "resources",
                "Resources",
                envelope is { } with ? string.Join('\n', with.GetProperty("resources").EnumerateArray().Select(r => r.GetString())) : null,
                "ARNs, a line each; empty for none"
            )
        );
    }

    /// <param name="pattern">null: an example</param>
    /// <param name="trace">null: the last event of all, or an example</param>
    public static Html Test(ConsoleRequest page, EventsState state, string? pattern, EventTrace? trace)
    {
        trace ??= state.Buses.Values.SelectMany(b => b.History.Traces.Take(1)).MaxBy(t => t.Event.Received);
        var json = trace?.Event.Json
            ?? EventJson.Envelope(
                "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
                "shop",
                "order.paid",
                state.Scope,
                DateTimeOffset.UnixEpoch.AddYears(56),
                [],
                Encoding.UTF8.GetBytes(ExampleDetail)
            );
        return Forms.Folded(
            page,
            "Test a pattern against an event",
            "test",
            "Test the pattern",
            Field.Area(
                "pattern",
                "Pattern",
                Widgets.Indented(pattern ?? $$"""{"source": ["{{JsonEncodedText.Encode(trace?.Event.Source ?? "shop")}}"]}""")
            ) with
            {
                IsRequired = true,
            },
            Field.Area(
                "event",
                "Event",
                Widgets.Indented(Encoding.UTF8.GetString(json)),
                "The whole of it, as rules see it: with source, detail-type and detail"
            ) with
            {
                IsRequired = true,
            }
        );
    }

    public static Html CreateBus(ConsoleRequest page) =>
        Forms.Folded(
            page,
            "Create a bus",
            "create-bus",
            "Create the bus",
            new Field("new-bus", "Name", Hint: "Letters, digits, ., - and _") { IsRequired = true }
        );
}

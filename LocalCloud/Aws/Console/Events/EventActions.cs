using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of events, rules and buses by the operations that everybody uses.</summary>
internal static class EventActions
{
    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        form.Action switch
        {
            "put" => PutAgain.PutAsync(
                page,
                form.Text("bus"),
                form.Text("source"),
                form.Text("type"),
                form.Area("detail"),
                form.Lines("resources")
            ),
            "again" => PutAgain.OfHistoryAsync(page, form.Text("bus"), form.Text("id")),
            "again-archived" => PutAgain.OfArchiveAsync(page, page.Value("archive") ?? "", form.Text("number")),
            "test" => TestAsync(page, form),
            "enable" => SwitchAsync(page, form, "EnableRule", "is enabled"),
            "disable" => SwitchAsync(page, form, "DisableRule", "is disabled: nothing goes to its targets"),
            "delete-rule" => DeleteRuleAsync(page, form),
            "create-bus" => CreateBusAsync(page, form.Text("new-bus").Trim()),
            "delete-bus" => GoneAsync(page, "DeleteEventBus", new() { ["Name"] = page.Name }, $"Bus {page.Name} is deleted."),
            _ => ArchiveActions.ActAsync(page, form),
        };

    public static async ValueTask<Outcome> GoneAsync(ConsoleRequest page, string operation, JsonObject input, string done) =>
        (await page.CallAsync("events", operation, input).ConfigureAwait(false)).Ok(out _, out var error)
            ? Outcome.Gone(done)
            : Outcome.Refused(error);

    private static async ValueTask<Outcome> TestAsync(ConsoleRequest page, ConsoleForm form)
    {
        var (text, json) = (form.Area("pattern"), form.Area("event"));
        var result = await page.CallAsync("events", "TestEventPattern", new() { ["EventPattern"] = text, ["Event"] = json })
            .ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
            return Outcome.Refused(error);
        EventPattern.TryCompile(text, out var pattern, out _);
        var why = new RuleIndex([pattern]).Explain(0, Encoding.UTF8.GetBytes(json));
        return Outcome.Shown(
            answer.GetProperty("Result").GetBoolean()
                ? "The pattern matches the event."
                : $"The pattern does not match the event: {PatternAnswer.Reason(why)}.",
            PatternAnswer.Of(why, "The pattern, field by field")
        );
    }

    private static ValueTask<Outcome> SwitchAsync(ConsoleRequest page, ConsoleForm form, string operation, string done) =>
        page.DoAsync("events", operation, Rule(form), $"Rule {form.Text("rule")} {done}.");

    // A rule with targets cannot be deleted.
    private static async ValueTask<Outcome> DeleteRuleAsync(ConsoleRequest page, ConsoleForm form)
    {
        var targets = page.Host.Read(page.State<EventsState>("events"), s =>
            s.Buses.GetValueOrDefault(form.Text("bus"))?.Rules.GetValueOrDefault(form.Text("rule"))?.Row.Targets.Select(t => t.Id).ToList()
        ) ?? [];
        if (targets.Count > 0)
        {
            var remove = new JsonObject
            {
                ["Rule"] = form.Text("rule"),
                ["EventBusName"] = form.Text("bus"),
                ["Ids"] = new JsonArray([.. targets.Select(id => (JsonNode?)id)]),
            };
            if ((await page.CallAsync("events", "RemoveTargets", remove).ConfigureAwait(false)).Error is { } error)
                return Outcome.Refused(error);
        }
        return await GoneAsync(page, "DeleteRule", Rule(form), $"Rule {form.Text("rule")} is deleted.").ConfigureAwait(false);
    }

    private static ValueTask<Outcome> CreateBusAsync(ConsoleRequest page, string name) =>
        page.DoAsync("events", "CreateEventBus", new() { ["Name"] = name }, $"Bus {name} is made.");

    private static JsonObject Rule(ConsoleForm form) => new() { ["Name"] = form.Text("rule"), ["EventBusName"] = form.Text("bus") };
}

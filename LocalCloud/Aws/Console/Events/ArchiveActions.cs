using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of archives and replays.</summary>
internal static class ArchiveActions
{
    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Value("archive")) switch
        {
            ("create-archive", _) => CreateAsync(page, form),
            ("replay", { } archive) => ReplayAsync(page, form, archive),
            ("cancel-replay", _) => page.DoAsync(
                "events",
                "CancelReplay",
                new() { ["ReplayName"] = form.Text("replay") },
                $"Replay {form.Text("replay")} ends. What was replayed stays."
            ),
            ("delete-archive", { } archive) => EventActions.GoneAsync(
                page,
                "DeleteArchive",
                new() { ["ArchiveName"] = archive },
                $"Archive {archive} is deleted."
            ),
            _ => new(Outcome.Refused($"Events have no {form.Action}.")),
        };

    private static ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var days = form.Number("days", "Days", 0, int.MaxValue, out var wrong);
        if (wrong is not null)
            return new(Outcome.Refused(wrong));
        var name = form.Text("new-archive").Trim();
        var input = new JsonObject
        {
            ["ArchiveName"] = name,
            ["EventSourceArn"] = page.Scope.Arn("events", $"event-bus/{form.Text("bus")}"),
        };
        if (form.Optional("pattern") is not null)
            input["EventPattern"] = form.Area("pattern");
        if (days is { } kept)
            input["RetentionDays"] = kept;
        return page.DoAsync("events", "CreateArchive", input, $"Archive {name} keeps what comes to {form.Text("bus")} from now on.");
    }

    private static ValueTask<Outcome> ReplayAsync(ConsoleRequest page, ConsoleForm form, string archive)
    {
        if (Written.Time(page, form.Text("from")) is not { } from || Written.Time(page, form.Text("to")) is not { } to)
            return new(Outcome.Refused($"Times have to be as 2026-12-24 18:00, not \"{form.Text("from")}\" and \"{form.Text("to")}\"."));
        if (page.Host.Read(page.State<EventsState>("events"), s => s.Archives.GetValueOrDefault(archive)?.Row.Bus) is not { } bus)
            return new(Outcome.Refused($"Archive {archive} does not exist any more."));
        var destination = new JsonObject { ["Arn"] = page.Scope.Arn("events", $"event-bus/{bus}") };
        if (form.Optional("rule") is { } rule)
            destination["FilterArns"] = new JsonArray(rule);
        var name = form.Text("replay").Trim();
        return page.DoAsync(
            "events",
            "StartReplay",
            new()
            {
                ["ReplayName"] = name,
                ["EventSourceArn"] = page.Scope.Arn("events", $"archive/{archive}"),
                ["EventStartTime"] = from.ToUnixTimeSeconds(),
                ["EventEndTime"] = to.ToUnixTimeSeconds(),
                ["Destination"] = destination,
            },
            $"Replay {name} begins."
        );
    }
}

using System.Globalization;
using LocalCloud.Aws.FaultInjection;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The faults that are switched on, how often they have struck, and a form for more.</summary>
internal sealed class FaultsView : IConsoleView
{
    private static readonly (string, string)[] Kinds =
    [
        (Fault.Throttling, "throttling: too many requests"),
        (Fault.Error, "error: 5xx"),
        (Fault.Latency, "latency"),
        (Fault.LostResponse, "lost response: done, and the answer goes nowhere"),
        (Fault.DuplicateDelivery, "duplicate delivery"),
        (Fault.Reordering, "reordering (SQS)"),
    ];

    public string Id => "faults";

    public string Title => "Faults";

    public int? Count(ConsoleRequest page) => page.Host.Faults.Any ? page.Host.Faults.All.Count() : null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) =>
        new(
            Html.Of(
                $"""
        {Widgets.Live("faults", Widgets.Table("Faults", ["Fault", "Kind", "Where", "How often", "Hits", ""], page.Host.Faults.All.Select(f => Row(page, f)),
            Html.Of($"No fault is set: every call is answered as it should be. Set one below; a restart takes all away.")))}
        {(page.Host.Faults.Any ? Forms.Danger(page, "clear", "Take all away", "Every fault ends.") : Widgets.None)}
        <h2>Set a fault</h2>
        {Forms.Of(page, "set", "Set the fault",
            Field.Select("kind", "Kind", Kinds, Fault.Error),
            Field.Select("service", "Service", page.Host.Services.Select(s => (s.Id, s.Id)).Prepend(("", "every service"))),
            new Field("operation", "Operation", Hint: "As SendMessage; empty for every one of the service"),
            new Field("resource", "Resource", Hint: "Name of a queue, table, bucket, topic, bus or function; empty for all"),
            Field.Number("probability", "Probability", hint: "Above 0, at most 1; empty: always"),
            Field.Number("count", "Hits", hint: "After so many it does nothing more; empty: it stays"),
            Field.Number("milliseconds", "Milliseconds", hint: "Of latency only"),
            Field.Number("status", "Status", hint: "Of an error only: 500 to 599"),
            new Field("code", "Code", Hint: "Of an error only: where it shall not be the service's own"))}
        """
            )
        );

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form)
    {
        switch (form.Action)
        {
            case "clear":
                page.Host.Faults.Remove(null);
                return new(Outcome.Done("No fault is set."));
            case "remove":
                return new(
                    page.Host.Faults.Remove(form.Text("id"))
                        ? Outcome.Done($"{form.Text("id")} is gone.")
                        : Outcome.Refused($"There is no fault {form.Text("id")}.")
                );
            case "set":
                return new(Set(page, form));
            default:
                return new(Outcome.Refused($"Faults have no {form.Action}."));
        }
    }

    private static Outcome Set(ConsoleRequest page, ConsoleForm form)
    {
        double? probability = null;
        if (form.Optional("probability") is { } text)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return Outcome.Refused($"Probability has to be a number above 0 and at most 1, as 0.25, not \"{text}\".");
            probability = number;
        }
        var count = form.Number("count", "Hits", 1, int.MaxValue, out var wrong);
        var milliseconds = form.Number("milliseconds", "Milliseconds", 1, 3_600_000, out var wrongTime);
        var status = form.Number("status", "Status", 500, 599, out var wrongStatus);
        var fault = new Fault
        {
            Kind = form.Optional("kind"),
            Service = form.Optional("service"),
            Operation = form.Optional("operation"),
            Resource = form.Optional("resource"),
            Probability = probability,
            Count = count,
            Milliseconds = milliseconds,
            Status = status,
            Code = form.Optional("code"),
        };
        wrong ??= wrongTime ?? wrongStatus ?? FaultRules.Check(fault, page.Host);
        return wrong is null ? Outcome.Done($"{page.Host.Faults.Add(fault).Id} is set.") : Outcome.Refused(wrong);
    }

    private static Html Row(ConsoleRequest page, ActiveFault active)
    {
        var fault = active.Fault;
        var kind = $"{fault.Kind} {(fault.Milliseconds is { } ms ? $"{ms} ms" : $"{fault.Status} {fault.Code}")}";
        var where = string.Join(
            ' ',
            new[] { fault.Service ?? "every service", fault.Operation, fault.Resource, fault.Account, fault.Region }.Where(x =>
                x is not null
            )
        );
        var often =
            $"{(fault.Probability ?? 1).ToString("P0", CultureInfo.InvariantCulture)}{(fault.Count is { } count ? $", {count} times" : "")}{(fault.Seed is { } seed ? $", seed {seed}" : "")}";
        return Widgets.Row(
            Widgets.Text(active.Id),
            Widgets.Text(kind),
            Widgets.Text(where),
            Widgets.Text(often),
            Widgets.Number(active.Hits),
            Forms.Button(page, "remove", "Take away", ("id", active.Id))
        );
    }
}

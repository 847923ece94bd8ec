using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Cost.Measuring;

namespace LocalCloud.Cost.Report;

/// <summary>A report for programs: dollars are US dollars, durations milliseconds, memory MB.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(CostReport report) =>
        new JsonObject
        {
            ["stack"] = report.Stack,
            ["place"] = report.Place,
            ["from"] = report.Window.From,
            ["to"] = report.Window.To,
            ["prices"] = new JsonObject
            {
                ["region"] = report.Region,
                ["date"] = report.PricesDate,
                ["source"] = report.PricesSource,
                ["currency"] = "USD",
            },
            ["requests"] = new JsonObject
            {
                ["what"] = report.RequestsAre,
                ["inWindow"] = Round(report.Requests),
                ["perMonth"] = Round(report.RequestsPerMonth),
            },
            ["functions"] = List(report.Functions, Function),
            ["around"] = List(report.Around, a => new JsonObject
            {
                ["service"] = a.Service,
                ["unit"] = a.Unit,
                ["quantity"] = Round(a.Quantity),
                ["inWindow"] = Round(a.InWindow),
                ["perMonth"] = Round(a.PerMonth),
            }),
            ["aroundSource"] = report.AroundSource.ToString().ToLowerInvariant(),
            ["fixed"] = List(report.Fixed, f => new JsonObject { ["what"] = f.What, ["perMonth"] = Round(f.Dollars) }),
            ["units"] = List(report.Units, u => new JsonObject
            {
                ["name"] = u.Name,
                ["countedBy"] = u.CountedBy,
                ["count"] = Round(u.Count),
                ["dollars"] = Round(u.Dollars),
                ["parts"] = List(u.Parts, p => new JsonObject { ["what"] = p.What, ["dollars"] = Round(p.Dollars) }),
            }),
            ["suggestions"] = List(report.Suggestions, s => new JsonObject
            {
                ["subject"] = s.Subject,
                ["kind"] = s.Kind,
                ["advice"] = s.Advice,
                ["reason"] = s.Reason,
                ["savingPerMonth"] = Round(s.SavingPerMonth),
            }),
            ["month"] = new JsonObject
            {
                ["total"] = Round(report.PerMonth),
                ["variable"] = Round(report.VariablePerMonth),
                ["fixed"] = Round(report.FixedPerMonth),
            },
            ["notes"] = List(report.Notes, note => note),
        }.ToJsonString(Indented);

    private static JsonObject Function(FunctionRow function)
    {
        var (measured, facts, month) = (function.Measured, function.Measured.Facts, function.Month);
        return new()
        {
            ["name"] = facts.Name,
            ["logicalId"] = facts.LogicalId,
            ["memory"] = facts.MemoryMb,
            ["architecture"] = facts.Architecture,
            ["timeout"] = facts.Timeout,
            ["ephemeral"] = facts.EphemeralMb,
            ["build"] = measured.Build,
            ["invocations"] = measured.Invocations,
            ["errors"] = measured.Counts.Errors,
            ["throttles"] = measured.Counts.Throttles,
            ["duration"] = Percentile(measured.Duration),
            ["billed"] = Percentile(measured.Billed),
            ["coldStarts"] = measured.ColdStarts,
            ["init"] = Percentile(measured.Init),
            ["usedMemory"] = measured.UsedMb,
            ["gigabyteSeconds"] = Round(measured.GigabyteSeconds),
            ["provisionedConcurrency"] = facts.ProvisionedEnvironments,
            ["provisionedShare"] = Round(measured.ProvisionedShare),
            ["perMillion"] = Round(month.PerMillion),
            ["month"] = new JsonObject
            {
                ["invocations"] = Round(month.Invocations),
                ["requests"] = Round(month.Requests),
                ["duration"] = Round(month.Duration),
                ["ephemeral"] = Round(month.Ephemeral),
                ["streaming"] = Round(month.Streaming),
                ["provisioned"] = Round(month.Provisioned),
                ["total"] = Round(month.Total),
            },
        };
    }

    private static JsonObject? Percentile(Percentiles? values) =>
        values is null
            ? null
            : new()
            {
                ["avg"] = Math.Round(values.Average, 3),
                ["p50"] = values.P50,
                ["p95"] = values.P95,
                ["p99"] = values.P99,
                ["max"] = values.Max,
            };

    // A division leaves 28 digits
    private static decimal? Round(decimal? number) =>
        number is { } known ? Math.Round(known, 12) / 1.000000000000000000000000000000m : null;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);
}

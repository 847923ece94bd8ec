using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Reports;

/// <summary>
/// The result under the names that aws-lambda-power-tuning's readers know (README-INPUT-OUTPUT.md of
/// alexcasalboni/aws-lambda-power-tuning),
/// with what it does not have beside them. <c>stats</c> are of the build that won; <c>builds</c> has all.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(TuneResult result)
    {
        var winner = result.Winner;
        var stats = result.Sizes.Where(s => s.Build == winner.Build).ToList();
        var json = new JsonObject
        {
            ["power"] = winner.Size,
            ["cost"] = winner.AverageCost,
            ["duration"] = winner.AverageDuration,
            ["stateMachine"] = new JsonObject
            {
                ["executionCost"] = 0,
                ["lambdaCost"] = result.TotalCost,
                ["visualization"] = Visualization(stats),
            },
            ["stats"] = Stats(stats),
            ["builds"] = new JsonArray([
                .. result.Builds.Select(b => new JsonObject { ["name"] = b, ["stats"] = Stats(result.Sizes.Where(s => s.Build == b)) }),
            ]),
            ["build"] = winner.Build,
            ["reasons"] = new JsonArray([.. result.Choice.Reasons.Select(r => (JsonNode)r)]),
            ["doubts"] = new JsonArray([.. result.Doubts.Select(d => (JsonNode)d)]),
            ["function"] = result.Function,
            ["place"] = result.Place,
            ["architecture"] = result.Architecture,
            ["time"] = result.Time,
            ["strategy"] = JsonNamingPolicy.CamelCase.ConvertName(result.Strategy.ToString()),
            ["balancedWeight"] = result.Weight,
            ["discardTopBottom"] = result.Discard,
            ["onlyColdStarts"] = result.OnlyColdStarts,
            ["seed"] = result.Seed,
            ["prices"] = new JsonObject { ["region"] = result.PricesRegion, ["date"] = result.PricesDate },
        };
        if (result.Baseline is { } baseline)
            json["baseline"] = new JsonArray([
                .. baseline.Rows.Select(r => new JsonObject
                {
                    ["build"] = r.Now.Build,
                    ["value"] = r.Now.Size,
                    ["before"] = r.Before,
                    ["averageDuration"] = r.Now.AverageDuration,
                    ["change"] = r.Change,
                }),
            ]);
        return json.ToJsonString(Indented) + "\n";
    }

    private static JsonArray Stats(IEnumerable<SizeResult> sizes) =>
        new([
            .. sizes.Select(s => new JsonObject
            {
                ["averagePrice"] = s.AverageCost,
                ["averageDuration"] = s.AverageDuration,
                ["totalCost"] = s.TotalCost,
                ["value"] = s.Size,
                ["invocations"] = s.Invocations,
                ["standardError"] = s.StandardError,
                ["p50"] = s.P50,
                ["p95"] = s.P95,
                ["p99"] = s.P99,
                ["initP50"] = s.InitP50,
                ["initP99"] = s.InitP99,
                ["coldStarts"] = s.ColdStarts,
                ["maxMemoryUsed"] = s.MaxMemory,
            }),
        ]);

    /// <summary>
    /// The page draws what stands behind its #, and sends it nowhere: sizes as 16-bit integers; durations and costs as 32-bit floats, each
    /// in base64.
    /// </summary>
    private static string Visualization(IReadOnlyList<SizeResult> sizes) =>
        "https://lambda-power-tuning.show/#"
        + string.Join(
            ';',
            Base64<short>([.. sizes.Select(s => (short)s.Size)]),
            Base64<float>([.. sizes.Select(s => (float)s.AverageDuration)]),
            Base64<float>([.. sizes.Select(s => (float)s.AverageCost)])
        );

    // Little-endian, as every machine is on which this runs
    private static string Base64<T>(ReadOnlySpan<T> values)
        where T : struct => Convert.ToBase64String(MemoryMarshal.AsBytes(values));
}

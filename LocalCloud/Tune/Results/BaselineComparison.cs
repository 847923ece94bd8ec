using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Tune.Results;

/// <summary>An earlier result against this one, size by size.</summary>
/// <param name="Allowed">A part: what may be added to the baseline's duration; null: anything.</param>
internal sealed record BaselineComparison(string File, double? Allowed, IReadOnlyList<BaselineRow> Rows)
{
    public IReadOnlyList<BaselineRow> Slower => [.. Rows.Where(r => Allowed is { } allowed && r.Change > allowed)];

    /// <summary>
    /// Durations by build and size, from a JSON result: ours or that of aws-lambda-power-tuning with <c>includeOutputResults</c>.
    /// </summary>
    /// <returns>The durations in milliseconds, or what is wrong with the file.</returns>
    public static (IReadOnlyDictionary<(string? Build, int Size), double>? Durations, string? Error) Read(string file)
    {
        try
        {
            var json = JsonNode.Parse(System.IO.File.ReadAllBytes(file));
            json = json?["results"] ?? json;
            var durations = new Dictionary<(string?, int), double>();
            foreach (var build in json?["builds"]?.AsArray() ?? [new JsonObject { ["stats"] = json?["stats"]?.DeepClone() }])
            foreach (var size in build!["stats"]?.AsArray() ?? [])
                durations[((string?)build["name"], Size(size!["value"]!))] = (double)size["averageDuration"]!;
            return durations.Count > 0
                ? (durations, null)
                : (null, $"{file} has no stats: it has to be what --json wrote, or aws-lambda-power-tuning with includeOutputResults.");
        }
        catch (JsonException error)
        {
            return (null, $"{file} is no JSON: {error.Message}");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or NullReferenceException)
        {
            return (null, $"{file} is no result of a tuning: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"{file} cannot be read: {error.Message}");
        }
    }

    public static BaselineComparison Of(
        string file,
        double? allowed,
        IReadOnlyDictionary<(string? Build, int Size), double> before,
        IReadOnlyList<SizeResult> now
    ) =>
        new(
            file,
            allowed,
            [.. now.Where(r => before.ContainsKey((r.Build, r.Size))).Select(r => new BaselineRow(r, before[(r.Build, r.Size)]))]
        );

    // As a number or, in the other's documentation, as text
    private static int Size(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String
            ? int.Parse((string)value!, System.Globalization.CultureInfo.InvariantCulture)
            : (int)value;
}

/// <param name="Before">Milliseconds.</param>
internal sealed record BaselineRow(SizeResult Now, double Before)
{
    /// <summary>A part of the baseline: 0.1 is 10 % slower.</summary>
    public double Change => (Now.AverageDuration / Before) - 1;
}

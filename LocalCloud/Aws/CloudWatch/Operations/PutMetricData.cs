using LocalCloud.Aws.CloudWatch.Metrics;

namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record MetricDatum
{
    public string? MetricName { get; init; }
    public List<Dimension>? Dimensions { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public double? Value { get; init; }
    public StatisticSet? StatisticValues { get; init; }
    public List<double>? Values { get; init; }
    public List<double>? Counts { get; init; }
    public string? Unit { get; init; }
    public int? StorageResolution { get; init; }
}

internal sealed record Entity
{
    public Dictionary<string, string>? KeyAttributes { get; init; }
    public Dictionary<string, string>? Attributes { get; init; }
}

internal sealed record EntityMetricData
{
    public Entity? Entity { get; init; }
    public List<MetricDatum>? MetricData { get; init; }
}

internal sealed record PutMetricDataRequest
{
    public string? Namespace { get; init; }
    public List<MetricDatum>? MetricData { get; init; }

    /// <summary>What the values tell of; nothing here asks for it.</summary>
    public List<EntityMetricData>? EntityMetricData { get; init; }
    public bool? StrictEntityValidation { get; init; }
}

internal static class PutMetricData
{
    private const int MostDatums = 1000;

    public static readonly Operation<CloudWatchState, PutMetricDataRequest, Nothing> Definition = Operation<CloudWatchState>.Define(
        "PutMetricData",
        CloudWatchJson.Default.PutMetricDataRequest,
        Handle
    );

    private static Result<Nothing> Handle(CloudWatchState state, PutMetricDataRequest request, Context context)
    {
        if (request.Namespace is not { Length: > 0 } space)
            return Errors.Missing("Namespace");
        if (space.Length > 255 || space[0] == ':' || space.StartsWith("AWS/", StringComparison.Ordinal))
            return Errors.InvalidValue($"The value {space} for parameter Namespace is invalid.");
        List<(MetricDatum Datum, string Path)> data =
        [
            .. (request.MetricData ?? []).Select((d, i) => (d, $"MetricData.member.{i + 1}")),
            .. (request.EntityMetricData ?? []).SelectMany(
                (e, n) => (e.MetricData ?? []).Select((d, i) => (d, $"EntityMetricData.member.{n + 1}.MetricData.member.{i + 1}"))
            ),
        ];
        if (data.Count == 0)
            return Errors.Missing("MetricData");
        if (data.Count > MostDatums)
            return Errors.InvalidValue($"The collection MetricData must not have a size greater than {MostDatums}.");
        foreach (var (datum, path) in data)
            if (DatumCheck.Check(datum, path, context.Now) is { } wrong)
                return wrong;
        foreach (var (datum, _) in data)
            Add(state, context, space, datum);
        return Nothing.Instance;
    }

    private static void Add(CloudWatchState state, Context context, string space, MetricDatum datum)
    {
        var resolution = datum.StorageResolution == 1 ? 1 : 60;
        var second = (datum.Timestamp ?? context.Now).ToUnixTimeSeconds() / resolution * resolution;
        var series = state.Series(space, datum.MetricName!, datum.Dimensions ?? [], datum.Unit ?? "None", context.Changes);
        var bucket = series.At(second);
        if (datum.StatisticValues is { } set)
            bucket.Add(set);
        else if (datum.Value is { } value)
            bucket.Add(value, 1);
        else
            for (var i = 0; i < datum.Values!.Count; i++)
                bucket.Add(datum.Values[i], datum.Counts?[i] ?? 1);
        state.Keep(context.Changes, series, second);
    }
}

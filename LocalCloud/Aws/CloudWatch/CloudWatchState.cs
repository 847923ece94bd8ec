using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.CloudWatch.Alarms;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;
using LocalCloud.Aws.CloudWatch.Dashboards;
using LocalCloud.Aws.CloudWatch.Metrics;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.CloudWatch;

/// <summary>
/// Metrics and alarms. What callers put is kept; what LocalCloud's own services measure (namespaces AWS/...) is in memory alone, so that an
/// invocation does not wait for the disk on their behalf.
/// </summary>
internal sealed class CloudWatchState(Service service, Scope scope) : ServiceState(service, scope)
{
    // Tables are loaded in the order of their names: series before their values.
    private const string AlarmTable = "alarms",
        CompositeTable = "composites",
        DashboardTable = "dashboards",
        SeriesTable = "metrics",
        ValueTable = "values";

    private readonly Dictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Series> _byId = [];
    private long _lastId;

    internal new CloudWatchService Service => (CloudWatchService)base.Service;

    internal IEnumerable<Metric> Metrics => _metrics.Values;

    internal SortedDictionary<string, Alarm> Alarms { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, CompositeAlarm> Composites { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Dashboard> Dashboards { get; } = new(StringComparer.Ordinal);

    internal long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    internal Metric? Find(string space, string name, IEnumerable<Dimension>? dimensions) =>
        _metrics.GetValueOrDefault(Metric.Key(space, name, dimensions));

    /// <param name="changes">null for a series that is not kept</param>
    internal Series Series(string space, string name, IReadOnlyList<Dimension> dimensions, string unit, Changes? changes)
    {
        var key = Metric.Key(space, name, dimensions);
        if (!_metrics.TryGetValue(key, out var metric))
            _metrics[key] = metric = new(space, name, dimensions);
        if (metric.ByUnit.TryGetValue(unit, out var series))
            return series;
        series = metric.ByUnit[unit] = new(metric, unit, ++_lastId);
        _byId[series.Id] = series;
        changes?.Put(SeriesTable, Text(series.Id), new(space, name, [.. dimensions], unit), CloudWatchJson.Default.SeriesRow);
        return series;
    }

    /// <summary>The bucket has changed; what is too old goes.</summary>
    internal void Keep(Changes changes, Series series, long second)
    {
        changes.Put(ValueTable, ValueKey(series, second), series.At(second).Row, CloudWatchJson.Default.BucketRow);
        foreach (var gone in series.Prune(Now))
            changes.Delete(ValueTable, ValueKey(series, gone));
    }

    internal void Put(Changes changes, Alarm alarm)
    {
        var before = Alarms.GetValueOrDefault(alarm.Name);
        Alarms[alarm.Name] = alarm;
        changes.Put(AlarmTable, alarm.Name, alarm, CloudWatchJson.Default.Alarm);
        if (before?.StateValue != alarm.StateValue)
            CompositeRules.Settle(this, changes, alarm.Name);
    }

    internal void Delete(Changes changes, Alarm alarm)
    {
        Alarms.Remove(alarm.Name);
        changes.Delete(AlarmTable, alarm.Name);
        CompositeRules.Settle(this, changes, alarm.Name);
    }

    /// <summary>As it is; who changes its state settles those above it.</summary>
    internal void Put(Changes changes, CompositeAlarm alarm)
    {
        Composites[alarm.Name] = alarm;
        changes.Put(CompositeTable, alarm.Name, alarm, CloudWatchJson.Default.CompositeAlarm);
    }

    internal void Delete(Changes changes, CompositeAlarm alarm)
    {
        Composites.Remove(alarm.Name);
        changes.Delete(CompositeTable, alarm.Name);
        CompositeRules.Settle(this, changes, alarm.Name);
    }

    internal void Put(Changes changes, Dashboard dashboard)
    {
        Dashboards[dashboard.Name] = dashboard;
        changes.Put(DashboardTable, dashboard.Name, dashboard, CloudWatchJson.Default.Dashboard);
    }

    internal void DeleteDashboard(Changes changes, string name)
    {
        Dashboards.Remove(name);
        changes.Delete(DashboardTable, name);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            switch (row.Table)
            {
                case AlarmTable:
                    Alarms[row.Key] = JsonSerializer.Deserialize(row.Value, CloudWatchJson.Default.Alarm)!;
                    break;
                case CompositeTable:
                    Composites[row.Key] = JsonSerializer.Deserialize(row.Value, CloudWatchJson.Default.CompositeAlarm)!;
                    break;
                case DashboardTable:
                    Dashboards[row.Key] = JsonSerializer.Deserialize(row.Value, CloudWatchJson.Default.Dashboard)!;
                    break;
                case SeriesTable:
                    var series = JsonSerializer.Deserialize(row.Value, CloudWatchJson.Default.SeriesRow)!;
                    _lastId = Number(row.Key) - 1;
                    Series(series.Namespace, series.Name, series.Dimensions, series.Unit, null);
                    break;
                case ValueTable when row.Key.Split('/') is [var id, var second] && _byId.TryGetValue(Number(id), out var known):
                    known.Restore(Number(second), Bucket.Of(JsonSerializer.Deserialize(row.Value, CloudWatchJson.Default.BucketRow)!));
                    break;
            }
        _lastId = _byId.Count == 0 ? 0 : _byId.Keys.Max();
    }

    private static string ValueKey(Series series, long second) => $"{Text(series.Id)}/{Text(second)}";

    private static string Text(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

using System.Text.Json;
using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Exports;
using LocalCloud.Aws.Logs.Insights;
using LocalCloud.Aws.Logs.Operations;
using LocalCloud.Aws.Logs.Subscriptions;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Logs;

/// <summary>Log groups with their streams, and resource policies.</summary>
internal sealed class LogsState : ServiceState
{
    internal const string TailTable = "tail",
        ChunkTable = "chunks";
    private const string GroupTable = "groups",
        StreamTable = "streams",
        PolicyTable = "policies",
        DeliveryTable = "deliveries",
        QueryTable = "queries",
        DefinitionTable = "definitions",
        ExportTable = "exports";

    private long _sequence;

    internal LogsState(LogsService service, Scope scope)
        : base(service, scope) { }

    internal new LogsService Service => (LogsService)base.Service;

    internal IBlobs? Blobs => Service.Host.Blobs;

    internal SortedDictionary<string, LogGroup> Groups { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, ResourcePolicy> Policies { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<long, Delivery> Deliveries { get; } = [];

    internal Dictionary<string, Query> Queries { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, QueryDefinition> QueryDefinitions { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ExportTask> Exports { get; } = new(StringComparer.Ordinal);

    internal long NextSequence() => ++_sequence;

    internal Result<LogGroup> Find(string group) => Groups.TryGetValue(group, out var found) ? found : Errors.NoGroup;

    /// <summary>By the name, or by an identifier that is a name or an ARN.</summary>
    internal Result<LogGroup> Find(string? group, string? identifier)
    {
        if (group is not null == identifier is not null)
            return Errors.Invalid(
                group is null
                    ? "Either logGroupName or logGroupIdentifier must be specified."
                    : "LogGroup name and LogGroup identifier are mutually exclusive parameters."
            );
        return group is not null ? Find(group)
            : Arns.GroupOf(identifier!, Scope) is { } name ? Find(name)
            : Errors.NoGroup;
    }

    internal void Put(Changes changes, LogGroup group, GroupRow row)
    {
        group.Row = row;
        Groups[row.Name] = group;
        changes.Put(GroupTable, row.Name, row, LogsJson.Default.GroupRow);
        changes.AfterCommit(() => Service.PlanExpiry(group));
    }

    internal void Delete(Changes changes, LogGroup group)
    {
        foreach (var stream in group.Streams.Values.ToArray())
            Delete(changes, group, stream);
        Groups.Remove(group.Name);
        changes.Delete(GroupTable, group.Name);
        changes.AfterCommit(() => Service.PlanExpiry(group));
    }

    internal void Put(Changes changes, LogGroup group, LogStream stream)
    {
        group.Streams[stream.Name] = stream;
        changes.Put(StreamTable, LogStream.Key(group.Name, stream.Name), stream.Row, LogsJson.Default.StreamRow);
    }

    internal void Delete(Changes changes, LogGroup group, LogStream stream)
    {
        stream.Delete(changes);
        group.Streams.Remove(stream.Name);
        changes.Delete(StreamTable, LogStream.Key(group.Name, stream.Name));
    }

    internal void Put(Changes changes, ResourcePolicy policy)
    {
        Policies[policy.PolicyName] = policy;
        changes.Put(PolicyTable, policy.PolicyName, policy, LogsJson.Default.ResourcePolicy);
    }

    internal void DeletePolicy(Changes changes, string name)
    {
        Policies.Remove(name);
        changes.Delete(PolicyTable, name);
    }

    internal void Put(Changes changes, Delivery delivery)
    {
        Deliveries[delivery.Number] = delivery;
        changes.Put(DeliveryTable, delivery.Key, delivery, LogsJson.Default.Delivery);
        changes.AfterCommit(() => Service.Subscriptions.Enqueue(this, delivery));
    }

    internal void Delete(Changes changes, Delivery delivery)
    {
        Deliveries.Remove(delivery.Number);
        changes.Delete(DeliveryTable, delivery.Key);
    }

    internal void Put(Changes changes, Query query)
    {
        Queries[query.Row.Id] = query;
        changes.Put(QueryTable, query.Row.Id, query.Row, LogsJson.Default.QueryRow);
    }

    internal void Delete(Changes changes, Query query)
    {
        Queries.Remove(query.Row.Id);
        changes.Delete(QueryTable, query.Row.Id);
    }

    internal void Put(Changes changes, QueryDefinition definition)
    {
        QueryDefinitions[definition.QueryDefinitionId!] = definition;
        changes.Put(DefinitionTable, definition.QueryDefinitionId!, definition, LogsJson.Default.QueryDefinition);
    }

    internal void Delete(Changes changes, QueryDefinition definition)
    {
        QueryDefinitions.Remove(definition.QueryDefinitionId!);
        changes.Delete(DefinitionTable, definition.QueryDefinitionId!);
    }

    internal void Put(Changes changes, ExportTask task)
    {
        Exports[task.TaskId] = task;
        changes.Put(ExportTable, task.TaskId, task, LogsJson.Default.ExportTask);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Tables come by name: chunks before groups, groups before streams.
        var chunks = new List<ChunkRow>();
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case ChunkTable:
                    chunks.Add(JsonSerializer.Deserialize(value, LogsJson.Default.ChunkRow)!);
                    break;
                case GroupTable:
                    Groups[key] = new(this, JsonSerializer.Deserialize(value, LogsJson.Default.GroupRow)!);
                    break;
                case DeliveryTable:
                    var delivery = JsonSerializer.Deserialize(value, LogsJson.Default.Delivery)!;
                    Deliveries[delivery.Number] = delivery;
                    _sequence = Math.Max(_sequence, delivery.Number);
                    break;
                case QueryTable:
                    Queries[key] = new(JsonSerializer.Deserialize(value, LogsJson.Default.QueryRow)!);
                    break;
                case DefinitionTable:
                    QueryDefinitions[key] = JsonSerializer.Deserialize(value, LogsJson.Default.QueryDefinition)!;
                    break;
                case ExportTable:
                    Exports[key] = JsonSerializer.Deserialize(value, LogsJson.Default.ExportTask)!;
                    break;
                case PolicyTable:
                    Policies[key] = JsonSerializer.Deserialize(value, LogsJson.Default.ResourcePolicy)!;
                    break;
                case StreamTable:
                    var stream = JsonSerializer.Deserialize(value, LogsJson.Default.StreamRow)!;
                    if (Groups.TryGetValue(stream.Group, out var group))
                        group.Streams[stream.Name] = new(group, stream);
                    break;
                case TailTable:
                    var tail = JsonSerializer.Deserialize(value, LogsJson.Default.TailRow)!;
                    var events = EventCodec.Decode(tail.Events);
                    _sequence = Math.Max(_sequence, events.Max(e => e.Position.Sequence));
                    StreamOf(tail.Group, tail.Stream)?.Add(key, events);
                    break;
            }
        foreach (var chunk in chunks)
        {
            _sequence = Math.Max(_sequence, chunk.LastSequence);
            StreamOf(chunk.Group, chunk.Stream)?.Add(new Chunk(chunk, null));
        }
    }

    private LogStream? StreamOf(string group, string stream) => Groups.GetValueOrDefault(group)?.Streams.GetValueOrDefault(stream);
}

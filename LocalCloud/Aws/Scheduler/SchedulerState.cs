using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.Scheduler.Invocations;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Scheduler;

/// <summary>Groups, their schedules, and invocations that are not done yet.</summary>
internal sealed class SchedulerState : ServiceState
{
    private const string GroupTable = "groups",
        ScheduleTable = "schedules",
        InvocationTable = "invocations";

    private long _lastInvocation;

    internal SchedulerState(SchedulerService service, Scope scope)
        : base(service, scope)
    {
        var now = Time.GetUtcNow();
        Groups[GroupRow.Default] = new GroupRow
        {
            Name = GroupRow.Default,
            Created = now,
            Modified = now,
        };
    }

    internal new SchedulerService Service => (SchedulerService)base.Service;

    internal SortedDictionary<string, GroupRow> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>By group/name; neither has a slash.</summary>
    internal SortedDictionary<string, Schedule> Schedules { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Invocation> Invocations { get; } = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _pending = new(StringComparer.Ordinal);

    internal InvocationHistory History { get; } = new();

    internal DeletionTokens Deleted { get; } = new();

    internal static string Key(string group, string name) => $"{group}/{name}";

    internal Result<GroupRow> FindGroup(string name) => Groups.TryGetValue(name, out var group) ? group : Errors.NoGroup(name);

    internal Result<Schedule> FindSchedule(string? group, string name)
    {
        if (!FindGroup(group ?? GroupRow.Default).Ok(out var found, out var error))
            return error;
        return Schedules.TryGetValue(Key(found.Name, name), out var schedule) ? schedule : Errors.NoSchedule(name);
    }

    internal void Put(Changes changes, GroupRow group)
    {
        Groups[group.Name] = group;
        changes.Put(GroupTable, group.Name, group, SchedulerJson.Default.GroupRow);
    }

    internal void Delete(Changes changes, GroupRow group)
    {
        Groups.Remove(group.Name);
        changes.Delete(GroupTable, group.Name);
        foreach (var schedule in Schedules.Values.Where(s => s.Row.Group == group.Name).ToArray())
            Delete(changes, schedule);
    }

    /// <summary>The agenda learns of it once it is on disk.</summary>
    internal void Put(Changes changes, Schedule schedule, ScheduleRow row)
    {
        schedule.Row = row;
        Schedules[schedule.Key] = schedule;
        changes.Put(ScheduleTable, schedule.Key, row, SchedulerJson.Default.ScheduleRow);
        changes.AfterCommit(() => Service.Calendar.Plan(schedule));
    }

    internal void Delete(Changes changes, Schedule schedule)
    {
        Schedules.Remove(schedule.Key);
        changes.Delete(ScheduleTable, schedule.Key);
        changes.AfterCommit(() => Service.Calendar.Plan(schedule));
    }

    internal bool IsCurrent(Schedule schedule) => ReferenceEquals(Schedules.GetValueOrDefault(schedule.Key), schedule);

    internal bool HasPending(Schedule schedule) => _pending.ContainsKey(schedule.Key);

    // keys sort in the order of the invocations
    internal string NextInvocationKey() => $"{++_lastInvocation:D19}";

    internal void Put(Changes changes, Invocation invocation)
    {
        Add(invocation);
        changes.Put(InvocationTable, invocation.Key, invocation, SchedulerJson.Default.Invocation);
    }

    internal void Delete(Changes changes, Invocation invocation)
    {
        if (!Invocations.Remove(invocation.Key))
            return;
        if (--_pending[invocation.Schedule] == 0)
            _pending.Remove(invocation.Schedule);
        changes.Delete(InvocationTable, invocation.Key);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case GroupTable:
                    Groups[key] = JsonSerializer.Deserialize(value, SchedulerJson.Default.GroupRow)!;
                    break;
                case ScheduleTable:
                    Schedules[key] = new(this, JsonSerializer.Deserialize(value, SchedulerJson.Default.ScheduleRow)!);
                    break;
                case InvocationTable:
                    Add(JsonSerializer.Deserialize(value, SchedulerJson.Default.Invocation)!);
                    _lastInvocation = Math.Max(_lastInvocation, long.Parse(key, CultureInfo.InvariantCulture));
                    break;
            }
    }

    private void Add(Invocation invocation)
    {
        if (!Invocations.ContainsKey(invocation.Key))
        {
            History.Add(invocation, Time.GetUtcNow());
            _pending[invocation.Schedule] = _pending.GetValueOrDefault(invocation.Schedule) + 1;
        }
        Invocations[invocation.Key] = invocation;
    }
}

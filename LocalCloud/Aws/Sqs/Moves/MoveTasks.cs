namespace LocalCloud.Aws.Sqs.Moves;

/// <summary>The message movement tasks of a scope, by source queue, the latest first.</summary>
internal sealed class MoveTasks(SqsState state)
{
    public const string Table = "queues/moves";
    public const int Kept = 10;

    private readonly Dictionary<Guid, List<MoveTask>> _bySource = [];

    public IReadOnlyList<MoveTask> Of(Queue source) => _bySource.TryGetValue(source.Row.Id, out var tasks) ? tasks : [];

    public IEnumerable<MoveTask> Active => _bySource.Values.SelectMany(tasks => tasks).Where(task => task.IsActive);

    public MoveTask? Find(Guid source, Guid id) => _bySource.GetValueOrDefault(source)?.Find(task => task.Id == id);

    public void Add(MoveTask task, Changes changes)
    {
        Restore(task);
        changes.Put(Table, Key(task), task, SqsJson.Default.MoveTask);
        var tasks = _bySource[task.Source];
        foreach (var old in tasks.Skip(Kept).ToList())
        {
            tasks.Remove(old);
            changes.Delete(Table, Key(old));
        }
    }

    public void Save(MoveTask task, Changes changes)
    {
        var tasks = _bySource[task.Source];
        tasks[tasks.FindIndex(t => t.Id == task.Id)] = task;
        changes.Put(Table, Key(task), task, SqsJson.Default.MoveTask);
    }

    public void Restore(MoveTask task)
    {
        if (!_bySource.TryGetValue(task.Source, out var tasks))
            _bySource[task.Source] = tasks = [];
        var later = tasks.FindIndex(t => t.Started <= task.Started);
        tasks.Insert(later < 0 ? tasks.Count : later, task);
    }

    /// <summary>The queue is deleted, and its tasks with it.</summary>
    public void Forget(Queue source, Changes changes)
    {
        if (_bySource.Remove(source.Row.Id, out var tasks))
            foreach (var task in tasks)
                changes.Delete(Table, Key(task));
    }

    /// <summary>Carries a task to its end, in the background.</summary>
    public void Run(MoveTask task) => _ = new Mover(state, task, ((SqsService)state.Service).Stopping).RunAsync();

    private static string Key(MoveTask task) => $"{task.Source:n}/{task.Id:n}";
}

using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>The stacks of one account and region.</summary>
internal sealed class StackState(CloudFormationService service, Scope scope) : ServiceState(service, scope)
{
    private const string StackRows = "stacks",
        ResourceRows = "resources",
        EventRows = "events",
        ChangeSetRows = "changesets";

    /// <summary>How long a deleted stack can still be described by its id (docs: ListStacks).</summary>
    private static readonly TimeSpan KeptAfterDeletion = TimeSpan.FromDays(90);

    private readonly Dictionary<string, Stack> _byKey = new(StringComparer.Ordinal);

    public new CloudFormationService Service => service;

    /// <summary>Released when a stack comes to rest or is sent a signal.</summary>
    public Signal Moved { get; } = new(service.Host.Time);

    /// <summary>
    /// Waits until <paramref name="done"/>, which is asked under the gate. False when <paramref name="until"/> has come first.
    /// </summary>
    public async ValueTask<bool> UntilAsync(Func<bool> done, DateTimeOffset? until, CancellationToken cancellation)
    {
        while (true)
        {
            Wait? wait = null;
            var isDone = service.Host.Read(this, _ =>
            {
                if (done())
                    return true;
                var now = Time.GetUtcNow();
                if (until <= now)
                    return false;
                // A timer holds no more than 49 days.
                wait = Moved.Wait(until < now.AddDays(30) ? until.Value : now.AddDays(30));
                return false;
            });
            if (wait is null)
                return isDone;
            await wait.ForAsync(this, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Newest first; deleted ones too.</summary>
    public IEnumerable<Stack> All => _byKey.Values.OrderByDescending(s => s.Created).ThenBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>By name only a stack that is not deleted; by id any.</summary>
    public Stack? Find(string nameOrId) =>
        Arn.Is(nameOrId)
            ? _byKey.GetValueOrDefault(nameOrId[(nameOrId.LastIndexOf('/') + 1)..]) is { } stack && stack.StackId == nameOrId
                ? stack
                : null
            : _byKey.Values.FirstOrDefault(s => s.Name == nameOrId && s.Status != StackStatus.DeleteComplete);

    /// <summary>A signal with an id that has been there counts once.</summary>
    public Result<Nothing> Signal(Changes changes, string stackKey, ResourceSignal signal)
    {
        if (_byKey.GetValueOrDefault(stackKey) is not { Status: not StackStatus.DeleteComplete } stack)
            return new AwsError("ValidationError", "Stack does not exist", 404);
        if (stack.Signals.Exists(s => s.Target == signal.Target && s.UniqueId == signal.UniqueId))
            return Nothing.Instance;
        stack.Signals.Add(signal);
        Put(changes, stack);
        Moved.ReleaseAll();
        return Nothing.Instance;
    }

    /// <summary>The resource of a stack that is the macro of this name.</summary>
    public StackResource? Macro(string name) =>
        _byKey
            .Values.Where(s => s.Status != StackStatus.DeleteComplete)
            .SelectMany(s => s.Resources)
            .FirstOrDefault(r =>
                r is { Type: "AWS::CloudFormation::Macro", PhysicalId: { } id, Status: not ResourceStatus.DeleteComplete } && id == name
            );

    public (Stack Stack, StackOutput Output)? Export(string name)
    {
        foreach (var stack in _byKey.Values)
            if (stack.Status != StackStatus.DeleteComplete && stack.Outputs.Find(o => o.ExportName == name) is { } output)
                return (stack, output);
        return null;
    }

    public IEnumerable<Stack> Importers(string export) =>
        _byKey.Values.Where(s => s.Status != StackStatus.DeleteComplete && s.Imports.Contains(export));

    public void Put(Changes changes, Stack stack)
    {
        if (_byKey.TryAdd(stack.Key, stack))
            Forget(changes);
        changes.Put(StackRows, stack.Key, stack, StackJson.Default.Stack);
    }

    public void Put(Changes changes, Stack stack, StackResource resource)
    {
        var at = stack.Resources.FindIndex(r => r.Key == resource.Key);
        if (at < 0)
            stack.Resources.Add(resource);
        else
            stack.Resources[at] = resource;
        changes.Put(ResourceRows, $"{stack.Key}/{resource.Key}", resource, StackJson.Default.StackResource);
    }

    public void Remove(Changes changes, Stack stack, StackResource resource)
    {
        stack.Resources.RemoveAll(r => r.Key == resource.Key);
        changes.Delete(ResourceRows, $"{stack.Key}/{resource.Key}");
    }

    public void Put(Changes changes, Stack stack, ChangeSet changeSet)
    {
        var at = stack.ChangeSets.FindIndex(c => c.Id == changeSet.Id);
        if (at < 0)
            stack.ChangeSets.Add(changeSet);
        else
            stack.ChangeSets[at] = changeSet;
        changes.Put(ChangeSetRows, $"{stack.Key}/{changeSet.Name}", changeSet, StackJson.Default.ChangeSet);
    }

    public void Remove(Changes changes, Stack stack, ChangeSet changeSet)
    {
        stack.ChangeSets.RemoveAll(c => c.Id == changeSet.Id);
        changes.Delete(ChangeSetRows, $"{stack.Key}/{changeSet.Name}");
    }

    public void Add(Changes changes, Stack stack, StackEvent happened)
    {
        changes.Put(EventRows, $"{stack.Key}/{stack.Events.Count:D8}", happened, StackJson.Default.StackEvent);
        stack.Events.Add(happened);
    }

    /// <summary>A stack that has gone without a trace: one that was only ever reviewed.</summary>
    public void Remove(Changes changes, Stack stack)
    {
        _byKey.Remove(stack.Key);
        changes.Delete(StackRows, stack.Key);
        foreach (var resource in stack.Resources)
            changes.Delete(ResourceRows, $"{stack.Key}/{resource.Key}");
        foreach (var changeSet in stack.ChangeSets)
            changes.Delete(ChangeSetRows, $"{stack.Key}/{changeSet.Name}");
        for (var i = 0; i < stack.Events.Count; i++)
            changes.Delete(EventRows, $"{stack.Key}/{i:D8}");
    }

    private void Forget(Changes changes)
    {
        var before = Time.GetUtcNow() - KeptAfterDeletion;
        foreach (var old in _byKey.Values.Where(s => s.Status == StackStatus.DeleteComplete && s.Deleted < before).ToArray())
            Remove(changes, old);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Rows come by table in the alphabet's order, stacks last: the rest waits for its stack.
        var byTable = rows.ToLookup(row => row.Table, row => (row.Key, row.Value));
        foreach (var (key, value) in byTable[StackRows])
            _byKey[key] = JsonSerializer.Deserialize(value, StackJson.Default.Stack)!;
        foreach (var (key, value) in byTable[ResourceRows])
            Owner(key)?.Resources.Add(JsonSerializer.Deserialize(value, StackJson.Default.StackResource)!);
        foreach (var (key, value) in byTable[EventRows])
            Owner(key)?.Events.Add(JsonSerializer.Deserialize(value, StackJson.Default.StackEvent)!);
        foreach (var (key, value) in byTable[ChangeSetRows])
            Owner(key)?.ChangeSets.Add(JsonSerializer.Deserialize(value, StackJson.Default.ChangeSet)!);
    }

    private Stack? Owner(string key) => _byKey.GetValueOrDefault(key[..key.IndexOf('/')]);
}

using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>The stacks of one account and region.</summary>
internal sealed class StackState(CloudFormationService service, Scope scope) : ServiceState(service, scope)
{
    private const string StackRows = "stacks", ResourceRows = "resources", EventRows = "events", ChangeSetRows = "changesets";

    /// <summary>How long a deleted stack can still be described by its id (docs: ListStacks).</summary>
    private static readonly TimeSpan KeptAfterDeletion = TimeSpan.FromDays(90);

    private readonly Dictionary<string, Stack> _byKey = new(StringComparer.Ordinal);

    public new CloudFormationService Service => service;

    /// <summary>Newest first; deleted ones too.</summary>
    public IEnumerable<Stack> All => _byKey.Values.OrderByDescending(s => s.Created).ThenBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>By name only a stack that is not deleted; by id any.</summary>
    public Stack? Find(string nameOrId) => nameOrId.StartsWith("arn:", StringComparison.Ordinal)
        ? _byKey.GetValueOrDefault(nameOrId[(nameOrId.LastIndexOf('/') + 1)..]) is { } stack && stack.StackId == nameOrId ? stack : null
        : _byKey.Values.FirstOrDefault(s => s.Name == nameOrId && s.Status != StackStatus.DeleteComplete);

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
        if (_byKey.TryAdd(stack.Key, stack)) Forget(changes);
        changes.Put(StackRows, stack.Key, stack, StackJson.Default.Stack);
    }

    public void Put(Changes changes, Stack stack, StackResource resource)
    {
        var at = stack.Resources.FindIndex(r => r.Key == resource.Key);
        if (at < 0) stack.Resources.Add(resource);
        else stack.Resources[at] = resource;
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
        if (at < 0) stack.ChangeSets.Add(changeSet);
        else stack.ChangeSets[at] = changeSet;
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
        foreach (var resource in stack.Resources) changes.Delete(ResourceRows, $"{stack.Key}/{resource.Key}");
        foreach (var changeSet in stack.ChangeSets) changes.Delete(ChangeSetRows, $"{stack.Key}/{changeSet.Name}");
        for (var i = 0; i < stack.Events.Count; i++) changes.Delete(EventRows, $"{stack.Key}/{i:D8}");
    }

    private void Forget(Changes changes)
    {
        var before = Time.GetUtcNow() - KeptAfterDeletion;
        foreach (var old in _byKey.Values.Where(s => s.Deleted < before).ToArray()) Remove(changes, old);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Rows come by table in the alphabet's order, stacks last: the rest waits for its stack.
        var byTable = rows.ToLookup(row => row.Table, row => (row.Key, row.Value));
        foreach (var (key, value) in byTable[StackRows]) _byKey[key] = JsonSerializer.Deserialize(value, StackJson.Default.Stack)!;
        foreach (var (key, value) in byTable[ResourceRows]) Owner(key)?.Resources.Add(JsonSerializer.Deserialize(value, StackJson.Default.StackResource)!);
        foreach (var (key, value) in byTable[EventRows]) Owner(key)?.Events.Add(JsonSerializer.Deserialize(value, StackJson.Default.StackEvent)!);
        foreach (var (key, value) in byTable[ChangeSetRows]) Owner(key)?.ChangeSets.Add(JsonSerializer.Deserialize(value, StackJson.Default.ChangeSet)!);
    }

    private Stack? Owner(string key) => _byKey.GetValueOrDefault(key[..key.IndexOf('/')]);
}

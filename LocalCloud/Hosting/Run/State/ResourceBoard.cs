using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LocalCloud.Hosting.Run.State;

/// <summary>The state of every instance, and who wants to hear of changes.</summary>
sealed class ResourceBoard
{
    readonly Lock gate = new();
    readonly List<Channel<ResourceView>> watchers = [];
    ImmutableDictionary<string, ResourceView> views = ImmutableDictionary.Create<string, ResourceView>(StringComparer.OrdinalIgnoreCase);
    bool completed;

    public ImmutableDictionary<string, ResourceView> Views => views;

    public IEnumerable<ResourceView> Of(string resource) => views.Values.Where(v => string.Equals(v.Resource, resource, StringComparison.OrdinalIgnoreCase)).OrderBy(v => v.Name, StringComparer.Ordinal);

    public void Add(ResourceView view)
    {
        lock (gate) Publish(view);
    }

    public void Update(string name, Func<ResourceView, ResourceView> change)
    {
        lock (gate)
        {
            // The dashboard runs as a process but is no resource
            if (!views.TryGetValue(name, out var before)) return;
            var after = change(before);
            if (!ReferenceEquals(before, after) && before != after) Publish(after);
        }
    }

    void Publish(ResourceView view)
    {
        views = views.SetItem(view.Name, view);
        foreach (var watcher in watchers) watcher.Writer.TryWrite(view);
    }

    /// <summary>No more changes will come.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            foreach (var watcher in watchers) watcher.Writer.TryComplete();
        }
    }

    /// <summary>Every view now, then every change.</summary>
    public async IAsyncEnumerable<ResourceView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<ResourceView>(new() { SingleReader = true });
        lock (gate)
        {
            foreach (var view in views.Values) channel.Writer.TryWrite(view);
            if (completed) channel.Writer.Complete();
            else watchers.Add(channel);
        }
        try
        {
            await foreach (var view in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return view;
        }
        finally
        {
            lock (gate) watchers.Remove(channel);
        }
    }
}
